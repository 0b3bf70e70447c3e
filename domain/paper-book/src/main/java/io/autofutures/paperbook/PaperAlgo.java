package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.order.WorkingType;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conditional order: STOP_MARKET or TAKE_PROFIT_MARKET.
 *
 * @param quantity zero for closePosition
 * @param childOrderId plain order that came of it, absent before the trigger
 * @param reason why it was rejected or expired, venue words
 */
public record PaperAlgo(
        long algoId,
        String clientAlgoId,
        Symbol symbol,
        OrderType type,
        Side side,
        PositionSide positionSide,
        BigDecimal quantity,
        boolean closePosition,
        boolean reduceOnly,
        BigDecimal triggerPrice,
        WorkingType workingType,
        OrderStatus status,
        @Nullable Long childOrderId,
        BigDecimal averagePrice,
        BigDecimal filled,
        @Nullable String reason,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant triggeredAt) {
    public PositionKey positionKey() {
        return new PositionKey(symbol, positionSide);
    }

    public boolean isOpen() {
        return !status.isTerminal();
    }

    /** Lives as long as its position when it closes all of it. */
    public String timeInForce() {
        return closePosition ? "GTE_GTC" : "GTC";
    }

    /** The working price has reached the trigger. */
    boolean fires(BigDecimal working) {
        return fires(type, side, triggerPrice, working);
    }

    static boolean fires(OrderType type, Side side, BigDecimal trigger, BigDecimal working) {
        boolean upward = type.isStop() == (side == Side.BUY);
        return upward ? working.compareTo(trigger) >= 0 : working.compareTo(trigger) <= 0;
    }

    PaperAlgo triggering(Instant at) {
        return with(OrderStatus.TRIGGERING, null, averagePrice, filled, null, at, at);
    }

    PaperAlgo triggered(long child, Instant at) {
        return with(OrderStatus.TRIGGERED, child, averagePrice, filled, null, at, triggeredAt);
    }

    PaperAlgo finished(PaperOrder child, Instant at) {
        return with(OrderStatus.FINISHED, child.orderId(), child.averagePrice(), child.filled(), null, at, triggeredAt);
    }

    PaperAlgo ended(OrderStatus end, @Nullable String why, Instant at) {
        return with(end, childOrderId, averagePrice, filled, why, at, triggeredAt);
    }

    private PaperAlgo with(
            OrderStatus newStatus,
            @Nullable Long child,
            BigDecimal average,
            BigDecimal newFilled,
            @Nullable String why,
            Instant at,
            @Nullable Instant triggered) {
        return new PaperAlgo(
                algoId,
                clientAlgoId,
                symbol,
                type,
                side,
                positionSide,
                quantity,
                closePosition,
                reduceOnly,
                triggerPrice,
                workingType,
                newStatus,
                child,
                average,
                newFilled,
                why,
                createdAt,
                at,
                triggered);
    }
}
