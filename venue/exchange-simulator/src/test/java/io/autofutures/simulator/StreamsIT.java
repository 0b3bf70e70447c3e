package io.autofutures.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.market.Symbol;
import io.autofutures.simulator.market.MarketSource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Routes, subscriptions and time of a market that flows by itself, 600 times as fast as life. */
class StreamsIT {
    @TempDir
    Path folder;

    private Simulator simulator;
    private VenueCaller venue;

    @BeforeEach
    void start() {
        simulator = Simulator.start(
                SimulatorOptions.of(folder, new MarketSource.Generated(1, List.of(new Symbol("BTCUSDT"))))
                        .withSpeed(600));
        venue = new VenueCaller(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void marksComeEachVenueSecondAndCandlesCloseOnTheMinute() {
        VenueCaller.Stream market = venue.stream("/market/stream?streams=btcusdt@markPrice@1s/btcusdt@kline_1m");
        assertThat(simulator.clock().instant()).isEqualTo("2026-01-05T09:00:00Z");

        simulator.begin();

        await().until(() ->
                market.frames.stream().filter(StreamsIT::isClosedKline).count() >= 3);
        List<JsonNode> marks = market.frames.stream()
                .map(frame -> frame.path("data"))
                .filter(data -> data.path("e").asString().equals("markPriceUpdate"))
                .toList();
        assertThat(marks.get(1).path("E").asLong() - marks.get(0).path("E").asLong())
                .isEqualTo(1_000);
        JsonNode closed = market.frames.stream()
                .filter(StreamsIT::isClosedKline)
                .findFirst()
                .orElseThrow()
                .path("data");
        assertThat(closed.path("E").asLong())
                .isEqualTo(closed.path("k").path("t").asLong() + 60_000);
        assertThat(venue.open("GET", "/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=3")
                        .body())
                .hasSize(3);
        assertThat(venue.signed("GET", "/fapi/v3/balance").status()).isEqualTo(200);
    }

    private static boolean isClosedKline(JsonNode frame) {
        return frame.path("data").path("k").path("x").asBoolean(false);
    }

    @Test
    void anUnroutedConnectionAcknowledgesAndStaysSilent() {
        VenueCaller.Stream unrouted = venue.stream("/ws/btcusdt@markPrice@1s");
        unrouted.say("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@kline_1m\"],\"id\":1}");
        VenueCaller.Stream market = venue.stream("/market/ws/btcusdt@markPrice@1s");

        simulator.begin();

        await().until(() -> market.frames.size() > 50);
        assertThat(unrouted.frames).hasSize(1);
        assertThat(unrouted.frames.getFirst().toString()).isEqualTo("{\"result\":null,\"id\":1}");
        assertThat(market.frames.getFirst().path("e").asString()).isEqualTo("markPriceUpdate");
    }

    @Test
    void subscribesAndUnsubscribesLive() {
        VenueCaller.Stream market = venue.stream("/market/ws");
        VenueCaller.Stream book = venue.stream("/public/stream?streams=btcusdt@bookTicker");
        market.say("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@markPrice@1s\"],\"id\":1}");
        market.say("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@bookTicker\"],\"id\":2}");
        market.say("{\"method\":\"FLY\",\"id\":3}");
        await().until(() -> market.frames.size() == 3);

        simulator.begin();
        await().until(() -> market.frames.size() > 20 && book.frames.size() > 20);
        market.say("{\"method\":\"UNSUBSCRIBE\",\"params\":[\"btcusdt@markPrice@1s\"],\"id\":4}");
        market.say("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":5}");

        await().until(() ->
                market.frames.stream().anyMatch(frame -> frame.path("id").asInt(0) == 5));
        assertThat(market.frames.get(1).toString()).isEqualTo("{\"result\":null,\"id\":2}");
        assertThat(market.frames.stream()
                        .filter(frame -> frame.path("e").asString("").equals("bookTicker")))
                .as("a stream of the other category is acknowledged and silent")
                .isEmpty();
        assertThat(market.frames.get(2).path("code").asInt()).isEqualTo(2);
        assertThat(market.frames.getLast().path("result").toString()).isEqualTo("[\"btcusdt@bookTicker\"]");
        assertThat(book.frames.getFirst().path("data").path("e").asString()).isEqualTo("bookTicker");
    }

    @Test
    void aUserStreamNeedsAnActiveListenKeyAndEndsWithIt() {
        assertThatThrownBy(() -> venue.stream("/private/ws/nokey")).hasMessageContaining("WebSocketHandshakeException");
        VenueCaller.Stream user = venue.userStream();
        String key = venue.open("POST", "/fapi/v1/listenKey")
                .body()
                .path("listenKey")
                .asString();
        assertThat(venue.open("PUT", "/fapi/v1/listenKey")
                        .body()
                        .path("listenKey")
                        .asString())
                .isEqualTo(key);

        assertThat(venue.open("DELETE", "/fapi/v1/listenKey").body()).isEmpty();

        await().until(() -> user.closedWith != 0);
        assertThat(user.frames.getFirst().path("e").asString()).isEqualTo("listenKeyExpired");
        assertThat(venue.open("PUT", "/fapi/v1/listenKey").code()).isEqualTo(-1125);
    }

    @Test
    void countsWeightAndRefusesAboveTheLimit() {
        VenueCaller.Answer first = venue.open("GET", "/fapi/v1/time");
        assertThat(first.raw().headers().firstValue("X-MBX-USED-WEIGHT-1M")).hasValue("1");
        VenueCaller.Answer answer = first;
        for (int call = 0; call < 61 && answer.status() == 200; call++) {
            answer = venue.signed("GET", "/fapi/v1/openOrders");
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo(-1003);
        assertThat(answer.raw().headers().firstValue("Retry-After")).isPresent();
    }
}
