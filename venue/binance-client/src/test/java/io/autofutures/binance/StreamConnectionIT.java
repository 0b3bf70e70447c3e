package io.autofutures.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.time.Patience;
import io.autofutures.testkit.MutableVenueClock;
import io.autofutures.testkit.StreamServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamConnectionIT {
    private final StreamServer venue = new StreamServer();
    private final MutableVenueClock clock = new MutableVenueClock(Instant.ofEpochSecond(1_700_000_000));
    private final MutableVenueClock wall = new MutableVenueClock(Instant.ofEpochSecond(1_800_000_000));
    private final Seen seen = new Seen();
    private StreamConnection connection;

    @AfterEach
    void stop() {
        seen.gate.countDown();
        connection.close();
        venue.close();
        assertThat(connection.state()).isInstanceOf(StreamConnection.State.Closed.class);
    }

    @Test
    void putsFragmentsTogetherAndAnnouncesTheConnectionFirst() {
        start(StreamOptions.steady("market"));

        venue.open().getFirst().sendInPieces("{\"a\":\"ü–long\"}");

        await().until(() -> seen.calls.size() == 2);
        assertThat(seen.calls).containsExactly("connected", "frame {\"a\":\"ü–long\"}");
        assertThat(connection.state()).isInstanceOf(StreamConnection.State.Live.class);
        assertThat(venue.open().getFirst().target()).isEqualTo("/market/stream?streams=a/b");
    }

    @Test
    void comesBackAfterABreakAndAfterRefusals() {
        start(StreamOptions.steady("market"));
        venue.open().getFirst().send("1");
        await().until(() -> seen.calls.contains("frame 1"));

        venue.refuse(true);
        venue.killAll();
        await().until(() -> connection.state() instanceof StreamConnection.State.Waiting(var reason, var wait)
                && reason.startsWith("cannot connect"));
        venue.refuse(false);

        await().until(() -> !venue.open().isEmpty());
        venue.send("/market", "2");
        await().until(() -> seen.calls.contains("frame 2"));
        assertThat(seen.calls)
                .extracting(call -> call.split(" ")[0])
                .containsExactly("connected", "frame", "interrupted", "connected", "frame");
    }

    @Test
    void silenceOfASteadyStreamIsDeath() {
        start(StreamOptions.steady("market"));
        venue.open().getFirst().send("1");
        await().until(() -> seen.calls.contains("frame 1"));

        clock.advance(Duration.ofSeconds(6));

        await().until(() -> seen.calls.contains("interrupted no frame for PT5S"));
        await().until(() -> seen.calls.getLast().equals("connected"));
    }

    @Test
    void anOpenConnectionWithoutAFirstFrameIsDead() {
        start(StreamOptions.steady("market"));
        assertThat(connection.state()).isInstanceOf(StreamConnection.State.Open.class);

        clock.advance(Duration.ofSeconds(11));

        await().until(() -> seen.calls.contains("interrupted no first data frame within PT5S"));
    }

    @Test
    void aQuietStreamMustAnswerPings() {
        start(StreamOptions.quiet("user"));
        for (int i = 0; i < 3; i++) {
            wall.advance(Duration.ofSeconds(3));
            await().pollDelay(Duration.ofMillis(500)).until(() -> true);
        }
        assertThat(seen.calls).containsExactly("connected");

        venue.answerPings(false);
        wall.advance(Duration.ofSeconds(3));
        await().pollDelay(Duration.ofMillis(500)).until(() -> true);
        wall.advance(Duration.ofMillis(2_600));

        await().until(() -> seen.calls.contains("interrupted no answer to a ping within PT2.5S"));
    }

    @Test
    void answersPingsOfTheVenueWithTheirPayload() {
        start(StreamOptions.quiet("user"));
        var peer = venue.open().getFirst();

        peer.ping("one");
        peer.send("1");
        peer.ping("two");

        await().until(() -> peer.pongs().equals(List.of("one", "two")));
        assertThat(seen.calls).containsExactly("connected", "frame 1");
    }

    @Test
    void rotatesBeforeTheVenueDoesWithoutInterruption() {
        start(StreamOptions.quiet("user").withRotateAfter(Duration.ofHours(1)));
        var old = venue.open().getFirst();

        wall.advance(Duration.ofMinutes(61));
        await().until(() -> venue.open().size() == 2);
        old.send("1");
        await().until(() -> seen.calls.contains("frame 1"));
        venue.open().getLast().send("1");
        await().until(() -> seen.calls.contains("discarded 1"));
        venue.open().getLast().send("2");
        wall.advance(Duration.ofSeconds(3));

        await().until(() -> seen.calls.contains("frame 2"));
        await().until(() -> venue.open().size() == 1);
        assertThat(venue.open()).doesNotContain(old);
        assertThat(seen.calls).containsExactly("connected", "frame 1", "discarded 1", "frame 2");
    }

    @Test
    void aRotationThatFailsKeepsTheOldConnectionAndIsTriedAgain() {
        start(StreamOptions.quiet("user").withRotateAfter(Duration.ofHours(1)));
        var old = venue.open().getFirst();

        venue.refuse(true);
        wall.advance(Duration.ofMinutes(61));
        await().until(() -> venue.refused() > 0);
        old.send("1");
        await().until(() -> seen.calls.contains("frame 1"));
        venue.refuse(false);
        wall.advance(Duration.ofMinutes(2));

        await().until(() -> venue.open().size() == 2);
        wall.advance(Duration.ofSeconds(3));
        await().until(() -> !venue.open().contains(old));
        assertThat(seen.calls).containsExactly("connected", "frame 1");
    }

    @Test
    void theVenueEndingTheOldConnectionDuringTheOverlapLosesNothing() {
        start(StreamOptions.quiet("user").withRotateAfter(Duration.ofHours(1)));
        var old = venue.open().getFirst();
        wall.advance(Duration.ofMinutes(61));
        await().until(() -> venue.open().size() == 2);
        var next = venue.open().getLast();
        next.send("1");
        next.send("2");
        old.send("1");
        await().until(() -> seen.calls.contains("frame 1"));

        wall.advance(Duration.ofSeconds(2));
        old.kill();

        await().until(() -> seen.calls.contains("frame 2"));
        next.send("3");
        await().until(() -> seen.calls.contains("frame 3"));
        assertThat(seen.calls)
                .filteredOn(call -> !call.startsWith("discarded"))
                .containsExactly("connected", "frame 1", "frame 2", "frame 3");
    }

    @Test
    void aBlockedListenerStopsTheReadingAndIsNoSilence() {
        seen.blockOn = "2";
        start(StreamOptions.steady("market"));
        for (String text : List.of("1", "2", "3")) {
            venue.open().getFirst().send(text);
        }
        await().until(() -> seen.calls.contains("frame 2"));

        clock.advance(Duration.ofSeconds(60));
        await().pollDelay(Duration.ofMillis(600)).until(() -> true);
        assertThat(seen.calls).containsExactly("connected", "frame 1", "frame 2");

        seen.gate.countDown();
        await().until(() -> seen.calls.contains("frame 3"));
    }

    @Test
    void aFrameOfTenMegabytesIsPassedOverAndTheConnectionGoesOn() {
        start(StreamOptions.steady("market"));

        venue.open().getFirst().send("{\"large\":\"" + "x".repeat(10_000_000) + "\"}");
        venue.open().getFirst().send("{}");

        await().until(() -> seen.calls.contains("frame {}"));
        assertThat(seen.calls).containsExactly("connected", "oversized 10000012 {\"large\":\"", "frame {}");
        assertThat(connection.state()).isInstanceOf(StreamConnection.State.Live.class);
    }

    @Test
    void aMissingAddressIsAFailedAttempt() {
        var asked = new AtomicInteger();
        connection = new StreamConnection(
                options(StreamOptions.quiet("user")),
                () -> {
                    if (asked.incrementAndGet() < 3) {
                        throw new VenueException("no listen key");
                    }
                    return URI.create(venue.url() + "/private/ws/key");
                },
                seen,
                new Patience(clock),
                wall,
                RandomGenerator.of("L64X128MixRandom"));
        connection.start();

        await().until(() -> seen.calls.contains("connected"));
        assertThat(asked).hasValue(3);
    }

    private void start(StreamOptions options) {
        connection = new StreamConnection(
                options(options),
                () -> URI.create(venue.url() + "/market/stream?streams=a/b"),
                seen,
                new Patience(clock),
                wall,
                RandomGenerator.of("L64X128MixRandom"));
        connection.start();
        await().until(() -> !venue.open().isEmpty() && seen.calls.contains("connected"));
    }

    private static StreamOptions options(StreamOptions options) {
        return options.withBackoff(Duration.ofMillis(20), Duration.ofMillis(100));
    }

    private static final class Seen implements StreamListener {
        final List<String> calls = new CopyOnWriteArrayList<>();
        final CountDownLatch gate = new CountDownLatch(1);
        volatile String blockOn = "";

        @Override
        public void connected() {
            calls.add("connected");
        }

        @Override
        public void frame(String text) {
            calls.add("frame " + text);
            if (text.equals(blockOn)) {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void discarded(String text) {
            calls.add("discarded " + text);
        }

        @Override
        public void oversized(String start, long characters) {
            calls.add("oversized " + characters + " " + start.substring(0, 10));
        }

        @Override
        public void interrupted(String reason) {
            calls.add("interrupted " + reason);
        }
    }
}
