package io.autofutures.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.market.Symbol;
import io.autofutures.simulator.market.MarketSource;
import io.autofutures.simulator.market.live.LiveMarketException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A paper venue over a live market, which here is a second simulator. */
class LiveMarketIT {
    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final Symbol ETH = new Symbol("ETHUSDT");

    @TempDir
    Path folder;

    private Simulator upstream;
    private Simulator paper;

    @BeforeEach
    void start() {
        upstream = upstream(0);
        paper = Simulator.start(SimulatorOptions.of(folder.resolve("paper"), live(upstream.port(), BTC)));
        paper.begin();
    }

    @AfterEach
    void stop() {
        paper.close();
        upstream.close();
    }

    private Simulator upstream(int port) {
        var market = new MarketSource.Generated(1, List.of(BTC, ETH));
        Simulator started = Simulator.start(
                SimulatorOptions.of(folder.resolve("upstream"), market).withAddress("127.0.0.1", port));
        started.begin();
        return started;
    }

    private static MarketSource.Live live(int port, Symbol... symbols) {
        return new MarketSource.Live(
                URI.create("http://127.0.0.1:" + port), URI.create("ws://127.0.0.1:" + port), List.of(symbols));
    }

    @Test
    void tellsThePricesOfTheLiveMarketAndFillsAtThem() {
        var there = new VenueCaller(upstream);
        var here = new VenueCaller(paper);
        VenueCaller.Stream thereBook = there.stream("/public/stream?streams=btcusdt@bookTicker");
        VenueCaller.Stream hereBook = here.stream("/public/stream?streams=btcusdt@bookTicker");
        VenueCaller.Stream thereMarket =
                there.stream("/market/stream?streams=btcusdt@aggTrade/btcusdt@markPrice@1s/btcusdt@kline_1m");
        VenueCaller.Stream hereMarket =
                here.stream("/market/stream?streams=btcusdt@aggTrade/btcusdt@markPrice@1s/btcusdt@kline_1m");
        VenueCaller.Stream user = here.userStream();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> count(hereMarket, "aggTrade") > 3
                        && count(hereMarket, "markPriceUpdate") > 2
                        && count(hereMarket, "kline") > 0
                        && hereBook.frames.size() > 2);
        JsonNode placed = here.signed(
                        "POST",
                        "/fapi/v1/order",
                        "symbol",
                        "BTCUSDT",
                        "side",
                        "BUY",
                        "type",
                        "MARKET",
                        "quantity",
                        "0.010",
                        "newOrderRespType",
                        "RESULT")
                .body();
        await().until(() -> user.frames.stream()
                .anyMatch(frame -> frame.path("o").path("x").asString("").equals("TRADE")));

        assertThat(placed.path("status").asString()).isEqualTo("FILLED");
        BigDecimal paid = new BigDecimal(user.frames.stream()
                .filter(frame -> frame.path("o").path("x").asString("").equals("TRADE"))
                .findFirst()
                .orElseThrow()
                .path("o")
                .path("L")
                .asString());
        assertThat(values(thereBook, "a"))
                .anySatisfy(ask -> assertThat(new BigDecimal(ask)).isEqualByComparingTo(paid));
        assertThat(values(thereBook, "a")).contains(values(hereBook, "a").getLast());
        assertThat(marks(thereMarket)).containsAll(marks(hereMarket));
        assertThat(aggregates(thereMarket)).containsAll(aggregates(hereMarket));
        long lag = upstream.clock().instant().toEpochMilli()
                - paper.clock().instant().toEpochMilli();
        assertThat(Math.abs(lag)).isLessThan(1_000);
    }

    @Test
    void forwardsHistoryAndServesItsOwnPrices() {
        var there = new VenueCaller(upstream);
        var here = new VenueCaller(paper);
        String hours = "/fapi/v1/klines?symbol=BTCUSDT&interval=1h&limit=5&endTime="
                + (upstream.clock().instant().toEpochMilli() - 3_600_000);

        assertThat(here.open("GET", hours).body())
                .isEqualTo(there.open("GET", hours).body());
        assertThat(here.open("GET", "/futures/data/takerlongshortRatio?symbol=BTCUSDT&period=1h&limit=3")
                        .body())
                .hasSize(3);
        assertThat(here.open("GET", "/fapi/v1/klines?symbol=BTCUSDT&interval=7m")
                        .code())
                .isEqualTo(-1120);
        JsonNode rules = here.open("GET", "/fapi/v1/exchangeInfo").body().path("symbols");
        assertThat(rules).hasSize(1);
        assertThat(rules.get(0))
                .isEqualTo(there.open("GET", "/fapi/v1/exchangeInfo")
                        .body()
                        .path("symbols")
                        .get(0));
        assertThat(here.open("GET", "/fapi/v1/ticker/bookTicker?symbol=ETHUSDT").code())
                .isEqualTo(-1121);
    }

    @Test
    void refusesOrdersWhileTheMarketIsSilentAndGoesOnWhenItIsBack() {
        var here = new VenueCaller(paper);
        int port = upstream.port();
        upstream.close();

        await().atMost(Duration.ofSeconds(25)).until(() -> buy(here).status() == 503);
        assertThat(buy(here).code()).isEqualTo(-1016);
        assertThat(here.signed("GET", "/fapi/v3/balance").status()).isEqualTo(200);

        upstream = upstream(port);
        await().atMost(Duration.ofSeconds(45)).until(() -> buy(here).status() == 200);
    }

    @Test
    void saysWhichAddressDoesNotAnswer() {
        assertThatThrownBy(() -> live(1, BTC).open())
                .isInstanceOf(LiveMarketException.class)
                .hasMessageContaining("http://127.0.0.1:1");
        assertThatThrownBy(() -> live(upstream.port(), new Symbol("NONEUSDT")).open())
                .isInstanceOf(LiveMarketException.class)
                .hasMessageContaining("NONEUSDT");
    }

    private static VenueCaller.Answer buy(VenueCaller venue) {
        return venue.signed(
                "POST", "/fapi/v1/order", "symbol", "BTCUSDT", "side", "BUY", "type", "MARKET", "quantity", "0.001");
    }

    private static long count(VenueCaller.Stream stream, String kind) {
        return stream.frames.stream()
                .filter(frame -> frame.path("data").path("e").asString("").equals(kind))
                .count();
    }

    private static List<String> values(VenueCaller.Stream stream, String field) {
        return stream.frames.stream()
                .map(frame -> frame.path("data").path(field).asString(""))
                .toList();
    }

    private static Set<String> marks(VenueCaller.Stream stream) {
        return stream.frames.stream()
                .map(frame -> frame.path("data"))
                .filter(data -> data.path("e").asString("").equals("markPriceUpdate"))
                .map(data -> data.path("E").asLong() + " " + data.path("p").asString() + " "
                        + data.path("r").asString())
                .collect(Collectors.toSet());
    }

    private static Set<String> aggregates(VenueCaller.Stream stream) {
        return stream.frames.stream()
                .map(frame -> frame.path("data"))
                .filter(data -> data.path("e").asString("").equals("aggTrade"))
                .map(data -> data.path("a") + " " + data.path("p") + " " + data.path("q") + " " + data.path("m") + " "
                        + data.path("f") + " " + data.path("l") + " " + data.path("T"))
                .collect(Collectors.toSet());
    }
}
