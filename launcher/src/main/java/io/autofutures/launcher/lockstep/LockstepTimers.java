package io.autofutures.launcher.lockstep;

import io.autofutures.model.time.Activity;
import io.autofutures.model.time.VenueTimers;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Timers that ring only when the coordinator lets them: earliest first, those of one instant in the order in which they
 * were asked for. Thread-safe.
 */
public final class LockstepTimers implements VenueTimers {
    /** The finest step of venue time. */
    private static final Duration SETTLING = Duration.ofMillis(1);

    private final Activity activity;
    private final TreeSet<Timer> waiting =
            new TreeSet<>(Comparator.comparing(Timer::due).thenComparingLong(Timer::number));
    private long asked;

    /** @param activity counts a timer's action from its release to its end */
    public LockstepTimers(Activity activity) {
        this.activity = activity;
    }

    private record Timer(Instant due, long number, Runnable action) {}

    @Override
    public synchronized Handle at(Instant due, Runnable action) {
        var timer = new Timer(due, asked++, action);
        waiting.add(timer);
        return () -> cancel(timer);
    }

    @Override
    public Duration settling() {
        return SETTLING;
    }

    private synchronized void cancel(Timer timer) {
        waiting.remove(timer);
    }

    /** When the earliest timer is due. */
    synchronized Optional<Instant> nextDue() {
        return waiting.isEmpty()
                ? Optional.empty()
                : Optional.of(waiting.first().due());
    }

    /** Starts the action of the earliest timer on a virtual thread. @return false when none waits */
    boolean releaseFirst() {
        Timer first;
        synchronized (this) {
            first = waiting.pollFirst();
        }
        if (first == null) {
            return false;
        }
        activity.begin();
        Thread.startVirtualThread(() -> {
            try {
                first.action().run();
            } finally {
                activity.end();
            }
        });
        return true;
    }
}
