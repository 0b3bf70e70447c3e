package io.autofutures.binance;

import io.autofutures.model.time.Patience;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Judges whether an open connection still lives. A verdict needs two looks in a row: venue time may leap a moment before
 * the frame that belongs to it arrives.
 */
final class StreamWatch {
    static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private static final Duration ANSWER_PING_WITHIN = Duration.ofMillis(2_500);
    /** A stream that falls silent again and again is asked for after 5 s, 10 s … 5 min 20 s. */
    private static final int MOST_DOUBLED = 6;

    private final StreamOptions options;
    private final StreamSession session;
    private final Patience patience;
    private final InstantSource wall;
    private final Set<StreamName> excused;
    private Instant pingedAt;
    private Set<StreamName> fading = Set.of();
    private boolean suspected;

    /** @param excused streams that were silent before, too: nothing is gained by connecting again for them */
    StreamWatch(
            StreamOptions options,
            StreamSession session,
            Patience patience,
            InstantSource wall,
            Set<StreamName> excused) {
        this.options = options;
        this.session = session;
        this.patience = patience;
        this.wall = wall;
        this.excused = excused;
        this.pingedAt = wall.instant();
    }

    /** Why the connection counts as dead, or empty. */
    Optional<String> look() {
        Optional<String> verdict = session.isHandling() ? Optional.empty() : verdict();
        boolean confirmed = suspected && verdict.isPresent();
        suspected = verdict.isPresent();
        return confirmed ? verdict : Optional.empty();
    }

    private Optional<String> verdict() {
        Duration firstFrame = options.firstFrame();
        Duration silence = options.silence();
        if (!session.hasData()) {
            if (firstFrame != null && patience.exceeded(session.openedAt(), firstFrame)) {
                return Optional.of("no first data frame within " + firstFrame);
            }
        } else if (silence != null && patience.exceeded(session.lastFrameAt(), silence)) {
            return Optional.of("no frame for " + silence);
        }
        return requests().or(this::pong);
    }

    private Optional<String> requests() {
        StreamRequests requests = session.requests();
        if (requests == null) {
            return Optional.empty();
        }
        if (requests.unanswered(at -> patience.exceeded(at, StreamRequests.ANSWER_WITHIN))) {
            return Optional.of("no answer to a request within " + StreamRequests.ANSWER_WITHIN);
        }
        Set<StreamName> silent = new TreeSet<>(silent());
        silent.removeAll(excused);
        return silent.isEmpty()
                ? Optional.empty()
                : Optional.of("no first data frame within %s of %s".formatted(options.firstFrame(), silent));
    }

    /** Acknowledged or not, they have been silent for too long since they were asked for. */
    Set<StreamName> silent() {
        StreamRequests requests = session.requests();
        Duration firstFrame = options.firstFrame();
        return requests == null || firstFrame == null
                ? Set.of()
                : requests.silentSince(at -> patience.exceeded(at, firstFrame));
    }

    /** Streams that have fallen silent while others of the connection go on, seen twice in a row. */
    Set<StreamName> lapsed() {
        StreamRequests requests = session.requests();
        Duration silence = options.silence();
        if (requests == null || silence == null || session.isHandling()) {
            return Set.of();
        }
        Set<StreamName> now = requests.lapsed(
                (since, times) -> patience.exceeded(since, silence.multipliedBy(1L << Math.min(times, MOST_DOUBLED))));
        var confirmed = new TreeSet<>(now);
        confirmed.retainAll(fading);
        fading = now;
        return confirmed;
    }

    private Optional<String> pong() {
        Duration every = options.pingEvery();
        Instant now = wall.instant();
        if (every == null) {
            return Optional.empty();
        }
        Optional<Instant> waitingSince = session.awaitsPongSince();
        if (waitingSince.isPresent()) {
            return Duration.between(waitingSince.get(), now).compareTo(ANSWER_PING_WITHIN) > 0
                    ? Optional.of("no answer to a ping within " + ANSWER_PING_WITHIN)
                    : Optional.empty();
        }
        if (Duration.between(pingedAt, now).compareTo(every) > 0) {
            pingedAt = now;
            session.ping();
        }
        return Optional.empty();
    }
}
