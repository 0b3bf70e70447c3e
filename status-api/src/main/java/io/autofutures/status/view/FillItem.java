package io.autofutures.status.view;

import io.autofutures.model.account.OrderEvent.OrderFilled;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One execution. */
public record FillItem(
        long tradeId,
        Symbol symbol,
        ClientOrderId clientOrderId,
        Side side,
        Quantity quantity,
        Price price,
        BigDecimal commission,
        @Nullable String commissionAsset,
        BigDecimal realized,
        boolean maker,
        Instant occurredAt) {
    public static FillItem of(OrderFilled fill) {
        return new FillItem(
                fill.tradeId(),
                fill.symbol(),
                fill.clientOrderId(),
                fill.side(),
                fill.quantity(),
                fill.price(),
                fill.commission(),
                fill.commissionAsset(),
                fill.realized(),
                fill.maker(),
                fill.occurredAt());
    }
}
