package io.autofutures.execution;

import java.time.Duration;
import java.time.Instant;

/**
 * The venue instant at which an input is applied; read once by the shell, so that a core has no clock.
 *
 * @param speed venue seconds per second of patience, positive
 * @param mayEnter entries may be sent: this owner has waited long enough after taking over
 */
public record Moment(Instant at, double speed, boolean mayEnter) {
    /** The venue instant at which {@code limit} of patience from now on is used up. */
    public Instant after(Duration limit) {
        return from(at, limit);
    }

    /** The venue instant at which {@code limit} of patience since {@code start} is used up. */
    public Instant from(Instant start, Duration limit) {
        return start.plusNanos(Math.round(limit.toNanos() * speed));
    }

    /** At or after {@code instant}. */
    public boolean reached(Instant instant) {
        return !at.isBefore(instant);
    }

    /** Age of a venue instant in patience; negative when it lies ahead. */
    public Duration age(Instant instant) {
        return Duration.ofNanos(Math.round(Duration.between(instant, at).toNanos() / speed));
    }
}
