package io.autofutures.trader.decider;

import io.autofutures.model.time.VenueTimers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Timers that ring when the test says that an instant has come. */
final class ManualTimers implements VenueTimers {
    private final List<Timer> timers = new ArrayList<>();

    private record Timer(Instant due, Runnable action) {}

    @Override
    public synchronized Handle at(Instant due, Runnable action) {
        var timer = new Timer(due, action);
        timers.add(timer);
        return () -> forget(timer);
    }

    private synchronized void forget(Timer timer) {
        timers.remove(timer);
    }

    synchronized int waiting() {
        return timers.size();
    }

    void reach(Instant now) {
        List<Timer> due;
        synchronized (this) {
            due = timers.stream().filter(timer -> !timer.due().isAfter(now)).toList();
            timers.removeAll(due);
        }
        due.forEach(timer -> timer.action().run());
    }
}
