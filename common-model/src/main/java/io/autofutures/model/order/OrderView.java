package io.autofutures.model.order;

import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order of either book as last known.
 *
 * @param venueOrderId {@code orderId} or {@code algoId}, digits; empty until the venue has answered
 * @param quantity zero for a closePosition order
 * @param filled cumulative
 * @param algoOrderId for the child of a conditional order: the algo order it came from
 * @param childOrderId for a triggered conditional order: its plain child
 * @param reason why it was rejected or expired, venue words
 */
public record OrderView(
        Book book,
        Symbol symbol,
        ClientOrderId clientOrderId,
        String venueOrderId,
        OrderType type,
        Side side,
        PositionSide positionSide,
        OrderStatus status,
        Quantity quantity,
        Quantity filled,
        @Nullable Price averagePrice,
        @Nullable Price price,
        @Nullable Price triggerPrice,
        @Nullable WorkingType workingType,
        boolean closePosition,
        boolean reduceOnly,
        @Nullable String algoOrderId,
        @Nullable String childOrderId,
        @Nullable String reason,
        Instant createdAt,
        Instant updatedAt) {

    /** Protects a position of {@code side} while it lives: a stop, in the closing direction. */
    public boolean isLiveStopFor(PositionSide side) {
        return type.isStop()
                && positionSide == side
                && (status == OrderStatus.NEW || status == OrderStatus.TRIGGERED)
                && (side == PositionSide.BOTH || this.side == side.entrySide().opposite());
    }
}
