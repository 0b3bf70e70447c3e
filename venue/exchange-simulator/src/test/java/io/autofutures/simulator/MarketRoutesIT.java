package io.autofutures.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.time.Activity;
import io.autofutures.simulator.market.MarketSource;
import io.autofutures.testkit.RecordedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Market REST: shapes, refusals, weights, and that its numbers agree with each other. */
class MarketRoutesIT {
    @TempDir
    Path folder;

    private Simulator simulator;
    private VenueCaller venue;

    @BeforeEach
    void start() {
        simulator = Simulator.start(SimulatorOptions.of(
                        folder, new MarketSource.Generated(5, List.of(new Symbol("BTCUSDT"), new Symbol("DOTUSDT"))))
                .withLockstep(new Activity()));
        venue = new VenueCaller(simulator);
        var end = simulator.clock().instant().plusSeconds(150); // an even second: the open candles have just been told
        while (!simulator.steps().next().orElseThrow().isAfter(end)) {
            simulator.steps().release();
        }
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private JsonNode get(String pathAndQuery) {
        VenueCaller.Answer answer = venue.open("GET", pathAndQuery);
        assertThat(answer.status()).as(pathAndQuery + " " + answer.body()).isEqualTo(200);
        return answer.body();
    }

    @ParameterizedTest
    @CsvSource({
        "/fapi/v1/time, time_prod",
        "/fapi/v1/ping, ping",
        "/fapi/v1/exchangeInfo, exchange_info_btcusdt_prod",
        "/fapi/v1/aggTrades?symbol=BTCUSDT, agg_trades_prod",
        "/fapi/v1/ticker/bookTicker?symbol=BTCUSDT, book_ticker_prod",
        "/fapi/v1/depth?symbol=BTCUSDT&limit=5, depth_limit5_prod",
        "/fapi/v1/klines?symbol=BTCUSDT&interval=1m, klines_1m_prod",
        "/fapi/v1/openInterest?symbol=BTCUSDT, open_interest_prod",
        "/fapi/v1/premiumIndex?symbol=BTCUSDT, premium_index_prod",
        "/fapi/v1/ticker/24hr?symbol=BTCUSDT, ticker_24hr_prod",
        "/fapi/v2/ticker/price?symbol=BTCUSDT, ticker_price_v2_prod",
    })
    void repliesHaveTheShapesOfProduction(String path, String file) throws IOException {
        JsonNode theirs =
                JsonMapper.shared().readTree(Files.readString(RecordedData.file("binance/rest/" + file + ".json")));
        sameShape(get(path), theirs, file);
    }

    private static void sameShape(JsonNode ours, JsonNode theirs, String where) {
        assertThat(ours.getNodeType()).as(where).isEqualTo(theirs.getNodeType());
        if (theirs.isArray() && !theirs.isEmpty()) {
            assertThat(ours).as(where).isNotEmpty();
            sameShape(ours.get(0), theirs.get(0), where + "[0]");
        }
        theirs.properties()
                .forEach(field -> sameShape(ours.path(field.getKey()), field.getValue(), where + "." + field.getKey()));
    }

    @ParameterizedTest
    @CsvSource({
        "/fapi/v1/klines?interval=1m, -1102",
        "/fapi/v1/klines?symbol=NONE&interval=1m, -1121",
        "/fapi/v1/klines?symbol=BTCUSDT, -1102",
        "/fapi/v1/klines?symbol=BTCUSDT&interval=1s, -1120",
        "/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=1501, -1130",
        "/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=none, -1100",
        "/fapi/v1/klines?symbol=BTCUSDT&interval=1m&startTime=2000&endTime=1000, -1023",
        "/fapi/v1/continuousKlines?pair=BTCUSDT&interval=1m, -1102",
        "/fapi/v1/continuousKlines?pair=BTCUSDT&contractType=NEVER&interval=1m, -1130",
        "/fapi/v1/indexPriceKlines?symbol=BTCUSDT&interval=1m, -1102",
        "/fapi/v1/depth?symbol=BTCUSDT&limit=7, -4021",
        "/fapi/v1/aggTrades?symbol=BTCUSDT&fromId=1&startTime=1, -1128",
        "/fapi/v1/trades?symbol=BTCUSDT&limit=1001, -1130",
        "/fapi/v1/ticker/24hr?symbol=NONE, -1121",
        "/futures/data/openInterestHist?symbol=BTCUSDT, -1102",
        "/futures/data/openInterestHist?symbol=BTCUSDT&period=7m, -1130",
    })
    void refusesWithTheRightCode(String path, int code) {
        VenueCaller.Answer answer = venue.open("GET", path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "/fapi/v1/depth?symbol=BTCUSDT&limit=1000, 20",
        "/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=99, 1",
        "/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=1500, 10",
        "/fapi/v1/ticker/24hr, 40",
        "/fapi/v1/ticker/bookTicker, 5",
        "/fapi/v1/premiumIndex, 10",
        "/fapi/v1/aggTrades?symbol=BTCUSDT, 20",
        "/futures/data/takerlongshortRatio?symbol=BTCUSDT&period=5m, 0",
    })
    void weighsAsTheReferenceSays(String path, int weight) {
        int before = used(venue.open("GET", "/fapi/v1/ping"));

        assertThat(used(venue.open("GET", path)) - before).isEqualTo(weight);
    }

    private static int used(VenueCaller.Answer answer) {
        return Integer.parseInt(
                answer.raw().headers().firstValue("X-MBX-USED-WEIGHT-1M").orElseThrow());
    }

    @Test
    void longerCandlesAreMadeOfTheMinutes() {
        long hour = 1_767_600_000_000L; // 2026-01-05T08:00Z
        JsonNode minutes = get("/fapi/v1/klines?symbol=BTCUSDT&interval=1m&startTime=" + hour + "&limit=60");
        JsonNode hours = get("/fapi/v1/klines?symbol=BTCUSDT&interval=1h&startTime=" + hour + "&limit=1");

        assertThat(minutes).hasSize(60);
        JsonNode whole = hours.get(0);
        assertThat(whole.get(0).asLong()).isEqualTo(hour);
        assertThat(whole.get(6).asLong()).isEqualTo(hour + 3_599_999);
        assertThat(whole.get(1)).isEqualTo(minutes.get(0).get(1));
        assertThat(whole.get(4)).isEqualTo(minutes.get(59).get(4));
        for (int column : new int[] {5, 7, 9, 10}) {
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode minute : minutes) {
                sum = sum.add(new BigDecimal(minute.get(column).asString()));
            }
            assertThat(new BigDecimal(whole.get(column).asString())).isEqualByComparingTo(sum);
        }
        for (String interval : List.of("3m", "4h", "1d", "3d", "1w", "1M")) {
            assertThat(get("/fapi/v1/klines?symbol=BTCUSDT&interval=" + interval))
                    .isNotEmpty();
        }
        assertThat(get("/fapi/v1/continuousKlines?pair=BTCUSDT&contractType=PERPETUAL&interval=1h&startTime=" + hour
                        + "&limit=1"))
                .isEqualTo(hours);
    }

    @Test
    void pricesOfOneInstantAgree() {
        JsonNode premium = get("/fapi/v1/premiumIndex?symbol=BTCUSDT");
        JsonNode book = get("/fapi/v1/ticker/bookTicker?symbol=BTCUSDT");
        JsonNode depth = get("/fapi/v1/depth?symbol=BTCUSDT&limit=5");
        JsonNode price = get("/fapi/v1/ticker/price?symbol=BTCUSDT");
        JsonNode day = get("/fapi/v1/ticker/24hr?symbol=BTCUSDT");
        JsonNode newest = get("/fapi/v1/trades?symbol=BTCUSDT&limit=1").get(0);

        assertThat(book.path("lastUpdateId")).isEqualTo(depth.path("lastUpdateId"));
        assertThat(book.path("bidPrice")).isEqualTo(depth.path("bids").get(0).get(0));
        assertThat(book.path("askQty")).isEqualTo(depth.path("asks").get(0).get(1));
        assertThat(price.path("price")).isEqualTo(newest.path("price"));
        assertThat(day.path("lastPrice")).isEqualTo(newest.path("price"));
        assertThat(day.path("lastQty")).isEqualTo(newest.path("qty"));
        assertThat(day.path("lastId").asLong()).isEqualTo(newest.path("id").asLong());
        assertThat(day.path("lastId").asLong() - day.path("firstId").asLong() + 1)
                .isEqualTo(day.path("count").asLong());
        assertThat(number(premium, "markPrice") / number(premium, "indexPrice")).isBetween(0.99, 1.01);
        assertThat(number(premium, "lastFundingRate")).isBetween(-0.02, 0.02);
        assertThat(get("/fapi/v1/ticker/24hr")).hasSize(2);
        assertThat(get("/fapi/v1/premiumIndex")).hasSize(2);
        assertThat(get("/fapi/v1/markPriceKlines?symbol=BTCUSDT&interval=5m&limit=3"))
                .hasSize(3);
        assertThat(get("/fapi/v1/premiumIndexKlines?symbol=BTCUSDT&interval=5m&limit=3"))
                .hasSize(3);
        assertThat(get("/fapi/v1/indexPriceKlines?pair=BTCUSDT&interval=5m&limit=3")
                        .get(2)
                        .get(5)
                        .asString())
                .isEqualTo("0");
    }

    private static double number(JsonNode node, String field) {
        return Double.parseDouble(node.path(field).asString());
    }

    @Test
    void sentimentIsTheSameWheneverItIsAskedAndFollowsTheTakers() {
        String taker = "/futures/data/takerlongshortRatio?symbol=BTCUSDT&period=1h&limit=5";
        JsonNode rows = get(taker);
        assertThat(rows).hasSize(5).isEqualTo(get(taker));
        JsonNode last = rows.get(4);
        JsonNode candle = get("/fapi/v1/klines?symbol=BTCUSDT&interval=1h&limit=1&startTime="
                        + (last.path("timestamp").asLong() - 3_600_000))
                .get(0);
        assertThat(number(last, "buyVol"))
                .isEqualTo(Double.parseDouble(candle.get(9).asString()));
        for (String path :
                List.of("topLongShortAccountRatio", "topLongShortPositionRatio", "globalLongShortAccountRatio")) {
            JsonNode row = get("/futures/data/" + path + "?symbol=BTCUSDT&period=15m&limit=3")
                    .get(2);
            assertThat(number(row, "longAccount") + number(row, "shortAccount")).isEqualTo(1);
            assertThat(number(row, "longShortRatio")).isBetween(0.5, 3.0);
        }
        JsonNode interest = get("/futures/data/openInterestHist?symbol=BTCUSDT&period=5m");
        assertThat(interest).hasSize(30);
        assertThat(number(interest.get(29), "sumOpenInterest")
                        / number(get("/fapi/v1/openInterest?symbol=BTCUSDT"), "openInterest"))
                .isBetween(0.9, 1.1);
        assertThat(get("/fapi/v1/fundingInfo")).hasSize(2);
        assertThat(get("/fapi/v1/fundingRate?symbol=BTCUSDT")).isEmpty();
    }

    @Test
    void oldTradesAreForThoseWithAKey() {
        assertThat(venue.send("GET", "/fapi/v1/historicalTrades?symbol=BTCUSDT", "")
                        .code())
                .isIn(-2014, -2015);
        JsonNode newest = get("/fapi/v1/trades?symbol=BTCUSDT&limit=5");
        assertThat(venue.open(
                                "GET",
                                "/fapi/v1/historicalTrades?symbol=BTCUSDT&limit=5&fromId="
                                        + newest.get(0).path("id").asLong())
                        .body())
                .isEqualTo(newest);
    }
}
