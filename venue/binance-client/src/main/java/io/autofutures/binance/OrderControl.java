package io.autofutures.binance;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.order.PositionSide;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders besides placing, asking and canceling one: changes, many at once, history, and the account's switches. */
@CheckReturnValue
public interface OrderControl {
    /** Checks an order as if it were placed, and places nothing. */
    Answer<Boolean> test(NewOrder order);

    /** Loses the place in the queue; a quantity at or below what is executed cancels the order. */
    Reply<OrderView> change(OrderChange change, Sending sending);

    /** -2013 when it is not open is {@code Refused}. */
    Answer<OrderView> openOrder(Symbol symbol, ClientOrderId id);

    /** A window of at most 7 days. @param limit 1 to 1000 */
    Answer<List<OrderView>> allOrders(Symbol symbol, @Nullable Instant from, @Nullable Instant to, int limit);

    /** A window of at most 7 days; ended algo orders included. @param limit 1 to 1000 */
    Answer<List<OrderView>> allAlgoOrders(Symbol symbol, @Nullable Instant from, @Nullable Instant to, int limit);

    /**
     * Each row has an outcome of its own, in the order of the request; the venue handles them in parallel.
     *
     * @param orders 1 to 5
     */
    Reply<List<Reply<OrderView>>> place(List<NewOrder> orders, Sending sending);

    /** As {@link #place(List, Sending)}. @param changes 1 to 5 */
    Reply<List<Reply<OrderView>>> change(List<OrderChange> changes, Sending sending);

    /** As {@link #place(List, Sending)}. @param ids 1 to 10 */
    Reply<List<Reply<OrderView>>> cancel(Symbol symbol, List<ClientOrderId> ids, Sending sending);

    /** Accepted only: the orders end later, as the user stream tells. Algo orders stay. */
    Reply<Boolean> cancelAll(Symbol symbol, Sending sending);

    /** Accepted only, as {@link #cancelAll}; the plain orders stay. */
    Reply<Boolean> cancelAllAlgo(Symbol symbol, Sending sending);

    /**
     * The dead man's switch: all plain orders of the symbol are canceled unless this is called again in time.
     *
     * @param in zero switches it off
     * @return the time the venue has set
     */
    Reply<Duration> cancelAllUnlessCalledAgain(Symbol symbol, Duration in, Sending sending);

    /** "Already so" (-4046) is accepted. */
    Reply<Boolean> setMarginType(Symbol symbol, MarginType type);

    /** Adds to (positive) or takes from (negative) the margin of an isolated position, quote currency. */
    Reply<Boolean> addMargin(Symbol symbol, PositionSide side, BigDecimal amount);

    /** Ends the account's user stream for everyone who shares the key. Repeating it is harmless. */
    Answer<Boolean> deleteListenKey();

    /** How margin is kept. */
    enum MarginType {
        ISOLATED,
        CROSSED
    }
}
