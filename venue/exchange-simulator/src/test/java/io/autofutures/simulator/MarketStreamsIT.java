package io.autofutures.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.time.Activity;
import io.autofutures.simulator.market.MarketSource;
import io.autofutures.testkit.RecordedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every market stream: its shape, and that all of them tell of one market. In lockstep, so nothing is left to chance. */
class MarketStreamsIT {
    @TempDir
    Path folder;

    private SimulatorOptions options;
    private Simulator simulator;
    private VenueCaller venue;
    private final List<VenueCaller.Stream> opened = new ArrayList<>();
    private int syncs;

    @BeforeEach
    void start() {
        options = SimulatorOptions.of(
                        folder, new MarketSource.Generated(3, List.of(new Symbol("BTCUSDT"), new Symbol("ETHUSDT"))))
                .withLockstep(new Activity());
        simulator = Simulator.start(options);
        venue = new VenueCaller(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private void seconds(int count) {
        var end = simulator.clock().instant().plusSeconds(count);
        while (!simulator.steps().next().orElseThrow().isAfter(end)) {
            simulator.steps().release();
        }
        for (VenueCaller.Stream stream : opened) { // the answer comes after everything that was told before
            int id = 1_000 + syncs++;
            stream.say("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":" + id + "}");
            await().until(() ->
                    stream.frames.stream().anyMatch(frame -> frame.path("id").asInt(0) == id));
        }
    }

    private VenueCaller.Stream open(String path) {
        VenueCaller.Stream stream = venue.stream(path);
        await().until(() -> options.activity().read().still());
        opened.add(stream);
        return stream;
    }

    private static List<JsonNode> of(VenueCaller.Stream stream, String name) {
        return stream.frames.stream()
                .filter(frame -> frame.path("stream").asString("").equals(name))
                .map(frame -> frame.path("data"))
                .toList();
    }

    private static void sameShape(JsonNode ours, String recorded, boolean exact) throws IOException {
        JsonNode theirs =
                JsonMapper.shared().readTree(Files.readString(RecordedData.file("binance/market-streams/" + recorded)));
        compare(ours, theirs.has("stream") ? theirs.path("data") : theirs, recorded, exact);
    }

    private static void compare(JsonNode ours, JsonNode theirs, String where, boolean exact) {
        if (theirs.isArray()) {
            assertThat(ours.isArray()).as(where).isTrue();
            if (!theirs.isEmpty() && !ours.isEmpty()) {
                compare(ours.get(0), theirs.get(0), where + "[0]", exact);
            }
            return;
        }
        assertThat(ours.getNodeType()).as(where).isEqualTo(theirs.getNodeType());
        if (theirs.isObject()) {
            assertThat(names(ours)).as(where).containsAll(names(theirs));
            if (exact) {
                assertThat(names(ours)).as(where).isEqualTo(names(theirs));
            }
            theirs.properties()
                    .forEach(field ->
                            compare(ours.get(field.getKey()), field.getValue(), where + "." + field.getKey(), exact));
        }
    }

    private static Set<String> names(JsonNode node) {
        return new HashSet<>(node.propertyNames());
    }

    @Test
    void framesHaveTheShapesOfTheVenue() throws IOException {
        VenueCaller.Stream book = open("/public/stream?streams=btcusdt@bookTicker/!bookTicker/btcusdt@trade"
                + "/btcusdt@depth@100ms/btcusdt@depth5/btcusdt@depth20@500ms");
        VenueCaller.Stream market =
                open("/market/stream?streams=btcusdt@aggTrade/btcusdt@markPrice/btcusdt@markPrice@1s"
                        + "/!markPrice@arr/!markPrice@arr@1s/btcusdt@kline_1m/btcusdt@kline_1M/btcusdt@ticker/!ticker@arr"
                        + "/btcusdt@miniTicker/!miniTicker@arr/btcusdt_perpetual@continuousKline_5m");

        seconds(70);

        sameShape(of(book, "btcusdt@bookTicker").getFirst(), "combined_bookTicker_testnet.json", true);
        sameShape(of(book, "!bookTicker").getFirst(), "raw_bookTicker_st_ps.json", true);
        sameShape(of(book, "btcusdt@trade").getFirst(), "combined_trade_prod_2026_02.json", true);
        sameShape(of(book, "btcusdt@depth@100ms").getFirst(), "combined_depth100ms_testnet.json", true);
        sameShape(of(book, "btcusdt@depth5").getFirst(), "raw_partialDepth_st.json", true);
        sameShape(of(market, "btcusdt@aggTrade").getFirst(), "combined_aggTrade_btc_testnet.json", true);
        sameShape(of(market, "btcusdt@markPrice@1s").getFirst(), "combined_markPrice1s_testnet.json", true);
        sameShape(of(market, "btcusdt@kline_1m").getFirst(), "combined_kline_1m_open_testnet.json", true);
        sameShape(of(market, "btcusdt@ticker").getFirst(), "raw_ticker_doc.json", true);
        sameShape(of(market, "btcusdt@miniTicker").getFirst(), "raw_miniTicker_doc.json", true);
        sameShape(of(market, "!markPrice@arr").getFirst(), "raw_markPrice_arr_doc.json", false);
        sameShape(of(market, "!ticker@arr").getFirst().get(0), "raw_ticker_doc.json", true);
        sameShape(of(market, "!miniTicker@arr").getFirst().get(0), "raw_miniTicker_doc.json", true);
        assertThat(names(of(market, "btcusdt_perpetual@continuousKline_5m").getFirst()))
                .containsExactlyInAnyOrder("e", "E", "ps", "ct", "k");
        assertThat(of(market, "!markPrice@arr@1s").getFirst()).hasSize(2);
        assertThat(of(book, "btcusdt@depth20@500ms").getFirst().path("b")).hasSize(20);
        assertThat(of(market, "btcusdt@markPrice@1s")).hasSizeBetween(69, 71);
        assertThat(of(market, "btcusdt@markPrice")).hasSizeBetween(23, 25);
        assertThat(of(market, "!markPrice@arr")).hasSizeBetween(22, 24);
        assertThat(of(market, "btcusdt@ticker")).hasSizeBetween(33, 36);
        assertThat(of(market, "btcusdt@kline_1M").getLast().path("k").path("t").asLong())
                .isEqualTo(1_767_225_600_000L);
    }

    @Test
    void candlesAreTheFoldOfTheTradesThatWereTold() {
        VenueCaller.Stream book = open("/public/stream?streams=ethusdt@trade");
        VenueCaller.Stream market = open("/market/stream?streams=ethusdt@aggTrade/ethusdt@kline_1m/ethusdt@kline_3m");

        seconds(181);

        for (String name : List.of("ethusdt@kline_1m", "ethusdt@kline_3m")) {
            List<JsonNode> closed = of(market, name).stream()
                    .map(frame -> frame.path("k"))
                    .filter(k -> k.path("x").asBoolean())
                    .toList();
            assertThat(closed).as(name).hasSize(name.endsWith("1m") ? 3 : 1);
            for (JsonNode k : closed) {
                List<JsonNode> inside = of(book, "ethusdt@trade").stream()
                        .filter(trade -> trade.path("T").asLong() >= k.path("t").asLong()
                                && trade.path("T").asLong() <= k.path("T").asLong())
                        .toList();
                assertThat(k.path("n").asLong()).isEqualTo(inside.size());
                assertThat(k.path("f")).isEqualTo(inside.getFirst().path("t"));
                assertThat(k.path("L")).isEqualTo(inside.getLast().path("t"));
                assertThat(k.path("o")).isEqualTo(inside.getFirst().path("p"));
                assertThat(k.path("c")).isEqualTo(inside.getLast().path("p"));
                assertThat(number(k, "v")).isEqualByComparingTo(sum(inside, false));
                assertThat(number(k, "V")).isEqualByComparingTo(sum(inside, true));
            }
        }
        List<JsonNode> trades = of(book, "ethusdt@trade");
        List<JsonNode> together = of(market, "ethusdt@aggTrade");
        assertThat(sum(together, false)).isEqualByComparingTo(sum(trades, false));
        long nextAggregate = together.getFirst().path("a").asLong();
        long nextTrade = together.getFirst().path("f").asLong();
        for (JsonNode each : together) {
            assertThat(each.path("a").asLong()).isEqualTo(nextAggregate++);
            assertThat(each.path("f").asLong()).isEqualTo(nextTrade);
            nextTrade = each.path("l").asLong() + 1;
        }
        assertThat(venue.open("GET", "/fapi/v1/aggTrades?symbol=ETHUSDT&limit=1")
                        .body()
                        .get(0)
                        .path("a"))
                .isEqualTo(together.getLast().path("a"));
    }

    private static BigDecimal number(JsonNode node, String field) {
        return new BigDecimal(node.path(field).asString());
    }

    private static BigDecimal sum(List<JsonNode> trades, boolean takersBuyOnly) {
        return trades.stream()
                .filter(trade -> !takersBuyOnly || !trade.path("m").asBoolean())
                .map(trade -> number(trade, "q"))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void aBookKeptByTheDiffsIsTheBookOfTheSnapshot() {
        VenueCaller.Stream book = open("/public/stream?streams=btcusdt@depth@100ms");
        seconds(3);
        JsonNode start =
                venue.open("GET", "/fapi/v1/depth?symbol=BTCUSDT&limit=1000").body();
        seconds(15);
        assertThat(venue.signed(
                                "POST",
                                "/fapi/v1/order",
                                "symbol",
                                "BTCUSDT",
                                "side",
                                "BUY",
                                "type",
                                "MARKET",
                                "quantity",
                                "2")
                        .status())
                .isEqualTo(200);
        seconds(5);
        JsonNode end =
                venue.open("GET", "/fapi/v1/depth?symbol=BTCUSDT&limit=1000").body();

        var bids = side(start.path("bids"));
        var asks = side(start.path("asks"));
        long snapshot = start.path("lastUpdateId").asLong();
        long last = -1;
        for (JsonNode event : of(book, "btcusdt@depth@100ms")) {
            if (event.path("u").asLong() < snapshot) {
                continue;
            }
            if (last < 0) {
                assertThat(event.path("U").asLong()).isLessThanOrEqualTo(snapshot);
            } else {
                assertThat(event.path("pu").asLong()).isEqualTo(last);
            }
            last = event.path("u").asLong();
            take(bids, event.path("b"));
            take(asks, event.path("a"));
        }

        assertThat(last).isEqualTo(end.path("lastUpdateId").asLong());
        assertThat(bids).isEqualTo(side(end.path("bids")));
        assertThat(asks).isEqualTo(side(end.path("asks")));
        JsonNode best =
                venue.open("GET", "/fapi/v1/ticker/bookTicker?symbol=BTCUSDT").body();
        assertThat(number(best, "bidPrice")).isEqualByComparingTo(bids.lastKey());
        assertThat(number(best, "askQty"))
                .isEqualByComparingTo(asks.firstEntry().getValue());
        assertThat(best.path("lastUpdateId")).isEqualTo(end.path("lastUpdateId"));
    }

    private static TreeMap<BigDecimal, BigDecimal> side(JsonNode levels) {
        var side = new TreeMap<BigDecimal, BigDecimal>();
        take(side, levels);
        return side;
    }

    private static void take(TreeMap<BigDecimal, BigDecimal> side, JsonNode levels) {
        for (JsonNode level : levels) {
            var price = new BigDecimal(level.get(0).asString());
            var quantity = new BigDecimal(level.get(1).asString());
            if (quantity.signum() == 0) {
                side.remove(price);
            } else {
                side.put(price, quantity);
            }
        }
    }

    @Test
    void answersRequestsAsTheVenueDoes() {
        VenueCaller.Stream raw = open("/market/ws");
        raw.say("{\"method\":\"GET_PROPERTY\",\"params\":[\"combined\"],\"id\":1}");
        raw.say("{\"method\":\"SET_PROPERTY\",\"params\":[\"combined\",true],\"id\":2}");
        raw.say("{\"method\":\"SET_PROPERTY\",\"params\":[\"combined\",\"yes\"],\"id\":3}");
        raw.say("{\"method\":\"GET_PROPERTY\",\"params\":[\"colour\"],\"id\":4}");
        raw.say("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@markPrice@1s\",\"btcusdt@bookTicker\"],\"id\":5}");
        raw.say("{\"method\":\"FLY\",\"params\":[],\"id\":6}");
        raw.say("{\"params\":[],\"id\":7}");
        raw.say("{\"method\":");
        await().until(() -> raw.frames.size() == 8);
        seconds(2);

        List<String> told = raw.frames.stream().map(JsonNode::toString).toList();
        assertThat(told.subList(0, 5))
                .containsExactly(
                        "{\"result\":false,\"id\":1}",
                        "{\"result\":null,\"id\":2}",
                        "{\"code\":1,\"msg\":\"Invalid value type: expected Boolean\"}",
                        "{\"code\":0,\"msg\":\"Unknown property\"}",
                        "{\"result\":null,\"id\":5}");
        assertThat(told.get(5)).startsWith("{\"code\":2,\"msg\":\"Invalid request: unknown variant `FLY`");
        assertThat(told.get(6)).startsWith("{\"code\":2,\"msg\":\"Invalid request: missing field `method`");
        assertThat(told.get(7)).startsWith("{\"code\":3,\"msg\":\"Invalid JSON");
        assertThat(told.subList(8, told.size() - 1)).isNotEmpty().allSatisfy(frame -> assertThat(frame)
                .startsWith("{\"stream\":\"btcusdt@markPrice@1s\",\"data\":"));
    }

    @Test
    void hangsUpOnWhoTalksTooMuch() {
        VenueCaller.Stream chatty = open("/market/ws");
        for (int message = 0; message < 30 && chatty.closedWith == 0; message++) {
            try {
                chatty.say("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":" + message + "}");
            } catch (java.util.concurrent.CompletionException closed) {
                break;
            }
        }

        await().until(() -> chatty.closedWith == 1008);
        assertThat(chatty.frames).hasSize(10);
    }
}
