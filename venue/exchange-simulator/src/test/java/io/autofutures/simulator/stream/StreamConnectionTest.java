package io.autofutures.simulator.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.time.Activity;
import io.autofutures.simulator.fault.FaultClock;
import io.autofutures.simulator.fault.FaultPlan;
import io.autofutures.simulator.fault.Faults;
import jakarta.websocket.CloseReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StreamConnectionTest {
    private static final StreamRoute ROUTE =
            new StreamRoute(StreamRoute.Category.MARKET, false, List.of("a@aggTrade"), null, Set.of());

    private final Activity activity = new Activity();
    private final Wire wire = new Wire();

    /** What came out, and a reader that can be held up. */
    private static final class Wire implements StreamSocket {
        private final List<String> texts = new CopyOnWriteArrayList<>();
        private volatile CountDownLatch reading = new CountDownLatch(0);
        private volatile String closed = "";
        private volatile int pings;

        @Override
        public boolean isOpen() {
            return closed.isEmpty();
        }

        @Override
        public void text(String text) {
            try {
                reading.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            texts.add(text);
        }

        @Override
        public void ping() {
            pings++;
        }

        @Override
        public void close(CloseReason.CloseCode code, String why) {
            closed = code.getCode() + " " + why;
        }

        @Override
        public void suspend() {}

        @Override
        public void abort() {
            closed = "aborted";
        }
    }

    private StreamConnection connection(StreamLimits limits) {
        var faults = new Faults(FaultPlan.none(), new FaultClock(() -> Instant.EPOCH, () -> Duration.ZERO, 1));
        var connection = new StreamConnection(wire, ROUTE, limits, activity, faults, Duration.ZERO);
        connection.start("test");
        return connection;
    }

    @Test
    void endsAfterItsLifeAndNotBefore() {
        StreamConnection connection = connection(StreamLimits.ofTheVenue());

        connection.review(Duration.ofHours(24).minusSeconds(1));
        connection.data("a@aggTrade", "{}");
        await().until(() -> wire.texts.size() == 1);
        assertThat(wire.closed).isEmpty();

        connection.review(Duration.ofHours(24));
        await().untilAsserted(() -> assertThat(wire.closed).startsWith("1000 "));
    }

    @Test
    void endsWhenAPingIsNotAnswered() {
        StreamConnection connection = connection(StreamLimits.ofTheVenue());
        connection.ping(Duration.ofMinutes(3));
        connection.ponged();
        connection.ping(Duration.ofMinutes(6));
        connection.ping(Duration.ofMinutes(9));

        connection.review(Duration.ofMinutes(16));
        await().until(() -> wire.pings == 3);
        assertThat(wire.closed).isEmpty();

        connection.review(Duration.ofMinutes(16).plusSeconds(1));
        await().untilAsserted(() -> assertThat(wire.closed).isEqualTo("1001 no pong"));
    }

    @Test
    void cutsASlowReaderAndCountsEveryFrameOnce() {
        wire.reading = new CountDownLatch(1);
        StreamConnection connection =
                connection(new StreamLimits(Duration.ofMinutes(10), Duration.ofHours(24), 10, 1_024, 50, 1_000_000));

        for (int frame = 0; frame < 200; frame++) {
            connection.data("a@aggTrade", "{}");
        }
        await().untilAsserted(() -> assertThat(wire.closed).isEqualTo("1008 too slow"));
        wire.reading.countDown();

        await().until(() -> wire.texts.size() < 60);
        connection.gone();
        assertThat(activity.read()).isNotNull();
    }

    @Test
    void cutsAReaderThatLetsTooMuchTextWait() {
        wire.reading = new CountDownLatch(1);
        StreamConnection connection =
                connection(new StreamLimits(Duration.ofMinutes(10), Duration.ofHours(24), 10, 1_024, 20_000, 5_000));

        for (int frame = 0; frame < 10; frame++) {
            connection.data("a@aggTrade", "x".repeat(1_000));
        }

        await().untilAsserted(() -> assertThat(wire.closed).isEqualTo("1008 too slow"));
        wire.reading.countDown();
    }
}
