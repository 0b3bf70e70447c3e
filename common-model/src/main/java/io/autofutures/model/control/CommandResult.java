package io.autofutures.model.control;

import io.autofutures.model.account.AccountId;
import java.time.Instant;

/** How far a command has come; on {@code command-results}. */
public record CommandResult(
        String commandId, AccountId account, State state, int step, int steps, String detail, Instant occurredAt) {
    public enum State {
        ACCEPTED,
        RUNNING,
        DONE,
        FAILED
    }
}
