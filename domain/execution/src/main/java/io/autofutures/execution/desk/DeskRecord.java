package io.autofutures.execution.desk;

import io.autofutures.model.trade.Decision;
import io.autofutures.model.trade.DeskState;
import io.autofutures.model.trade.TradeEvent;

/** What the desk publishes. */
public sealed interface DeskRecord {
    record Decided(Decision decision) implements DeskRecord {}

    /** @param causationId the decision, or the event that caused the step */
    record Stepped(TradeEvent event, String causationId) implements DeskRecord {}

    record Kept(DeskState state) implements DeskRecord {}

    /** Nothing of it is left; its record is removed. */
    record Removed(DeskState state) implements DeskRecord {}
}
