package io.autofutures.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.time.Activity;
import io.autofutures.simulator.market.MarketSource;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The path of a protected trade, and what survives a restart; prices under lockstep, so each run is the same. */
class TradePathIT {
    private static final Symbol BTC = new Symbol("BTCUSDT");

    @TempDir
    Path folder;

    private final Activity activity = new Activity();
    private Simulator simulator;
    private VenueCaller venue;

    @BeforeEach
    void start() {
        simulator = Simulator.start(SimulatorOptions.of(folder, new MarketSource.Generated(7, List.of(BTC)))
                .withLockstep(activity));
        venue = new VenueCaller(simulator);
        steps(3);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private void steps(int count) {
        for (int step = 0; step < count; step++) {
            simulator.steps().release();
        }
    }

    private BigDecimal last() {
        JsonNode book =
                venue.open("GET", "/fapi/v1/depth?symbol=BTCUSDT&limit=5").body();
        return new BigDecimal(book.path("bids").path(0).path(0).asString());
    }

    private String grid(BigDecimal price) {
        return price.setScale(1, java.math.RoundingMode.HALF_UP).toPlainString();
    }

    private void hedgeIsolated() {
        assertThat(venue.signed("POST", "/fapi/v1/positionSide/dual", "dualSidePosition", "true")
                        .code())
                .isEqualTo(200);
        assertThat(venue.signed("POST", "/fapi/v1/marginType", "symbol", "BTCUSDT", "marginType", "ISOLATED")
                        .code())
                .isEqualTo(200);
        assertThat(venue.signed("POST", "/fapi/v1/leverage", "symbol", "BTCUSDT", "leverage", "5")
                        .body()
                        .path("leverage")
                        .asInt())
                .isEqualTo(5);
    }

    private VenueCaller.Answer stop(String id, String trigger, String... more) {
        var params = new java.util.ArrayList<>(List.of(
                "algoType",
                "CONDITIONAL",
                "symbol",
                "BTCUSDT",
                "side",
                "SELL",
                "positionSide",
                "LONG",
                "type",
                "STOP_MARKET",
                "triggerPrice",
                trigger,
                "workingType",
                "MARK_PRICE",
                "clientAlgoId",
                id));
        params.addAll(List.of(more));
        return venue.signed("POST", "/fapi/v1/algoOrder", params.toArray(String[]::new));
    }

    private VenueCaller.Answer buy(String id, String quantity) {
        return venue.signed(
                "POST",
                "/fapi/v1/order",
                "symbol",
                "BTCUSDT",
                "side",
                "BUY",
                "positionSide",
                "LONG",
                "type",
                "MARKET",
                "quantity",
                quantity,
                "newClientOrderId",
                id,
                "newOrderRespType",
                "RESULT");
    }

    private static List<String> told(VenueCaller.Stream stream) {
        return stream.frames.stream()
                .map(frame -> frame.path("e").asString()
                        + (frame.path("o").has("X")
                                ? "/" + frame.path("o").path("X").asString()
                                : ""))
                .toList();
    }

    @Test
    void armsEntersProtectsAndFiresInTheLiveOrderOfEvents() {
        hedgeIsolated();
        VenueCaller.Stream user = venue.userStream();
        BigDecimal last = last();
        String trigger = grid(last.subtract(new BigDecimal("1.0")));

        VenueCaller.Answer armed = stop("arm1", grid(last.multiply(new BigDecimal("0.9"))), "quantity", "0.010");
        VenueCaller.Answer entry = buy("ent1", "0.010");
        VenueCaller.Answer protection = stop("stp1", trigger, "closePosition", "true");

        assertThat(armed.body().path("algoStatus").asString()).isEqualTo("NEW");
        assertThat(armed.body().has("actualOrderId")).isFalse();
        assertThat(entry.body().path("status").asString()).isEqualTo("FILLED");
        assertThat(entry.body().has("avgPrice")).isFalse();
        assertThat(entry.body().has("cumQuote")).isFalse();
        assertThat(entry.raw().headers().firstValue("X-MBX-ORDER-COUNT-10S")).isPresent();
        assertThat(protection.body().path("timeInForce").asString()).isEqualTo("GTE_GTC");
        JsonNode asked = venue.signed("GET", "/fapi/v1/order", "symbol", "BTCUSDT", "origClientOrderId", "ent1")
                .body();
        assertThat(new BigDecimal(asked.path("avgPrice").asString())).isPositive();
        assertThat(venue.signed("GET", "/fapi/v1/openAlgoOrders", "symbol", "BTCUSDT")
                        .body())
                .hasSize(2);
        await().untilAsserted(() -> assertThat(told(user))
                .containsExactly(
                        "ALGO_UPDATE/NEW",
                        "TRADE_LITE",
                        "ORDER_TRADE_UPDATE/NEW",
                        "ACCOUNT_UPDATE",
                        "ORDER_TRADE_UPDATE/FILLED",
                        "ALGO_UPDATE/NEW"));

        user.frames.clear();
        runUntilFlat();

        await().untilAsserted(() -> assertThat(told(user))
                .containsExactly(
                        "ALGO_UPDATE/TRIGGERING",
                        "ALGO_UPDATE/TRIGGERED",
                        "TRADE_LITE",
                        "ORDER_TRADE_UPDATE/NEW",
                        "ACCOUNT_UPDATE",
                        "ORDER_TRADE_UPDATE/FILLED",
                        "ALGO_UPDATE/FINISHED"));
        JsonNode finished = venue.signed("GET", "/fapi/v1/algoOrder", "clientAlgoId", "stp1")
                .body();
        assertThat(finished.path("algoStatus").asString()).isEqualTo("FINISHED");
        assertThat(new BigDecimal(finished.path("actualQty").asString())).isEqualByComparingTo("0.010");
        JsonNode child = venue.signed("GET", "/fapi/v1/order", "symbol", "BTCUSDT", "origClientOrderId", "stp1")
                .body();
        assertThat(child.path("orderId").asString())
                .isEqualTo(finished.path("actualOrderId").asString());
    }

    private void runUntilFlat() {
        for (int step = 0; step < 20_000; step++) {
            simulator.steps().release();
            if (step % 20 == 0 && positions().isEmpty()) {
                return;
            }
        }
        throw new AssertionError("the stop never fired");
    }

    /** Rows that hold something. */
    private List<JsonNode> positions() {
        return venue.signed("GET", "/fapi/v3/positionRisk")
                .body()
                .valueStream()
                .filter(row -> new BigDecimal(row.path("positionAmt").asString()).signum() != 0)
                .toList();
    }

    @Test
    void remembersEverythingOverARestart() {
        hedgeIsolated();
        BigDecimal last = last();
        stop("arm1", grid(last.multiply(new BigDecimal("0.9"))), "quantity", "0.010");
        buy("ent1", "0.010");
        stop("stp1", grid(last.multiply(new BigDecimal("0.95"))), "closePosition", "true");
        steps(100);
        String risk = venue.signed("GET", "/fapi/v3/positionRisk").body().toString();
        String algos = venue.signed("GET", "/fapi/v1/openAlgoOrders").body().toString();
        String entry = venue.signed("GET", "/fapi/v1/order", "symbol", "BTCUSDT", "origClientOrderId", "ent1")
                .body()
                .toString();
        String candles = venue.open("GET", "/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=5")
                .body()
                .toString();
        var instant = simulator.clock().instant();
        var due = simulator.steps().next();

        simulator.close();
        simulator = Simulator.start(SimulatorOptions.of(folder, new MarketSource.Generated(7, List.of(BTC)))
                .withLockstep(activity));
        venue = new VenueCaller(simulator);

        assertThat(simulator.clock().instant()).isEqualTo(instant);
        assertThat(simulator.steps().next()).isEqualTo(due);
        assertThat(venue.signed("GET", "/fapi/v3/positionRisk").body().toString())
                .isEqualTo(risk);
        assertThat(venue.signed("GET", "/fapi/v1/openAlgoOrders").body().toString())
                .isEqualTo(algos);
        assertThat(venue.signed("GET", "/fapi/v1/order", "symbol", "BTCUSDT", "origClientOrderId", "ent1")
                        .body()
                        .toString())
                .isEqualTo(entry);
        assertThat(venue.open("GET", "/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=5")
                        .body()
                        .toString())
                .isEqualTo(candles);
        assertThat(venue.signed("GET", "/fapi/v1/positionSide/dual")
                        .body()
                        .path("dualSidePosition")
                        .asBoolean())
                .isTrue();
        assertThat(buy("ent2", "0.010").body().path("orderId").asLong()).isGreaterThan(JsonMapperOf.id(entry));
    }

    private static final class JsonMapperOf {
        static long id(String order) {
            return tools.jackson.databind.json.JsonMapper.shared()
                    .readTree(order)
                    .path("orderId")
                    .asLong();
        }
    }

    @Test
    void countsEachDataFrameAsActivityAndNoAcknowledgement() {
        VenueCaller.Stream market = venue.stream("/market/stream?streams=btcusdt@markPrice@1s/btcusdt@kline_1m");
        market.say("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":3}");
        await().until(() -> market.frames.size() == 1);
        long before = activity.read().begun();

        steps(10);

        await().untilAsserted(() -> assertThat(market.frames).hasSize(11));
        assertThat(market.frames.getFirst().path("result")).hasSize(2);
        assertThat(market.frames.get(1).path("stream").asString()).startsWith("btcusdt@");
        assertThat(activity.read().begun() - before).isEqualTo(10);
    }
}
