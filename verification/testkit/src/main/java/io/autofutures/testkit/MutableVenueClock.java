package io.autofutures.testkit;

import io.autofutures.model.time.VenueClock;
import java.time.Duration;
import java.time.Instant;

/** A venue clock that stands still until it is moved. */
public final class MutableVenueClock implements VenueClock {
    private volatile Instant now;
    private final double speed;

    public MutableVenueClock(Instant start) {
        this(start, 1);
    }

    public MutableVenueClock(Instant start, double speed) {
        this.now = start;
        this.speed = speed;
    }

    public void advance(Duration by) {
        now = now.plus(by);
    }

    public void set(Instant instant) {
        now = instant;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public double speed() {
        return speed;
    }
}
