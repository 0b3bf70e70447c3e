package io.autofutures.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.autofutures.binance.ApiCredentials;
import io.autofutures.binance.BinanceRest;
import io.autofutures.binance.Reply;
import io.autofutures.binance.RestOptions;
import io.autofutures.binance.VenueRole;
import io.autofutures.model.time.Activity;
import io.autofutures.model.topic.Topics;
import io.autofutures.testkit.MutableVenueClock;
import io.autofutures.transport.Heartbeat;
import io.autofutures.transport.SharedSilence;
import io.autofutures.transport.memory.MemoryTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two services that share a venue and its one address: one is banned, both are silent. */
class SharedSilenceTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final MutableVenueClock clock = new MutableVenueClock(NOW);
    private final MemoryTransport transport = new MemoryTransport(Clock.systemUTC());
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean banned;
    private HttpServer venue;
    private BinanceRest tracker;
    private BinanceRest ingest;

    @BeforeEach
    void start() throws IOException {
        venue = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        venue.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] body = (banned
                            ? "{\"code\":-1003,\"msg\":\"Way too many requests; IP banned.\"}"
                            : "{\"serverTime\":1}")
                    .getBytes(StandardCharsets.UTF_8);
            if (banned) {
                exchange.getResponseHeaders().add("Retry-After", "120");
            }
            exchange.sendResponseHeaders(banned ? 418 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        venue.start();
        transport.declare(Topics.all());
        tracker = rest(VenueRole.TRACKER);
        ingest = rest(VenueRole.INGEST);
    }

    private BinanceRest rest(VenueRole role) {
        var url = URI.create("http://127.0.0.1:" + venue.getAddress().getPort());
        return new BinanceRest(RestOptions.of(url, ApiCredentials.hmac("k", "s".toCharArray()), clock, new Activity())
                .withRole(role));
    }

    @AfterEach
    void stop() {
        tracker.close();
        ingest.close();
        transport.close();
        venue.stop(0);
    }

    private Heartbeat heartbeat(String service, BinanceRest rest) {
        return new Heartbeat(
                transport,
                service,
                service + "-1",
                List.of(service),
                Clock.systemUTC(),
                clock,
                () -> new Heartbeat.Health("ready", Map.of()).with(SharedSilence.longest(List.of(rest))));
    }

    @Test
    void aBanOfOneIsObeyedByTheOtherAndByOneThatComesLater() {
        try (var followed = SharedSilence.follow(transport, clock, List.of(tracker));
                var alsoFollowed = SharedSilence.follow(transport, clock, List.of(ingest));
                var tracking = heartbeat("order-tracker", tracker);
                var ingesting = heartbeat("ws-ingest", ingest)) {
            assertThat((Object) ingest.serverTime()).isInstanceOf(Reply.Accepted.class);
            banned = true;
            assertThat((Object) tracker.serverTime()).isInstanceOf(Reply.NotExecuted.class);
            int before = asked.get();

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> ingest.silentUntil().isPresent());

            assertThat(ingest.silentUntil()).contains(NOW.plusSeconds(120));
            assertThat((Object) ingest.serverTime()).isInstanceOf(Reply.NotExecuted.class);
            assertThat(asked).hasValue(before);
            assertThat(ingest.silence()).as("not told on as its own").isEmpty();

            try (var late = rest(VenueRole.DECIDER);
                    var lateFollowed = SharedSilence.follow(transport, clock, List.of(late))) {
                assertThat(late.silentUntil()).contains(NOW.plusSeconds(120));
            }

            banned = false;
            clock.advance(Duration.ofSeconds(121));
            assertThat((Object) ingest.serverTime()).isInstanceOf(Reply.Accepted.class);
        }
    }

    @Test
    void aSilenceOfAnotherVenueTimeIsNotOurs() {
        clock.advance(Duration.ofHours(1));
        banned = true;
        assertThat((Object) tracker.serverTime()).isInstanceOf(Reply.NotExecuted.class);
        try (var tracking = heartbeat("order-tracker", tracker)) {
            var statuses = transport.table(Topics.SERVICE_STATUS, false);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> statuses.all().values().stream().anyMatch(status -> status.venueSilence() != null));
        }

        clock.set(NOW); // a simulator that was started anew
        try (var followed = SharedSilence.follow(transport, clock, List.of(ingest))) {
            assertThat(ingest.silentUntil()).isEmpty();
        }
    }
}
