package io.autofutures.simulator.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** The two times of a simulator. @param speed venue seconds per second of patience */
public record FaultClock(Supplier<Instant> venue, Supplier<Duration> patience, double speed) {
    Instant now() {
        return venue.get();
    }

    Duration patienceNow() {
        return patience.get();
    }
}
