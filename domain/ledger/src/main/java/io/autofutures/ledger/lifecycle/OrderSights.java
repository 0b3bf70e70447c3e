package io.autofutures.ledger.lifecycle;

import io.autofutures.model.account.UserEvent;
import io.autofutures.model.order.Book;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.OrderView;
import org.jspecify.annotations.Nullable;

/** Reads what a user event says about an order. */
public final class OrderSights {
    private OrderSights() {}

    public static OrderView of(UserEvent.OrderUpdated event) {
        return new OrderView(
                Book.PLAIN,
                event.symbol(),
                event.clientOrderId(),
                Long.toString(event.orderId()),
                event.type() == OrderType.UNKNOWN ? event.originalType() : event.type(),
                event.side(),
                event.positionSide(),
                event.status(),
                event.quantity(),
                event.filled(),
                event.averagePrice(),
                event.price(),
                event.triggerPrice(),
                event.workingType(),
                event.closePosition(),
                event.reduceOnly(),
                null,
                null,
                meaningful(event.expiryReason()),
                event.transactedAt(),
                event.transactedAt());
    }

    public static OrderView of(UserEvent.AlgoUpdated event) {
        String child = event.childOrderId();
        return new OrderView(
                Book.ALGO,
                event.symbol(),
                event.clientAlgoId(),
                Long.toString(event.algoId()),
                event.type(),
                event.side(),
                event.positionSide(),
                event.status(),
                event.quantity(),
                event.filled(),
                event.averagePrice(),
                event.price(),
                event.triggerPrice(),
                event.workingType(),
                event.closePosition(),
                event.reduceOnly(),
                null,
                child == null || child.isEmpty() ? null : child,
                meaningful(event.rejectReason()),
                event.transactedAt(),
                event.transactedAt());
    }

    /** The same order with another state, seen at its own last time. */
    public static OrderView ended(OrderView order, OrderStatus status, String reason) {
        return copy(order, status, order.algoOrderId(), order.childOrderId(), reason);
    }

    static OrderView linked(OrderView order, @Nullable String algoOrderId, @Nullable String childOrderId) {
        return copy(order, order.status(), algoOrderId, childOrderId, order.reason());
    }

    private static OrderView copy(
            OrderView order,
            OrderStatus status,
            @Nullable String algoOrderId,
            @Nullable String childOrderId,
            @Nullable String reason) {
        return new OrderView(
                order.book(),
                order.symbol(),
                order.clientOrderId(),
                order.venueOrderId(),
                order.type(),
                order.side(),
                order.positionSide(),
                status,
                order.quantity(),
                order.filled(),
                order.averagePrice(),
                order.price(),
                order.triggerPrice(),
                order.workingType(),
                order.closePosition(),
                order.reduceOnly(),
                algoOrderId,
                childOrderId,
                reason,
                order.createdAt(),
                order.updatedAt());
    }

    /** Expiry reason 0 stands for "none". */
    private static @Nullable String meaningful(@Nullable String reason) {
        return reason == null || reason.isBlank() || reason.equals("0") ? null : reason;
    }
}
