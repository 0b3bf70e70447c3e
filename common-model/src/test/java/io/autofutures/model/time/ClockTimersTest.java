package io.autofutures.model.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClockTimersTest {
    private final VenueClock clock = VenueClock.of(Clock.systemUTC());

    @Test
    void ringsOnceVenueTimeHasReachedTheInstant() throws InterruptedException {
        try (var timers = new ClockTimers(clock)) {
            Instant due = clock.instant().plusMillis(30);
            var rung = new CountDownLatch(1);

            timers.at(due, rung::countDown);

            assertThat(rung.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(clock.instant()).isAfterOrEqualTo(due);
        }
    }

    @Test
    void aCanceledTimerStaysSilentWhileALaterOneRings() throws InterruptedException {
        try (var timers = new ClockTimers(clock)) {
            var canceled = new CountDownLatch(1);
            var later = new CountDownLatch(1);
            timers.at(clock.instant().plusMillis(20), canceled::countDown).cancel();

            timers.at(clock.instant().plusMillis(60), later::countDown);

            assertThat(later.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(canceled.getCount()).isEqualTo(1);
        }
    }
}
