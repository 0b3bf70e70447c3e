package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * @param clientOrderId absent: the book gives one
 * @param type MARKET or LIMIT
 * @param price LIMIT only; absent with priceMatch
 */
public record OrderRequest(
        Symbol symbol,
        @Nullable String clientOrderId,
        Side side,
        PositionSide positionSide,
        OrderType type,
        TimeInForce timeInForce,
        BigDecimal quantity,
        @Nullable BigDecimal price,
        boolean reduceOnly,
        OrderOptions options) {
    OrderRequest withPrice(BigDecimal newPrice) {
        return new OrderRequest(
                symbol, clientOrderId, side, positionSide, type, timeInForce, quantity, newPrice, reduceOnly, options);
    }

    PositionKey positionKey() {
        return new PositionKey(symbol, positionSide);
    }
}
