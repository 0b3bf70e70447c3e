package io.autofutures.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.time.Activity;
import io.autofutures.simulator.market.MarketSource;
import io.autofutures.testkit.RecordedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Amendments, batches, countdowns, lists and algo orders over the wire. BTCUSDT: tick 0.1, step 0.001. */
class OrderRoutesIT {
    @TempDir
    Path folder;

    private final Activity activity = new Activity();
    private Simulator simulator;
    private VenueCaller venue;

    @BeforeEach
    void start() {
        simulator = Simulator.start(
                SimulatorOptions.of(folder, new MarketSource.Generated(7, List.of(new Symbol("BTCUSDT"))))
                        .withLockstep(activity));
        venue = new VenueCaller(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private VenueCaller.Answer call(String method, String path, String query) {
        var params = new ArrayList<String>();
        for (String pair : query.split("&")) {
            params.addAll(List.of(pair.split("=", 2)));
        }
        return venue.signed(method, "/fapi/v1/" + path, params.toArray(String[]::new));
    }

    /** @param factor of the mark price */
    private String price(String factor) {
        return new BigDecimal(venue.open("GET", "/fapi/v1/premiumIndex?symbol=BTCUSDT")
                        .body()
                        .path("markPrice")
                        .asString())
                .multiply(new BigDecimal(factor))
                .setScale(1, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private VenueCaller.Answer rest(String id, String factor) {
        return call(
                "POST",
                "order",
                "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.002&price=" + price(factor)
                        + "&newClientOrderId=" + id);
    }

    /** A user stream that the venue knows of too. */
    private VenueCaller.Stream listening() {
        VenueCaller.Stream user = venue.userStream();
        await().until(() -> activity.read().still());
        return user;
    }

    /** The same names and JSON types, no more and no fewer. */
    private static void sameFields(JsonNode ours, String recorded) throws IOException {
        JsonNode theirs = JsonMapper.shared().readTree(Files.readString(RecordedData.file("binance/" + recorded)));
        JsonNode own = ours.isArray() ? ours.get(0) : ours;
        JsonNode row = theirs.isArray() ? theirs.get(0) : theirs;
        assertThat(new TreeSet<>(own.propertyNames())).as(recorded).isEqualTo(new TreeSet<>(row.propertyNames()));
        row.properties().forEach(field -> assertThat(own.path(field.getKey()).getNodeType())
                .as(recorded + " " + field.getKey())
                .isEqualTo(field.getValue().getNodeType()));
    }

    private static List<String> told(VenueCaller.Stream stream) {
        return stream.frames.stream()
                .map(frame -> frame.path("e").asString() + "/"
                        + frame.path("o").path("x").asString("") + "/"
                        + frame.path("o").path("X").asString(""))
                .toList();
    }

    @Test
    void anAmendmentIsToldWithItsModifyIdAndKeptInTheHistory() {
        rest("a", "0.97");
        VenueCaller.Stream user = listening();

        VenueCaller.Answer amended = call(
                "PUT",
                "order",
                "symbol=BTCUSDT&side=BUY&quantity=0.003&origClientOrderId=a&modifyId=mod-1&price=" + price("0.96"));

        assertThat(amended.status()).isEqualTo(200);
        assertThat(amended.body().path("origQty").asString()).isEqualTo("0.003");
        assertThat(amended.body().has("avgPrice")).isFalse();
        await().untilAsserted(() -> assertThat(told(user)).containsExactly("ORDER_TRADE_UPDATE/AMENDMENT/NEW"));
        assertThat(user.frames.getFirst().path("o").path("M").asString()).isEqualTo("mod-1");
        assertThat(user.frames.getFirst().path("o").path("V").asString()).isEqualTo("NONE");
        JsonNode history = call("GET", "orderAmendment", "symbol=BTCUSDT&origClientOrderId=a")
                .body();
        assertThat(history).hasSize(1);
        assertThat(history.get(0)
                        .path("amendment")
                        .path("origQty")
                        .path("before")
                        .asString())
                .isEqualTo("0.002");
        assertThat(call(
                                "PUT",
                                "order",
                                "symbol=BTCUSDT&side=BUY&quantity=0.003&origClientOrderId=a&price=" + price("0.96"))
                        .code())
                .isEqualTo(-5027);
    }

    @Test
    void aBatchIsAnsweredElementByElement() {
        String list = JsonMapper.shared()
                .writeValueAsString(List.of(
                        element("one", "LIMIT", price("0.97")),
                        element("two", "STOP_MARKET", price("0.97")),
                        element("one", "LIMIT", price("0.96")),
                        element("four", "LIMIT", price("0.95"))));

        VenueCaller.Answer placed = venue.signed("POST", "/fapi/v1/batchOrders", "batchOrders", list);

        assertThat(placed.status()).isEqualTo(200);
        assertThat(placed.body()).hasSize(4);
        assertThat(placed.body().get(0).path("status").asString()).isEqualTo("NEW");
        assertThat(placed.body().get(1).path("code").asInt()).isEqualTo(-4120);
        assertThat(placed.body().get(2).path("code").asInt()).isEqualTo(-4116);
        assertThat(placed.body().get(3).path("clientOrderId").asString()).isEqualTo("four");

        VenueCaller.Answer changed = venue.signed(
                "PUT",
                "/fapi/v1/batchOrders",
                "batchOrders",
                "[{\"symbol\":\"BTCUSDT\",\"origClientOrderId\":\"one\",\"side\":\"BUY\",\"quantity\":\"0.004\",\"price\":\"%s\"},{\"symbol\":\"BTCUSDT\",\"origClientOrderId\":\"nobody\",\"side\":\"BUY\",\"quantity\":\"0.004\",\"price\":\"1\"}]"
                        .formatted(price("0.97")));
        assertThat(changed.body().get(0).path("origQty").asString()).isEqualTo("0.004");
        assertThat(changed.body().get(1).path("code").asInt()).isEqualTo(-2013);

        VenueCaller.Answer canceled = venue.signed(
                "DELETE",
                "/fapi/v1/batchOrders",
                "symbol",
                "BTCUSDT",
                "origClientOrderIdList",
                "[\"four\",\"nobody\"]");
        assertThat(canceled.body().get(0).path("status").asString()).isEqualTo("CANCELED");
        assertThat(canceled.body().get(1).path("code").asInt()).isEqualTo(-2011);
        assertThat(call("GET", "openOrders", "symbol=BTCUSDT").body()).hasSize(1);
        JsonNode all = call("DELETE", "allOpenOrders", "symbol=BTCUSDT").body();
        assertThat(all.path("code").isInt()).isTrue();
        assertThat(call("GET", "openOrders", "symbol=BTCUSDT").body()).isEmpty();
    }

    private static java.util.Map<String, String> element(String id, String type, String price) {
        return java.util.Map.of(
                "symbol",
                "BTCUSDT",
                "side",
                "BUY",
                "type",
                type,
                "timeInForce",
                "GTC",
                "quantity",
                "0.002",
                "price",
                price,
                "newClientOrderId",
                id);
    }

    @Test
    void aCountdownCancelsPlainOrdersByVenueTime() {
        rest("a", "0.97");
        call(
                "POST",
                "algoOrder",
                "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&quantity=0.002&clientAlgoId=s&triggerPrice="
                        + price("0.9"));
        JsonNode set = call("POST", "countdownCancelAll", "symbol=BTCUSDT&countdownTime=5000")
                .body();
        assertThat(set.path("countdownTime").isString()).isTrue();

        simulator.advanceTo(simulator.clock().instant().plusMillis(4_999));
        assertThat(call("GET", "openOrder", "symbol=BTCUSDT&origClientOrderId=a")
                        .status())
                .isEqualTo(200);
        simulator.advanceTo(simulator.clock().instant().plusMillis(1));

        assertThat(call("GET", "openOrder", "symbol=BTCUSDT&origClientOrderId=a")
                        .code())
                .isEqualTo(-2013);
        assertThat(call("GET", "openAlgoOrders", "symbol=BTCUSDT").body()).hasSize(1);
    }

    @Test
    void aGtdOrderExpiresByVenueTimeAlsoOverARestart() {
        long end = simulator.clock().instant().plusSeconds(700).toEpochMilli() / 1_000 * 1_000;
        VenueCaller.Answer placed = call(
                "POST",
                "order",
                "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTD&quantity=0.002&newClientOrderId=g&goodTillDate="
                        + end + "&price=" + price("0.97"));
        assertThat(placed.body().path("goodTillDate").asLong()).isEqualTo(end);

        simulator.close();
        start();
        simulator.advanceTo(java.time.Instant.ofEpochMilli(end));

        assertThat(call("GET", "order", "symbol=BTCUSDT&origClientOrderId=g")
                        .body()
                        .path("status")
                        .asString())
                .isEqualTo("EXPIRED");
    }

    @Test
    void aLargeMarketOrderTellsEachOfItsTrades() {
        call("POST", "leverage", "symbol=BTCUSDT&leverage=20");
        VenueCaller.Stream user = listening();

        VenueCaller.Answer bought = call(
                "POST",
                "order",
                "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1.5&newOrderRespType=RESULT&newClientOrderId=big");

        assertThat(bought.body().path("status").asString()).isEqualTo("FILLED");
        await().untilAsserted(() -> assertThat(told(user))
                .startsWith(
                        "TRADE_LITE//",
                        "ORDER_TRADE_UPDATE/NEW/NEW",
                        "ACCOUNT_UPDATE//",
                        "ORDER_TRADE_UPDATE/TRADE/PARTIALLY_FILLED",
                        "TRADE_LITE//",
                        "ACCOUNT_UPDATE//")
                .endsWith("ORDER_TRADE_UPDATE/TRADE/FILLED"));
        assertThat(user.frames.stream().map(frame -> frame.path("T").asLong()).distinct())
                .hasSize(1);
        JsonNode ticker =
                venue.open("GET", "/fapi/v1/ticker/bookTicker?symbol=BTCUSDT").body();
        JsonNode depth =
                venue.open("GET", "/fapi/v1/depth?symbol=BTCUSDT&limit=5").body();
        assertThat(new BigDecimal(depth.path("asks").get(0).get(0).asString()))
                .isEqualByComparingTo(ticker.path("askPrice").asString());
        JsonNode last = user.frames.getLast().path("o");
        assertThat(new BigDecimal(depth.path("asks").get(0).get(0).asString()))
                .isGreaterThanOrEqualTo(new BigDecimal(last.path("L").asString()));
    }

    @Test
    void ordersStandInTheirListsWithTheFieldsOfProduction() throws IOException {
        rest("a", "0.97");
        call("DELETE", "order", "symbol=BTCUSDT&origClientOrderId=a");
        sameFields(
                call("POST", "order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.002&newOrderRespType=RESULT")
                        .body(),
                "rest/order_place_result_filled_prod.json");
        sameFields(
                call("GET", "order", "symbol=BTCUSDT&origClientOrderId=a").body(), "rest/order_query_filled_prod.json");
        JsonNode all = call("GET", "allOrders", "symbol=BTCUSDT").body();
        sameFields(all, "rest/all_orders_prod.json");
        assertThat(all).hasSize(2);
        assertThat(call("GET", "allOrders", "limit=1")
                        .body()
                        .get(0)
                        .path("type")
                        .asString())
                .isEqualTo("MARKET");
        assertThat(call(
                                "GET",
                                "allOrders",
                                "limit=1&orderId=" + all.get(0).path("orderId").asLong())
                        .body()
                        .get(0)
                        .path("clientOrderId")
                        .asString())
                .isEqualTo("a");
        sameFields(call("DELETE", "allOpenOrders", "symbol=BTCUSDT").body(), "rest/cancel_all_doc.json");
        sameFields(
                call("POST", "countdownCancelAll", "symbol=BTCUSDT&countdownTime=0")
                        .body(),
                "rest/countdown_cancel_all_doc.json");
    }

    @Test
    void algoOrdersHaveThreeShapesAndGoThroughTheirStates() throws IOException {
        call("POST", "order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.002");
        VenueCaller.Stream user = listening();
        String stop = "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&quantity=0.002&reduceOnly=true";
        JsonNode placed = call("POST", "algoOrder", stop + "&clientAlgoId=s&triggerPrice=" + price("0.9"))
                .body();
        sameFields(placed, "algo/place_response_prod.json");
        sameFields(call("GET", "openAlgoOrders", "symbol=BTCUSDT").body(), "algo/open_algo_orders_prod.json");
        await().untilAsserted(() -> assertThat(user.frames).hasSize(1));
        JsonNode told = user.frames.getFirst().path("o");
        JsonNode recorded = JsonMapper.shared()
                .readTree(Files.readString(RecordedData.file("binance/algo/algo_update_new_prod.json")))
                .path("o");
        assertThat(new TreeSet<>(told.propertyNames())).isEqualTo(new TreeSet<>(recorded.propertyNames()));
        sameFields(call("DELETE", "algoOrder", "clientAlgoId=s").body(), "algo/cancel_response_prod.json");
        sameFields(call("GET", "allAlgoOrders", "symbol=BTCUSDT").body(), "algo/all_algo_orders_canceled_prod.json");
        assertThat(call("DELETE", "algoOrder", "clientAlgoId=s").code()).isEqualTo(-2011);

        String near = new BigDecimal(price("1")).subtract(new BigDecimal("5")).toPlainString();
        call("POST", "algoOrder", stop + "&clientAlgoId=n&triggerPrice=" + near);
        for (int step = 0; step < 20_000 && !ended("n"); step++) {
            simulator.steps().release();
        }

        JsonNode finished = call("GET", "algoOrder", "clientAlgoId=n").body();
        assertThat(finished.path("algoStatus").asString()).isEqualTo("FINISHED");
        assertThat(finished.path("actualType").asString()).isEqualTo("MARKET");
        JsonNode child =
                call("GET", "order", "symbol=BTCUSDT&origClientOrderId=n").body();
        assertThat(finished.path("actualOrderId").asString())
                .isEqualTo(child.path("orderId").asString());
        sameFields(call("DELETE", "algoOpenOrders", "symbol=BTCUSDT").body(), "algo/cancel_all_algo_doc.json");
    }

    private boolean ended(String id) {
        return call("GET", "openAlgoOrders", "symbol=BTCUSDT")
                .body()
                .valueStream()
                .noneMatch(row -> row.path("clientAlgoId").asString().equals(id));
    }

    @Test
    void aTestOrderIsCheckedAndNotPlaced() {
        VenueCaller.Answer tested = call("POST", "order/test", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.002");

        assertThat(tested.status()).isEqualTo(200);
        assertThat(call("GET", "allOrders", "symbol=BTCUSDT").body()).isEmpty();
        assertThat(call("POST", "order/test", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.0001")
                        .code())
                .isEqualTo(-1111);
    }
}
