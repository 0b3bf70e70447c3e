package io.autofutures.execution.trade;

import io.autofutures.model.market.Quantity;
import io.autofutures.model.order.OrderView;
import org.jspecify.annotations.Nullable;

/** What is learnt about one order, from a reply, from asking, or from {@code order-events}. */
public sealed interface OrderNews {
    /** The reply to placing it. */
    record Placed(OrderView view) implements OrderNews {}

    /** The venue refused to place it. @param retry it may pass a little later @param attempt of the effect */
    record PlaceRefused(int code, String message, boolean retry, int attempt) implements OrderNews {}

    /** Placing surely did not happen. */
    record NotExecuted(String reason, int attempt) implements OrderNews {}

    /** Placing may have happened. */
    record Unclear(String reason) implements OrderNews {}

    /** A market exit was not sent because the venue shows no position. */
    record NothingToClose() implements OrderNews {}

    /** The answer to a question. */
    record Asked(OrderView view) implements OrderNews {}

    /** Neither book knows it (-2013). */
    record NotFound() implements OrderNews {}

    /** The question got no answer. */
    record AskFailed(String reason) implements OrderNews {}

    /** From {@code order-events}. */
    record Told(OrderView view) implements OrderNews {}

    /** A fill from {@code order-events}. @param cumulative of the order */
    record Executed(Quantity cumulative) implements OrderNews {}

    /** The venue canceled it. @param view absent for conditional orders, whose reply has no state */
    record CancelDone(@Nullable OrderView view) implements OrderNews {}

    /** The venue refused to cancel it. @param gone there is nothing to cancel (-2011) */
    record CancelRefused(boolean gone, String reason) implements OrderNews {}

    /** The cancel may have happened, or did not: it is repeated with a new step. */
    record CancelUnclear(String reason) implements OrderNews {}
}
