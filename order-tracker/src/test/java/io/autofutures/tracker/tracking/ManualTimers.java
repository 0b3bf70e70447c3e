package io.autofutures.tracker.tracking;

import io.autofutures.model.time.VenueTimers;
import io.autofutures.testkit.MutableVenueClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Timers that ring when the test moves the clock, as lockstep would have them. */
final class ManualTimers implements VenueTimers {
    private record Timer(Instant due, Runnable action) {}

    private final MutableVenueClock clock;
    private final List<Timer> waiting = new ArrayList<>();

    ManualTimers(MutableVenueClock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Handle at(Instant due, Runnable action) {
        var timer = new Timer(due, action);
        waiting.add(timer);
        return () -> {
            synchronized (this) {
                waiting.remove(timer);
            }
        };
    }

    void advance(Duration by) {
        clock.advance(by);
        List<Timer> due;
        synchronized (this) {
            due = waiting.stream()
                    .filter(timer -> !timer.due().isAfter(clock.instant()))
                    .toList();
            waiting.removeAll(due);
        }
        due.forEach(timer -> timer.action().run());
    }
}
