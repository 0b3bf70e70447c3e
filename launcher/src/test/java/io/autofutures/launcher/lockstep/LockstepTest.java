package io.autofutures.launcher.lockstep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autofutures.model.time.Activity;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LockstepTest {
    private static final Instant NOON = Instant.parse("2022-12-13T12:00:00Z");

    private final Activity activity = new Activity();
    private final LockstepTimers timers = new LockstepTimers(activity);
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    @Test
    void waitsForAllThatCameOfAnEventBeforeTheNext() throws Exception {
        var market = new Events(NOON, NOON.plusSeconds(1));

        run(market);

        assertThat(log).containsExactly("event 12:00:00", "handled 12:00:00", "event 12:00:01", "handled 12:00:01");
    }

    @Test
    void releasesTimersBetweenTheEventsAtTheirInstant() throws Exception {
        var market = new Events(NOON, NOON.plusSeconds(2));
        timers.at(NOON.plusSeconds(1), () -> log.add("timer at " + time(market.now)));
        timers.at(NOON.plusSeconds(2), () -> log.add("timer at " + time(market.now)));
        timers.at(NOON.plusSeconds(9), () -> log.add("after the end"));

        run(market);

        assertThat(log)
                .containsExactly(
                        "event 12:00:00",
                        "handled 12:00:00",
                        "timer at 12:00:01",
                        "timer at 12:00:02",
                        "event 12:00:02",
                        "handled 12:00:02");
    }

    @Test
    void saysWhenAReleaseFailed() {
        var market = new Events(NOON) {
            @Override
            public void release() {
                throw new IllegalStateException("the venue is gone");
            }
        };

        assertThatThrownBy(() -> run(market)).hasRootCauseMessage("the venue is gone");
    }

    private void run(MarketRelease market) throws Exception {
        try (var lockstep = new Lockstep(market, timers, new Stillness(activity))) {
            lockstep.begin();
            lockstep.ended().get(10, TimeUnit.SECONDS);
        }
    }

    private static String time(Instant instant) {
        return instant.toString().substring(11, 19);
    }

    /** Each event is handled a while later on another thread, as a frame is. */
    private class Events implements MarketRelease {
        private final Deque<Instant> due = new ArrayDeque<>();
        private volatile Instant now = Instant.EPOCH;

        Events(Instant... instants) {
            due.addAll(List.of(instants));
        }

        @Override
        public Optional<Instant> next() {
            return Optional.ofNullable(due.peekFirst());
        }

        @Override
        public void release() {
            now = due.removeFirst();
            String at = time(now);
            log.add("event " + at);
            activity.begin();
            Thread.startVirtualThread(() -> {
                LockSupport.parkNanos(20_000_000);
                log.add("handled " + at);
                activity.end();
            });
        }

        @Override
        public void moveTo(Instant instant) {
            now = instant;
        }
    }
}
