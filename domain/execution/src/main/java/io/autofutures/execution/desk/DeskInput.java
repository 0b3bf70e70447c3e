package io.autofutures.execution.desk;

import io.autofutures.execution.gate.GateFacts;
import io.autofutures.execution.trade.TradeInput;
import io.autofutures.model.account.OrderEvent;
import io.autofutures.model.trade.Proposal;

/** What reaches the desk of one account. */
public sealed interface DeskInput {
    /** It waits, kept, until everything of its venue instant has arrived; see {@link DeskCore#ripe}. */
    record Proposed(Proposal proposal) implements DeskInput {}

    /** @param facts read at the moment it is applied */
    record Ripe(Proposal proposal, GateFacts facts) implements DeskInput {}

    record Reported(OrderEvent event) implements DeskInput {}

    /** The answer to an effect. */
    record Answered(String tradeId, TradeInput answer) implements DeskInput {}

    /** Time has passed; every trade looks. */
    record Looked() implements DeskInput {}

    /** A new owner has read the state back. */
    record TakenOver() implements DeskInput {}
}
