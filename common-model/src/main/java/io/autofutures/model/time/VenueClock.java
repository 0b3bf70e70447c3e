package io.autofutures.model.time;

import java.time.InstantSource;

/** Venue time. Owned by the simulator in {@code sim}; elsewhere read from the venue and kept by an offset. */
public interface VenueClock extends InstantSource {
    /** Venue seconds per wall second, positive; 1 outside the simulator and under lockstep. */
    double speed();

    /** The machine's own clock, for venues that run at real time on it and for tests of wiring. */
    static VenueClock of(InstantSource source) {
        return new VenueClock() {
            @Override
            public java.time.Instant instant() {
                return source.instant();
            }

            @Override
            public double speed() {
                return 1;
            }
        };
    }
}
