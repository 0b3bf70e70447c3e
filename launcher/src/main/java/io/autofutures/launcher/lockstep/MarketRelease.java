package io.autofutures.launcher.lockstep;

import java.time.Instant;
import java.util.Optional;

/** The market as the coordinator needs it: standing still between two releases. */
public interface MarketRelease {
    /** When the next event is due; empty at the end of a recording. */
    Optional<Instant> next();

    /** Moves venue time to the next event and sends it. */
    void release();

    /** Moves venue time without an event; never back. */
    void moveTo(Instant instant);
}
