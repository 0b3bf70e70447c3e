package io.autofutures.model.time;

import java.time.Duration;
import java.time.Instant;

/** Timers due at a venue instant. Under lockstep the launcher fires them, one instant at a time. */
public interface VenueTimers {
    /** Runs {@code action} on a virtual thread once venue time has reached {@code due}; at once when it already has. */
    Handle at(Instant due, Runnable action);

    /**
     * How much later a timer must be due than an instant to ring only after everything of that instant has come to rest.
     * Zero where nothing waits for that: there it is reached whatever is still on its way.
     */
    default Duration settling() {
        return Duration.ZERO;
    }

    interface Handle {
        /** Has no effect once the action has begun. */
        void cancel();
    }
}
