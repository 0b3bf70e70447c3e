package io.autofutures.binance;

import io.autofutures.model.time.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has been used of one limit within its window: what this client spent, exactly, and what the venue last reported for
 * all who share the limit plus what this client has spent since. Not thread-safe.
 */
final class LimitMeter {
    private final Patience patience;
    private final Duration window;
    private final Deque<Spent> spent = new ArrayDeque<>();
    private int own;
    private int reported;
    private long reportedBy = -1;
    private Instant reportedAt = Instant.EPOCH;

    private record Spent(long number, Instant at, int amount) {}

    LimitMeter(Patience patience, Duration window) {
        this.patience = patience;
        this.window = window;
    }

    /** @param number of the request, growing */
    void spend(long number, int amount) {
        if (amount > 0) {
            spent.addLast(new Spent(number, patience.clock().instant(), amount));
            own += amount;
        }
    }

    /** The venue's count with the reply to that request; replies may overtake each other. */
    void reported(long number, int count) {
        if (number > reportedBy || count > reported) {
            reportedBy = Math.max(number, reportedBy);
            reported = count;
            reportedAt = patience.clock().instant();
        }
    }

    /** This client's own part. */
    int own() {
        forget();
        return own;
    }

    /** By all who share the limit, as far as can be known; never less than {@link #own}. */
    int used() {
        forget();
        if (reportedBy < 0 || patience.exceeded(reportedAt, window)) {
            return own;
        }
        int since = 0;
        for (var each = spent.descendingIterator(); each.hasNext(); ) {
            Spent last = each.next();
            if (last.number() <= reportedBy) {
                break;
            }
            since += last.amount();
        }
        return Math.max(own, reported + since);
    }

    private void forget() {
        while (!spent.isEmpty() && patience.exceeded(spent.getFirst().at(), window)) {
            own -= spent.removeFirst().amount();
        }
    }
}
