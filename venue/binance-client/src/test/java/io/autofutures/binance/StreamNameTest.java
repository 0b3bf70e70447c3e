package io.autofutures.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.time.Patience;
import io.autofutures.testkit.MutableVenueClock;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamNameTest {
    @ParameterizedTest
    @CsvSource({
        "btcusdt@bookTicker,PUBLIC",
        "!bookTicker,PUBLIC",
        "btcusdt@depth5@100ms,PUBLIC",
        "btcusdt@depth,PUBLIC",
        "btcusdt@trade,PUBLIC",
        "btcusdt@aggTrade,MARKET",
        "btcusdt@markPrice@1s,MARKET",
        "!markPrice@arr@1s,MARKET",
        "btcusdt@kline_1m,MARKET",
        "btcusdt_perpetual@continuousKline_1m,MARKET",
        "btcusdt@ticker,MARKET",
        "!forceOrder@arr,MARKET",
        "!contractInfo,MARKET",
        "tradingSession,MARKET"
    })
    void eachStreamHasItsCategory(String name, StreamCategory category) {
        assertThat(new StreamName(name).category()).isEqualTo(category);
    }

    @Test
    void onlyTheAsciiPartOfASymbolIsLowered() {
        assertThat(StreamName.of(new Symbol("BTCUSDT_261225"), "kline_1m").value())
                .isEqualTo("btcusdt_261225@kline_1m");
        assertThat(StreamName.of(new Symbol("币安人生USDT"), "markPrice@1s").value())
                .isEqualTo("币安人生usdt@markPrice@1s");
    }

    @Test
    void aStreamOfAnotherCategoryIsRefusedBeforeTheVenueStaysSilentAboutIt() {
        var clock = new MutableVenueClock(Instant.EPOCH);
        try (var connection = StreamConnection.combined(
                StreamOptions.steady("market"),
                StreamCategory.MARKET,
                URI.create("ws://127.0.0.1:1"),
                new Ignoring(),
                new Patience(clock),
                clock,
                new SplittableRandom(1))) {
            assertThatThrownBy(() -> connection.want(List.of(new StreamName("btcusdt@bookTicker"))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("PUBLIC");
        }
    }

    @Test
    void whatNoCategoryCarriesIsNoStream() {
        assertThatThrownBy(() -> new StreamName("btcusdt@klines")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StreamName("btcusdt")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theWrapperTellsTheStream() {
        assertThat(StreamName.of("{\"stream\":\"btcusdt@kline_1m\",\"data\":{}}"))
                .isEqualTo("btcusdt@kline_1m");
        assertThat(StreamName.of("{\"stream\":\"\\u5e01usdt@kline_1m\",\"data\":{}}"))
                .isEqualTo("币usdt@kline_1m");
        assertThat(StreamName.of("{ \"data\":{}, \"stream\":\"a@ticker\"}")).isEqualTo("a@ticker");
        assertThat(StreamName.of("{\"result\":null,\"id\":1}")).isEmpty();
        assertThat(StreamName.of("{\"code\":2,\"msg\":\"Invalid request\"}")).isEmpty();
        assertThat(StreamName.of("{\"stream\":")).isNotEmpty();
        assertThat(StreamName.of("{\"e\":\"aggTrade\"}")).as("unwrapped").isNotEmpty();
        assertThat(StreamName.of("[]")).isNotEmpty();
    }

    private static final class Ignoring implements StreamListener {
        @Override
        public void connected() {}

        @Override
        public void frame(String text) {}

        @Override
        public void discarded(String text) {}

        @Override
        public void oversized(String start, long characters) {
            throw new IllegalStateException("no frame is that large: " + characters);
        }

        @Override
        public void interrupted(String reason) {}
    }
}
