package io.autofutures.ledger;

import io.autofutures.model.account.AccountState;
import io.autofutures.model.account.OrderEvent;
import io.autofutures.model.account.PositionState;
import org.jspecify.annotations.Nullable;

/**
 * What the tracker has to say.
 */
public sealed interface Output {
    /** Id of the user event, mark or reconciliation it rests on. */
    String causationId();

    /** Lineage of the trade it belongs to, where it belongs to one. */
    @Nullable
    String lineage();

    record Fact(
            OrderEvent event, String causationId, @Nullable String lineage) implements Output {}

    record PositionChanged(
            PositionState state,
            String causationId,
            @Nullable String lineage) implements Output {}

    record AccountChanged(AccountState state, String causationId) implements Output {
        @Override
        public @Nullable String lineage() {
            return null;
        }
    }
}
