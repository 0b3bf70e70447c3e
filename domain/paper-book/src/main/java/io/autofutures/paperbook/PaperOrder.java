package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.order.WorkingType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A plain order: MARKET or LIMIT.
 *
 * @param price zero for MARKET
 * @param cumulativeQuote Σ price × quantity of its fills
 * @param amendments how often it was changed
 * @param origin for the child of a conditional order: that order
 */
public record PaperOrder(
        long orderId,
        String clientOrderId,
        Symbol symbol,
        Side side,
        PositionSide positionSide,
        OrderType type,
        TimeInForce timeInForce,
        BigDecimal quantity,
        BigDecimal price,
        boolean reduceOnly,
        OrderStatus status,
        BigDecimal filled,
        BigDecimal cumulativeQuote,
        OrderOptions options,
        int amendments,
        @Nullable Origin origin,
        Instant createdAt,
        Instant updatedAt) {
    /** @param type of the conditional order @param triggerPrice where it fired */
    public record Origin(
            long algoId,
            OrderType type,
            BigDecimal triggerPrice,
            boolean closePosition,
            WorkingType workingType,
            boolean priceProtect,
            @Nullable TrailingTerms trailing) {}

    static PaperOrder placed(long id, OrderRequest request, @Nullable Origin origin, Instant at) {
        String clientId = request.clientOrderId();
        BigDecimal price = request.price();
        return new PaperOrder(
                id,
                clientId == null ? "sim-" + id : clientId,
                request.symbol(),
                request.side(),
                request.positionSide(),
                request.type(),
                request.timeInForce(),
                request.quantity(),
                price == null ? BigDecimal.ZERO : price,
                request.reduceOnly(),
                OrderStatus.NEW,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                request.options(),
                0,
                origin,
                at,
                at);
    }

    public PositionKey positionKey() {
        return new PositionKey(symbol, positionSide);
    }

    public boolean isOpen() {
        return !status.isTerminal();
    }

    public BigDecimal remaining() {
        return quantity.subtract(filled);
    }

    /** Zero before the first fill. */
    public BigDecimal averagePrice() {
        return filled.signum() == 0 ? BigDecimal.ZERO : cumulativeQuote.divide(filled, MathContext.DECIMAL64);
    }

    PaperOrder withFill(BigDecimal fillQuantity, BigDecimal fillPrice, Instant at) {
        BigDecimal total = filled.add(fillQuantity);
        return with(
                total.compareTo(quantity) >= 0 ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED,
                total,
                cumulativeQuote.add(fillQuantity.multiply(fillPrice)),
                at);
    }

    PaperOrder ended(OrderStatus end, Instant at) {
        return with(end, filled, cumulativeQuote, at);
    }

    /** Self-trade prevention is NONE after an amendment. */
    PaperOrder amended(BigDecimal newQuantity, BigDecimal newPrice, PriceMatch match, Instant at) {
        return new PaperOrder(
                orderId,
                clientOrderId,
                symbol,
                side,
                positionSide,
                type,
                timeInForce,
                newQuantity,
                newPrice,
                reduceOnly,
                status,
                filled,
                cumulativeQuote,
                options.amended(match),
                amendments + 1,
                origin,
                createdAt,
                at);
    }

    private PaperOrder with(OrderStatus newStatus, BigDecimal newFilled, BigDecimal newQuote, Instant at) {
        return new PaperOrder(
                orderId,
                clientOrderId,
                symbol,
                side,
                positionSide,
                type,
                timeInForce,
                quantity,
                price,
                reduceOnly,
                newStatus,
                newFilled,
                newQuote,
                options,
                amendments,
                origin,
                createdAt,
                at);
    }
}
