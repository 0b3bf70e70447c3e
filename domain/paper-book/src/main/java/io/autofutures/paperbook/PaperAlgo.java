package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.order.WorkingType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A conditional order.
 *
 * @param terms as asked for
 * @param trail of a trailing stop
 * @param childOrderId plain order that came of it, absent before the trigger
 * @param averagePrice and {@code filled}: of the child, once it has ended
 * @param reason why it was rejected or expired, venue words
 */
public record PaperAlgo(
        long algoId,
        String clientAlgoId,
        AlgoRequest terms,
        @Nullable Trail trail,
        OrderStatus status,
        @Nullable Long childOrderId,
        BigDecimal averagePrice,
        BigDecimal filled,
        @Nullable String reason,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant triggeredAt) {
    static PaperAlgo placed(long id, AlgoRequest terms, @Nullable Trail trail, Instant at) {
        String clientId = terms.clientAlgoId();
        return new PaperAlgo(
                id,
                clientId == null ? "sim-algo-" + id : clientId,
                terms,
                trail,
                OrderStatus.NEW,
                null,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                null,
                at,
                at,
                null);
    }

    public Symbol symbol() {
        return terms.symbol();
    }

    public OrderType type() {
        return terms.type();
    }

    public Side side() {
        return terms.side();
    }

    public PositionSide positionSide() {
        return terms.positionSide();
    }

    public boolean closePosition() {
        return terms.closePosition();
    }

    public boolean reduceOnly() {
        return terms.reduceOnly();
    }

    public WorkingType workingType() {
        return terms.workingType();
    }

    /** Zero for closePosition. */
    public BigDecimal quantity() {
        return Objects.requireNonNullElse(terms.quantity(), BigDecimal.ZERO);
    }

    /** Zero for a trailing stop. */
    public BigDecimal triggerPrice() {
        return Objects.requireNonNullElse(terms.triggerPrice(), BigDecimal.ZERO);
    }

    /** Limit price of the child, zero for a MARKET child or with priceMatch. */
    public BigDecimal price() {
        return Objects.requireNonNullElse(terms.price(), BigDecimal.ZERO);
    }

    /** Of the child: LIMIT or MARKET. */
    public OrderType childType() {
        return terms.isLimit() ? OrderType.LIMIT : OrderType.MARKET;
    }

    public PositionKey positionKey() {
        return terms.positionKey();
    }

    public boolean isOpen() {
        return !status.isTerminal();
    }

    /** Has no child yet: still among the open conditional orders. */
    public boolean isWaiting() {
        return status == OrderStatus.NEW || status == OrderStatus.TRIGGERING;
    }

    /** Lives as long as its position when it closes all of it. */
    public TimeInForce timeInForce() {
        return terms.closePosition() ? TimeInForce.GTE_GTC : terms.timeInForce();
    }

    /** Whether the price goes up to the trigger. */
    boolean firesUpward() {
        return firesUpward(type(), side());
    }

    static boolean firesUpward(OrderType type, Side side) {
        return type.isStop() == (side == Side.BUY);
    }

    static boolean fires(OrderType type, Side side, BigDecimal trigger, BigDecimal working) {
        return firesUpward(type, side) ? working.compareTo(trigger) >= 0 : working.compareTo(trigger) <= 0;
    }

    PaperAlgo followed(Trail now, Instant at) {
        return new PaperAlgo(
                algoId,
                clientAlgoId,
                terms,
                now,
                status,
                childOrderId,
                averagePrice,
                filled,
                reason,
                createdAt,
                at,
                triggeredAt);
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
                terms,
                trail,
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
