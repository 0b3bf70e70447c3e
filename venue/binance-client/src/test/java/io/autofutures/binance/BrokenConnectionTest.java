package io.autofutures.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.binance.RawVenue.Manner;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.time.Activity;
import io.autofutures.testkit.MutableVenueClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What surely never left is told apart from what may have been executed. */
class BrokenConnectionTest {
    private static final NewOrder ENTRY = new NewOrder.Market(
            new Symbol("BTCUSDT"), new ClientOrderId("e-1"), Side.BUY, PositionSide.LONG, Quantity.of("0.010"));

    private final MutableVenueClock clock = new MutableVenueClock(Instant.ofEpochMilli(1789478319738L));
    private final Activity activity = new Activity();

    private BinanceRest rest(URI url) {
        return new BinanceRest(RestOptions.of(url, ApiCredentials.hmac("key", "secret".toCharArray()), clock, activity)
                .withConnectTimeout(Duration.ofSeconds(2))
                .withRequestTimeout(Duration.ofMillis(1_500)));
    }

    /** A reset before the request was read looks the same from here as one after it. */
    @ParameterizedTest
    @EnumSource(Manner.class)
    void afterTheConnectionStoodAnOrderIsUnknownAndAReadIsNot(Manner manner) {
        try (var venue = new RawVenue(manner);
                var rest = rest(venue.url("http"))) {
            Reply<?> placed = rest.place(ENTRY, rest.sendingNow());

            assertThat(placed).isInstanceOf(Reply.Unknown.class);
            assertThat(((Reply.Unknown<?>) placed).reason())
                    .contains("POST /fapi/v1/order (request protection-1)")
                    .doesNotContain("signature", "timestamp", "e-1");
            assertThat(venue.read.stream().filter(line -> line.startsWith("POST")))
                    .as("never sent twice")
                    .hasSizeLessThanOrEqualTo(1);
            assertThat((Object) rest.serverTime()).isInstanceOf(Reply.NotExecuted.class);
        }
        assertThat(activity.read().still()).isTrue();
    }

    @Test
    void aRefusedConnectionExecutesNothing() throws IOException {
        int port;
        try (var unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = unused.getLocalPort();
        }
        try (var rest = rest(URI.create("http://127.0.0.1:" + port))) {
            assertThat(rest.place(ENTRY, rest.sendingNow())).isInstanceOf(Reply.NotExecuted.class);
        }
    }

    @Test
    void anEncryptedConnectionThatDoesNotComeAboutExecutesNothing() {
        try (var venue = new RawVenue(Manner.END_AFTER_READING);
                var rest = rest(venue.url("https"))) {
            assertThat(rest.place(ENTRY, rest.sendingNow())).isInstanceOf(Reply.NotExecuted.class);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    200 | <html><body>502 Bad Gateway</body></html>
                    502 | <html><body>502 Bad Gateway</body></html>
                    503 | <html><body>Service Temporarily Unavailable</body></html>
                    200 | ''
                    500 | ''
                    503 | {"msg":"Unknown error, please check your request or try again later."}
                    """)
    void anAnswerNobodyUnderstandsLeavesAnOrderUnknown(int status, String body) {
        try (var venue = new LocalVenue();
                var rest = rest(venue.url())) {
            venue.answers("POST /fapi/v1/order", status, body).answers("GET /fapi/v1/time", status, body);

            assertThat(rest.place(ENTRY, rest.sendingNow())).isInstanceOf(Reply.Unknown.class);
            assertThat((Object) rest.serverTime()).isInstanceOf(Reply.NotExecuted.class);
        }
    }
}
