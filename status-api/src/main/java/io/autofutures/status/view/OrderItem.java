package io.autofutures.status.view;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.id.Lineage;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.Book;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.Leg;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.order.WorkingType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A plain or algo order.
 *
 * @param proposalId the proposal it goes back to, read from the client order id; absent for an order that is not ours
 * @param leg the part it plays in its trade; absent for an order that is not ours
 * @param live not ended
 */
public record OrderItem(
        AccountId account,
        Book book,
        OrderType type,
        OrderStatus status,
        ClientOrderId clientOrderId,
        String venueOrderId,
        @Nullable String proposalId,
        @Nullable String tradeId,
        @Nullable Leg leg,
        Symbol symbol,
        Side side,
        PositionSide positionSide,
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
        boolean live,
        Instant createdAt,
        Instant updatedAt) {

    public static OrderItem of(AccountId account, OrderView order) {
        Lineage lineage = order.clientOrderId().lineage().orElse(null);
        return new OrderItem(
                account,
                order.book(),
                order.type(),
                order.status(),
                order.clientOrderId(),
                order.venueOrderId(),
                lineage == null ? null : lineage.proposalId(),
                lineage == null ? null : lineage.tradeId(),
                order.clientOrderId().leg().orElse(null),
                order.symbol(),
                order.side(),
                order.positionSide(),
                order.quantity(),
                order.filled(),
                order.averagePrice(),
                order.price(),
                order.triggerPrice(),
                order.workingType(),
                order.closePosition(),
                order.reduceOnly(),
                order.algoOrderId(),
                order.childOrderId(),
                order.reason(),
                !order.status().isTerminal(),
                order.createdAt(),
                order.updatedAt());
    }
}
