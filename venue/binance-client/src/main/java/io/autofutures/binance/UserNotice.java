package io.autofutures.binance;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.Side;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Events of the user stream that another event tells again and better; no state is folded from them. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(UserNotice.TradeLite.class), @JsonSubTypes.Type(UserNotice.TriggerRejected.class)})
public sealed interface UserNotice {
    /** Venue event time (field {@code E}). */
    Instant occurredAt();

    Symbol symbol();

    /**
     * {@code TRADE_LITE}: a fill, ahead of its ORDER_TRADE_UPDATE and without fee and profit.
     *
     * @param price of the order, absent for a market order
     * @param filled of this trade, at {@code fillPrice}
     */
    @JsonTypeName("trade-lite")
    record TradeLite(
            Instant occurredAt,
            Instant transactedAt,
            Symbol symbol,
            long orderId,
            ClientOrderId clientOrderId,
            Side side,
            Quantity quantity,
            @Nullable Price price,
            Quantity filled,
            Price fillPrice,
            long tradeId,
            boolean maker)
            implements UserNotice {}

    /** {@code CONDITIONAL_ORDER_TRIGGER_REJECT}: replaced by ALGO_UPDATE with a reason on 2025-12-15. */
    @JsonTypeName("trigger-rejected")
    record TriggerRejected(Instant occurredAt, Symbol symbol, long orderId, String reason) implements UserNotice {}
}
