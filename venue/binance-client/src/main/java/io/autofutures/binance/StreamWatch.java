package io.autofutures.binance;

import io.autofutures.model.time.Patience;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Judges whether an open connection still lives. A verdict needs two looks in a row: venue time may leap a moment before
 * the frame that belongs to it arrives.
 */
final class StreamWatch {
    static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final StreamOptions options;
    private final StreamSession session;
    private final Patience patience;
    private final InstantSource wall;
    private Instant pingedAt;
    private boolean suspected;

    StreamWatch(StreamOptions options, StreamSession session, Patience patience, InstantSource wall) {
        this.options = options;
        this.session = session;
        this.patience = patience;
        this.wall = wall;
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
        return pong();
    }

    private Optional<String> pong() {
        Duration every = options.pingEvery();
        Instant now = wall.instant();
        if (every == null || Duration.between(pingedAt, now).compareTo(every) <= 0) {
            return Optional.empty();
        }
        if (session.awaitsPong()) {
            return Optional.of("no answer to a ping for " + every);
        }
        pingedAt = now;
        session.ping();
        return Optional.empty();
    }
}
