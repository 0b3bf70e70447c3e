package io.autofutures.model.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Timers on a running venue clock: waits (due − now) ÷ speed of wall time, and looks again if the clock was slower. */
public final class ClockTimers implements VenueTimers, AutoCloseable {
    private final VenueClock clock;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("venue-timers").daemon().factory());

    public ClockTimers(VenueClock clock) {
        this.clock = clock;
    }

    @Override
    public Handle at(Instant due, Runnable action) {
        var timer = new Timer(due, action);
        timer.wait(this);
        return timer;
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }

    private static final class Timer implements Handle {
        private final Instant due;
        private final Runnable action;
        private volatile boolean canceled;

        Timer(Instant due, Runnable action) {
            this.due = due;
            this.action = action;
        }

        void wait(ClockTimers timers) {
            long venueNanos =
                    Math.max(0, Duration.between(timers.clock.instant(), due).toNanos());
            long wallNanos = (long) Math.ceil(venueNanos / timers.clock.speed());
            Future<?> ignored = timers.scheduler.schedule(() -> ring(timers), wallNanos, TimeUnit.NANOSECONDS);
        }

        private void ring(ClockTimers timers) {
            if (canceled) {
                return;
            }
            if (timers.clock.instant().isBefore(due)) {
                wait(timers);
            } else {
                Thread.startVirtualThread(action);
            }
        }

        @Override
        public void cancel() {
            canceled = true;
        }
    }
}
