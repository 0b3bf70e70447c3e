package io.autofutures.trader;

import java.util.Map;

/** One role of this process, as its health and heartbeat show it. */
public interface TraderRole {
    /** {@code detector}, {@code decider} or {@code desk}. */
    String role();

    /** Its partitions are assigned and its state is restored. */
    boolean ready();

    /** Numbers for the heartbeat, as text, never a secret. */
    default Map<String, String> details() {
        return Map.of();
    }
}
