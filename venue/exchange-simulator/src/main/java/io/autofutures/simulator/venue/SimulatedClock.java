package io.autofutures.simulator.venue;

import io.autofutures.model.time.VenueClock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Venue time. Free running: base + elapsed × speed, up to the end of a recording. Lockstep: stands until it is moved. */
public final class SimulatedClock implements VenueClock {
    private final LongSupplier wallNanos;
    private final long openedNanos;
    private final double speed;
    private final boolean lockstep;
    private final @Nullable Instant end;
    private final Instant opened;
    private volatile Reading reading;

    /** @param runningSince wall nanoseconds, absent while it stands */
    private record Reading(Instant base, @Nullable Long runningSince) {}

    public SimulatedClock(
            Instant start, @Nullable Instant end, double speed, boolean lockstep, LongSupplier wallNanos) {
        this.wallNanos = wallNanos;
        this.openedNanos = wallNanos.getAsLong();
        this.speed = lockstep ? 1 : speed;
        this.lockstep = lockstep;
        this.end = end;
        this.opened = start;
        this.reading = new Reading(start, null);
    }

    @Override
    public Instant instant() {
        Reading now = reading;
        if (now.runningSince() == null) {
            return now.base();
        }
        long elapsed = wallNanos.getAsLong() - now.runningSince();
        Instant running = now.base().plusNanos(Math.round(elapsed * speed));
        return end != null && running.isAfter(end) ? end : running;
    }

    @Override
    public double speed() {
        return speed;
    }

    public boolean lockstep() {
        return lockstep;
    }

    /** Lets free-running time flow. */
    public void run() {
        if (!lockstep && reading.runningSince() == null) {
            reading = new Reading(reading.base(), wallNanos.getAsLong());
        }
    }

    /** Stops free-running time where it is. */
    public void stand() {
        reading = new Reading(instant(), null);
    }

    /** Never back. */
    public void moveTo(Instant instant) {
        if (reading.runningSince() == null && instant.isAfter(reading.base())) {
            reading = new Reading(instant, null);
        }
    }

    /** Wall time until venue time reaches {@code due}; zero when it has. */
    public Duration until(Instant due) {
        long venueNanos = Duration.between(instant(), due).toNanos();
        return Duration.ofNanos(Math.max(0, (long) Math.ceil(venueNanos / speed)));
    }

    /** Patience since the simulator was opened; goes on after the end of a recording. */
    public Duration patience() {
        return lockstep ? Duration.between(opened, instant()) : Duration.ofNanos(wallNanos.getAsLong() - openedNanos);
    }
}
