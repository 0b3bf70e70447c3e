package io.autofutures.model.time;

import java.time.Duration;
import java.time.Instant;

/**
 * How long we wait: venue time divided by the speed, so that a fast simulation does not make a slow network look dead.
 * Deadlines, ages, recvWindow, back-off and keep-alive are patience; validity, cool-down and time stops are not.
 */
public record Patience(VenueClock clock) {
    /** The venue instant at which {@code limit} of patience since {@code start} is used up. */
    public Instant deadline(Instant start, Duration limit) {
        return start.plusNanos(Math.round(limit.toNanos() * clock.speed()));
    }

    /** More than {@code limit} of patience has passed since the venue instant {@code start}. */
    public boolean exceeded(Instant start, Duration limit) {
        return clock.instant().isAfter(deadline(start, limit));
    }

    /** Age of a venue instant in patience; negative when it lies ahead. */
    public Duration age(Instant instant) {
        return Duration.ofNanos(
                Math.round(Duration.between(instant, clock.instant()).toNanos() / clock.speed()));
    }
}
