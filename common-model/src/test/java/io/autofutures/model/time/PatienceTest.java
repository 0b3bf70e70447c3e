package io.autofutures.model.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");

    @Test
    void isVenueTimeDividedByTheSpeed() {
        var patience = new Patience(at(START.plusSeconds(6_000), 600));

        assertThat(patience.age(START)).isEqualTo(Duration.ofSeconds(10));
        assertThat(patience.exceeded(START, Duration.ofSeconds(10))).isFalse();
        assertThat(patience.exceeded(START, Duration.ofMillis(9_999))).isTrue();
        assertThat(patience.deadline(START, Duration.ofSeconds(2))).isEqualTo(START.plusSeconds(1_200));
    }

    @Test
    void stillnessNeedsEverythingBegunToBeDone() {
        var activity = new Activity();
        activity.begin();
        assertThat(activity.read().still()).isFalse();

        activity.end();

        assertThat(activity.read()).isEqualTo(new Progress.Reading(1, 1));
    }

    private static VenueClock at(Instant now, double speed) {
        return new VenueClock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public double speed() {
                return speed;
            }
        };
    }
}
