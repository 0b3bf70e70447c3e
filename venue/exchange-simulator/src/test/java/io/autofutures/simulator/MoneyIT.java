package io.autofutures.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.time.Activity;
import io.autofutures.simulator.market.MarketSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Funding, margin, liquidation and what the account routes say of them, over a market of four flat minutes. */
class MoneyIT {
    private static final Instant FUNDING = Instant.parse("2026-01-05T08:00:00Z");

    @TempDir
    Path folder;

    private final Activity activity = new Activity();
    private Simulator simulator;
    private VenueCaller venue;

    @BeforeEach
    void start() throws IOException {
        var bars = new StringBuilder("open_time_ms,open,high,low,close,volume\n");
        String[] prices = {"50000", "50000", "50000", "47240", "47000", "47000"};
        for (int minute = 0; minute < prices.length; minute++) {
            String price = prices[minute];
            bars.append(FUNDING.minusSeconds(120).plusSeconds(60L * minute).toEpochMilli())
                    .append(",%s,%s,%s,%s,10.001\n".formatted(price, price, price, price));
        }
        Files.writeString(folder.resolve("BTCUSDT_1m.csv"), bars);
        open();
    }

    private void open() {
        simulator = Simulator.start(
                SimulatorOptions.of(folder.resolve("data"), MarketSource.Recorded.of(folder.resolve("BTCUSDT_1m.csv")))
                        .withLockstep(activity)
                        .withInitialBalance(new BigDecimal("300")));
        venue = new VenueCaller(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private void until(Instant instant) {
        while (simulator.steps().next().filter(next -> !next.isAfter(instant)).isPresent()) {
            simulator.steps().release();
        }
    }

    private JsonNode tryToBuy(String quantity, String... more) {
        var params = new java.util.ArrayList<>(
                List.of("symbol", "BTCUSDT", "side", "BUY", "type", "MARKET", "quantity", quantity));
        params.addAll(List.of(more));
        return venue.signed("POST", "/fapi/v1/order", params.toArray(String[]::new))
                .body();
    }

    private void buy(String... more) {
        JsonNode reply = tryToBuy("0.1", more);
        assertThat(reply.has("orderId")).as(reply.toString()).isTrue();
    }

    private JsonNode get(String path, String... params) {
        return venue.signed("GET", path, params).body();
    }

    private static List<JsonNode> updates(VenueCaller.Stream user, String reason) {
        return user.frames.stream()
                .filter(frame -> frame.path("a").path("m").asString("").equals(reason))
                .toList();
    }

    @Test
    void crossFundingIsChargedAtItsTimeAndShowsTheBalanceAlone() throws IOException {
        until(FUNDING.minusSeconds(60));
        VenueCaller.Stream user = venue.userStream();
        buy();
        until(FUNDING.plusSeconds(5));

        await().until(() -> updates(user, "FUNDING_FEE").size() == 1);
        JsonNode frame = updates(user, "FUNDING_FEE").getFirst();
        Shapes.same(frame, "user-data/account_update_funding_fee_cross.json");
        assertThat(frame.path("a").path("P")).isEmpty();
        assertThat(frame.path("a").path("S").asString()).isEqualTo("BTCUSDT");
        assertThat(frame.path("a").path("B").get(0).path("bc").asString()).isEqualTo("-0.5"); // 5000 × 0.0001
        JsonNode income = get("/fapi/v1/income", "incomeType", "FUNDING_FEE");
        assertThat(income).hasSize(1);
        assertThat(income.get(0).path("income").asString()).isEqualTo("-0.50000000");
        Shapes.same(get("/fapi/v1/income"), "rest/income_doc.json");
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode row : get("/fapi/v1/income")) {
            sum = sum.add(new BigDecimal(row.path("income").asString()));
        }
        assertThat(get("/fapi/v3/account").path("totalWalletBalance").asString())
                .isEqualTo(sum.setScale(8).toPlainString());
    }

    @Test
    void isolatedFundingShowsItsPositionToo() throws IOException {
        venue.signed("POST", "/fapi/v1/positionSide/dual", "dualSidePosition", "true");
        Shapes.same(
                venue.signed("POST", "/fapi/v1/marginType", "symbol", "BTCUSDT", "marginType", "ISOLATED")
                        .body(),
                "rest/change_margin_type_doc.json");
        until(FUNDING.minusSeconds(60));
        VenueCaller.Stream user = venue.userStream();
        buy("positionSide", "LONG");
        Shapes.same(
                venue.signed(
                                "POST",
                                "/fapi/v1/positionMargin",
                                "symbol",
                                "BTCUSDT",
                                "positionSide",
                                "LONG",
                                "amount",
                                "10",
                                "type",
                                "1")
                        .body(),
                "rest/modify_position_margin_doc.json");
        until(FUNDING.plusSeconds(5));

        await().until(() -> updates(user, "FUNDING_FEE").size() == 1);
        assertThat(updates(user, "MARGIN_TRANSFER")).hasSize(1);
        JsonNode update = updates(user, "FUNDING_FEE").getFirst().path("a");
        assertThat(update.path("P")).hasSize(1);
        BigDecimal margin = new BigDecimal(update.path("P").get(0).path("iw").asString());
        assertThat(margin).isBetween(new BigDecimal("259"), new BigDecimal("260"));
        assertThat(get("/fapi/v3/positionRisk").get(0).path("isolatedWallet").asString())
                .isEqualTo(margin.setScale(8).toPlainString());
        assertThat(get("/fapi/v1/positionMargin/history", "symbol", "BTCUSDT")).hasSize(1);
    }

    @Test
    void aCallThenALiquidationThenWhatIsRememberedOfItAfterARestart() throws IOException {
        until(FUNDING.minusSeconds(60));
        VenueCaller.Stream user = venue.userStream();
        buy();
        JsonNode resting = venue.signed(
                        "POST",
                        "/fapi/v1/order",
                        "symbol",
                        "BTCUSDT",
                        "side",
                        "SELL",
                        "type",
                        "LIMIT",
                        "timeInForce",
                        "GTC",
                        "quantity",
                        "0.1",
                        "price",
                        "51000")
                .body();
        assertThat(resting.path("status").asString()).isEqualTo("NEW");
        until(FUNDING.plusSeconds(70));
        await().until(() -> user.frames.stream()
                .anyMatch(frame -> frame.path("e").asString().equals("MARGIN_CALL")));
        JsonNode call = user.frames.getLast();
        Shapes.same(call, "user-data/margin_call_doc.json");
        JsonNode risk = get("/fapi/v3/positionRisk").get(0);
        assertThat(new BigDecimal(risk.path("liquidationPrice").asString()))
                .isBetween(new BigDecimal("47000"), new BigDecimal("47240"));

        until(FUNDING.plusSeconds(130));

        await().until(() -> updates(user, "INSURANCE_CLEAR").size() == 1);
        List<JsonNode> frames = user.frames.subList(user.frames.indexOf(call) + 1, user.frames.size());
        assertThat(frames.stream()
                        .map(frame -> frame.path("o").path("x").asString("")
                                + frame.path("a").path("m").asString("")))
                .containsExactly("EXPIRED", "ORDER", "CALCULATED", "INSURANCE_CLEAR");
        assertThat(frames.getFirst().path("o").path("er").asString()).isEqualTo("5");
        JsonNode closed = frames.get(2).path("o");
        assertThat(closed.path("c").asString()).startsWith("autoclose-");
        assertThat(closed.path("X").asString()).isEqualTo("FILLED");
        assertThat(get("/fapi/v3/account").path("totalWalletBalance").asString())
                .isEqualTo("0.00000000");
        JsonNode forced = get("/fapi/v1/forceOrders", "autoCloseType", "LIQUIDATION");
        Shapes.same(forced, "rest/force_orders_doc.json");
        assertThat(get("/fapi/v1/forceOrders", "autoCloseType", "ADL")).isEmpty();
        JsonNode trades = get("/fapi/v1/userTrades", "symbol", "BTCUSDT");
        Shapes.same(trades, "rest/user_trades_prod.json");
        JsonNode income = get("/fapi/v1/income");

        simulator.close();
        open();

        assertThat(get("/fapi/v1/forceOrders")).isEqualTo(forced);
        assertThat(get("/fapi/v1/userTrades", "symbol", "BTCUSDT")).isEqualTo(trades);
        assertThat(get("/fapi/v1/income")).isEqualTo(income);
        assertThat(tryToBuy("0.1").path("code").asInt()).isEqualTo(-2018);
    }

    @Test
    void theRoutesOfTheAccountHaveTheVenuesShapes() throws IOException {
        until(FUNDING.minusSeconds(60));
        VenueCaller.Stream user = venue.userStream();
        buy();

        Shapes.same(get("/fapi/v3/account"), "rest/account_v3_single_doc.json");
        JsonNode older = get("/fapi/v2/account");
        assertThat(older.path("canTrade").asBoolean()).isTrue();
        assertThat(older.path("positions").get(0).path("leverage").asString()).isEqualTo("20");
        Shapes.same(get("/fapi/v3/balance"), "rest/balance_v3_doc.json");
        Shapes.same(get("/fapi/v2/balance"), "rest/balance_v3_doc.json");
        Shapes.same(get("/fapi/v3/positionRisk"), "rest/position_risk_v3_oneway_doc.json");
        Shapes.same(get("/fapi/v2/positionRisk"), "rest/naut_position_risk_v2.json");
        Shapes.same(get("/fapi/v1/accountConfig"), "rest/account_config_doc.json");
        Shapes.same(get("/fapi/v1/symbolConfig", "symbol", "BTCUSDT"), "rest/symbol_config_doc.json");
        Shapes.same(get("/fapi/v1/leverageBracket"), "rest/leverage_brackets_array_doc.json");
        Shapes.same(get("/fapi/v1/commissionRate", "symbol", "BTCUSDT"), "rest/commission_rate_doc.json");
        Shapes.same(get("/fapi/v1/multiAssetsMargin"), "rest/multi_assets_mode_doc.json");
        Shapes.same(get("/fapi/v1/positionSide/dual"), "rest/position_mode_get_doc.json");
        Shapes.same(
                venue.signed("POST", "/fapi/v1/leverage", "symbol", "BTCUSDT", "leverage", "21")
                        .body(),
                "rest/change_leverage_doc.json");
        await().until(() -> !user.frames.isEmpty() && user.frames.getLast().has("ac"));
        Shapes.same(user.frames.getLast(), "user-data/account_config_leverage_doc.json");
        JsonNode quantile = get("/fapi/v1/adlQuantile").get(0);
        assertThat(quantile.path("adlQuantile").propertyNames()).containsExactly("LONG", "SHORT", "BOTH");
        assertThat(get("/fapi/v1/apiTradingStatus").path("indicators").isObject())
                .isTrue();
        assertThat(get("/fapi/v1/feeBurn").path("feeBurn").isBoolean()).isTrue();
    }

    @Test
    void whatIsAskedForInPagesComesInPages() {
        until(FUNDING.minusSeconds(60));
        buy();
        venue.signed("POST", "/fapi/v1/leverage", "symbol", "BTCUSDT", "leverage", "100");
        buy();
        JsonNode all = get("/fapi/v1/userTrades", "symbol", "BTCUSDT");
        assertThat(all).hasSize(2);

        assertThat(get("/fapi/v1/userTrades", "symbol", "BTCUSDT", "limit", "1").get(0))
                .isEqualTo(all.get(1));
        assertThat(get("/fapi/v1/userTrades", "symbol", "BTCUSDT", "limit", "1", "startTime", "1")
                        .isEmpty())
                .isTrue();
        String early = Long.toString(FUNDING.minusSeconds(3600).toEpochMilli());
        assertThat(get("/fapi/v1/userTrades", "symbol", "BTCUSDT", "limit", "1", "startTime", early)
                        .get(0))
                .isEqualTo(all.get(0));
        assertThat(get(
                                "/fapi/v1/userTrades",
                                "symbol",
                                "BTCUSDT",
                                "fromId",
                                all.get(1).path("id").asString())
                        .get(0))
                .isEqualTo(all.get(1));
        assertThat(get("/fapi/v1/income", "page", "2", "limit", "2")
                        .get(0)
                        .path("incomeType")
                        .asString())
                .isEqualTo("COMMISSION");
        assertThat(code("/fapi/v1/userTrades", "symbol", "BTCUSDT", "limit", "2000"))
                .isEqualTo(-1130);
        assertThat(code("/fapi/v1/userTrades", "symbol", "BTCUSDT", "startTime", "1", "endTime", early))
                .isEqualTo(-1127);
        assertThat(code("/fapi/v1/userTrades", "limit", "2")).isEqualTo(-1102);
        assertThat(code("/fapi/v1/income", "symbol", "NOPE")).isEqualTo(-1121);
    }

    private int code(String path, String... params) {
        return venue.signed("GET", path, params).code();
    }

    @Test
    void settingsAreRefusedByTheirReasons() {
        until(FUNDING.minusSeconds(60));
        assertThat(post("/fapi/v1/leverage", "symbol", "BTCUSDT", "leverage", "126"))
                .isEqualTo(-4028);
        assertThat(post("/fapi/v1/multiAssetsMargin", "multiAssetsMargin", "true"))
                .isEqualTo(-1);
        assertThat(post("/fapi/v1/multiAssetsMargin", "multiAssetsMargin", "false"))
                .isEqualTo(-4171);
        assertThat(post("/fapi/v1/feeBurn", "feeBurn", "false")).isEqualTo(200);
        assertThat(post("/fapi/v1/feeBurn", "feeBurn", "true")).isEqualTo(-1);
        assertThat(post("/fapi/v1/positionMargin", "symbol", "BTCUSDT", "amount", "1", "type", "1"))
                .isEqualTo(-4049);
        assertThat(post("/fapi/v1/positionMargin", "symbol", "BTCUSDT", "amount", "1", "type", "3"))
                .isEqualTo(-1130);
        assertThat(post(
                        "/fapi/v1/positionMargin",
                        "symbol",
                        "BTCUSDT",
                        "positionSide",
                        "LONG",
                        "amount",
                        "1",
                        "type",
                        "1"))
                .isEqualTo(-4061);
        assertThat(tryToBuy("1").path("code").asInt()).isEqualTo(-2019);
        buy();
        assertThat(post("/fapi/v1/leverage", "symbol", "BTCUSDT", "leverage", "2"))
                .isEqualTo(-2028);
        assertThat(post("/fapi/v1/marginType", "symbol", "BTCUSDT", "marginType", "ISOLATED"))
                .isEqualTo(-4048);
    }

    private int post(String path, String... params) {
        return venue.signed("POST", path, params).code();
    }
}
