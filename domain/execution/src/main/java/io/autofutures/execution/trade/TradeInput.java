package io.autofutures.execution.trade;

import io.autofutures.model.market.Quantity;
import io.autofutures.model.order.ClientOrderId;

/** What can happen to a trade. */
public sealed interface TradeInput {
    /** News about one of its orders. */
    record About(ClientOrderId id, OrderNews news) implements TradeInput {}

    /** Margin type and leverage of the symbol are as planned. */
    record Prepared() implements TradeInput {}

    record PrepareRefused(String reason) implements TradeInput {}

    /** The venue's position in the trade's symbol and side. @param amount zero when flat */
    record PositionRead(Quantity amount) implements TradeInput {}

    /** A question for the position got no answer. */
    record PositionUnread(String reason) implements TradeInput {}

    /** The tracker says that the position is gone; the venue is asked. */
    record PositionReportedFlat() implements TradeInput {}

    /** Close it at market. */
    record ExitAsked(String reason) implements TradeInput {}

    /** Time has passed. */
    record Tick() implements TradeInput {}

    /** A new owner has read it back: nothing is in flight, and everything seen must be seen again. */
    record Restored() implements TradeInput {}
}
