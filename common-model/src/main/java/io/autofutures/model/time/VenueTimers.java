package io.autofutures.model.time;

import java.time.Instant;

/** Timers due at a venue instant. Under lockstep the launcher fires them, one instant at a time. */
public interface VenueTimers {
    /** Runs {@code action} on a virtual thread once venue time has reached {@code due}; at once when it already has. */
    Handle at(Instant due, Runnable action);

    interface Handle {
        /** Has no effect once the action has begun. */
        void cancel();
    }
}
