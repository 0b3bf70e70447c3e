package io.autofutures.simulator;

import java.time.Instant;
import java.util.Optional;

/** The market under lockstep: one event of one symbol at a time. */
public interface MarketSteps {
    /** When the next event is due, empty at the end of a recording. */
    Optional<Instant> next();

    /** Moves venue time to the next event and sends it. @throws IllegalStateException at the end of a recording */
    void release();
}
