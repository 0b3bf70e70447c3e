package io.autofutures.execution.desk;

import io.autofutures.execution.gate.GateFacts;
import io.autofutures.execution.trade.TradeInput;
import io.autofutures.model.account.OrderEvent;
import io.autofutures.model.trade.Proposal;
import java.time.Instant;

/** What reaches the desk of one account. */
public sealed interface DeskInput {
    /**
     * It waits, kept, to be judged; see {@link DeskCore#ripe}.
     *
     * @param from venue instant from which on it may be judged
     */
    record Proposed(Proposal proposal, Instant from) implements DeskInput {}

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
