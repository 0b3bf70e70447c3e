package io.autofutures.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.time.Activity;
import io.autofutures.simulator.market.MarketSource;
import io.autofutures.testkit.RecordedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every field of a production payload stands in ours too, with the same JSON type. */
class WireShapesIT {
    @TempDir
    Path folder;

    private static void sameShape(JsonNode ours, String recorded) throws IOException {
        JsonNode theirs = JsonMapper.shared().readTree(Files.readString(RecordedData.file("binance/" + recorded)));
        sameShape(ours, theirs, recorded);
    }

    private static void sameShape(JsonNode ours, JsonNode theirs, String where) {
        if (theirs.isArray()) {
            assertThat(ours.isArray()).as(where).isTrue();
            if (!theirs.isEmpty() && theirs.get(0).isContainer()) {
                assertThat(ours).as(where).isNotEmpty();
                sameShape(ours.get(0), theirs.get(0), where + "[0]");
            }
        }
        theirs.properties().forEach(field -> {
            JsonNode own = ours.get(field.getKey());
            String place = where + "." + field.getKey();
            assertThat(own).as(place).isNotNull();
            if (!field.getValue().isNull()) {
                assertThat(own.getNodeType())
                        .as(place)
                        .isEqualTo(field.getValue().getNodeType());
            }
            sameShape(own, field.getValue(), place);
        });
    }

    @Test
    void matchesProduction() throws IOException {
        var options = SimulatorOptions.of(folder, new MarketSource.Generated(7, List.of(new Symbol("BTCUSDT"))))
                .withLockstep(new Activity());
        try (Simulator simulator = Simulator.start(options)) {
            var venue = new VenueCaller(simulator);
            VenueCaller.Stream user = venue.userStream();
            VenueCaller.Stream market = venue.stream("/market/stream?streams=btcusdt@markPrice@1s/btcusdt@kline_1m");
            VenueCaller.Stream book = venue.stream("/public/stream?streams=btcusdt@bookTicker");
            await().until(() -> options.activity().read().still());
            for (int step = 0; step < 10; step++) {
                simulator.steps().release();
            }
            VenueCaller.Answer placed = venue.signed(
                    "POST",
                    "/fapi/v1/order",
                    "symbol",
                    "BTCUSDT",
                    "side",
                    "BUY",
                    "type",
                    "MARKET",
                    "quantity",
                    "0.01",
                    "newClientOrderId",
                    "e",
                    "newOrderRespType",
                    "RESULT");
            VenueCaller.Answer algo = venue.signed(
                    "POST",
                    "/fapi/v1/algoOrder",
                    "algoType",
                    "CONDITIONAL",
                    "symbol",
                    "BTCUSDT",
                    "side",
                    "SELL",
                    "type",
                    "STOP_MARKET",
                    "quantity",
                    "0.01",
                    "triggerPrice",
                    "50000",
                    "clientAlgoId",
                    "s");

            await().until(() -> user.frames.size() == 5
                    && market.frames.stream()
                            .anyMatch(frame ->
                                    frame.path("data").path("e").asString().equals("kline")));
            sameShape(placed.body(), "rest/order_place_result_filled_prod.json");
            sameShape(
                    venue.signed("GET", "/fapi/v1/order", "symbol", "BTCUSDT", "origClientOrderId", "e")
                            .body(),
                    "rest/order_query_filled_prod.json");
            sameShape(algo.body(), "algo/place_response_prod.json");
            sameShape(venue.signed("GET", "/fapi/v1/openAlgoOrders").body(), "algo/open_algo_orders_prod.json");
            sameShape(venue.signed("GET", "/fapi/v3/positionRisk").body(), "rest/position_risk_v3_oneway_doc.json");
            sameShape(venue.signed("GET", "/fapi/v3/account").body(), "rest/account_v3_single_doc.json");
            sameShape(venue.signed("GET", "/fapi/v3/balance").body(), "rest/balance_v3_doc.json");
            sameShape(venue.signed("GET", "/fapi/v1/leverageBracket").body(), "rest/leverage_brackets_array_doc.json");
            sameShape(
                    venue.open("GET", "/fapi/v1/klines?symbol=BTCUSDT&interval=1m")
                            .body(),
                    "rest/klines_1m_prod.json");
            sameShape(venue.open("GET", "/fapi/v1/premiumIndex?symbol=BTCUSDT").body(), "rest/premium_index_prod.json");
            sameShape(venue.open("GET", "/fapi/v1/depth?symbol=BTCUSDT&limit=5").body(), "rest/depth_limit5_prod.json");
            sameShape(
                    venue.signed("DELETE", "/fapi/v1/algoOrder", "clientAlgoId", "s")
                            .body(),
                    "algo/cancel_response_prod.json");
            sameShape(user.frames.get(0), "user-data/seq_open_0_trade_lite.json");
            sameShape(user.frames.get(1), "user-data/seq_open_1_order_new.json");
            sameShape(user.frames.get(2), "user-data/seq_open_2_account_update.json");
            sameShape(user.frames.get(3), "user-data/seq_open_3_order_filled.json");
            sameShape(user.frames.get(4), "algo/algo_update_new_prod.json");
            sameShape(first(market, "markPriceUpdate"), "market-streams/combined_markPrice1s_testnet.json");
            sameShape(first(market, "kline"), "market-streams/combined_kline_1m_open_testnet.json");
            sameShape(first(book, "bookTicker"), "market-streams/combined_bookTicker_testnet.json");
            JsonNode own = venue.open("GET", "/fapi/v1/exchangeInfo").body();
            sameShape(own, "rest/exchange_info_btcusdt_prod.json");
        }
    }

    private static JsonNode first(VenueCaller.Stream stream, String kind) {
        return stream.frames.stream()
                .filter(frame -> frame.path("data").path("e").asString().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
