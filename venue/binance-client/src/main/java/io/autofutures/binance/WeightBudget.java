package io.autofutures.binance;

import io.autofutures.model.time.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Request weight of the last minute: what the venue's reply headers say the whole address has used, and what this client
 * has spent itself. Times are patience. Thread-safe.
 */
final class WeightBudget {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final double SHED_AT = 0.70;
    private static final int LIMIT_UNTIL_TOLD = 2_400;

    private final Patience patience;
    private final double share;
    private final Deque<Spent> spent = new ArrayDeque<>();
    private int limit = LIMIT_UNTIL_TOLD;
    private int used;
    private int own;
    private Instant usedSeenAt = Instant.EPOCH;
    private @Nullable Instant stoppedUntil;

    private record Spent(Instant at, int weight) {}

    WeightBudget(Patience patience, double share) {
        this.patience = patience;
        this.share = share;
    }

    /** Why a request must not leave now, or empty. Counts the weight of one that may. */
    synchronized Optional<String> spend(RestRequest request) {
        Instant now = patience.clock().instant();
        if (stoppedUntil != null && now.isBefore(stoppedUntil)) {
            return Optional.of("the venue asked for silence until " + stoppedUntil);
        }
        stoppedUntil = null;
        forgetOld();
        if (request.sheddable()) {
            int usedNow = usedNow();
            if (usedNow >= limit * SHED_AT) {
                return Optional.of("request weight is scarce: %d of %d used".formatted(usedNow, limit));
            }
            if (own + request.weight() > limit * share) {
                return Optional.of("own share of request weight is spent: %d of %.0f".formatted(own, limit * share));
            }
        }
        own += request.weight();
        spent.addLast(new Spent(now, request.weight()));
        return Optional.empty();
    }

    synchronized void reported(int usedByAddress) {
        used = usedByAddress;
        usedSeenAt = patience.clock().instant();
    }

    synchronized void limit(int weightPerMinute) {
        limit = weightPerMinute;
    }

    synchronized void stop(Duration patiently) {
        stopUntil(patience.deadline(patience.clock().instant(), patiently));
    }

    synchronized void stopUntil(Instant until) {
        if (stoppedUntil == null || until.isAfter(stoppedUntil)) {
            stoppedUntil = until;
        }
    }

    synchronized Optional<Instant> stopped() {
        return Optional.ofNullable(stoppedUntil)
                .filter(until -> patience.clock().instant().isBefore(until));
    }

    /** As last reported; 0 once the report is older than the venue's own window. */
    synchronized int usedNow() {
        return patience.exceeded(usedSeenAt, WINDOW) ? 0 : used;
    }

    private void forgetOld() {
        while (!spent.isEmpty() && patience.exceeded(spent.peekFirst().at(), WINDOW)) {
            own -= spent.removeFirst().weight();
        }
    }
}
