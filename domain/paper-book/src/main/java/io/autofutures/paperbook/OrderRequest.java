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
 * @param timeInForce GTC, IOC, FOK or GTX
 * @param price LIMIT only
 */
public record OrderRequest(
        Symbol symbol,
        @Nullable String clientOrderId,
        Side side,
        PositionSide positionSide,
        OrderType type,
        String timeInForce,
        BigDecimal quantity,
        @Nullable BigDecimal price,
        boolean reduceOnly) {}
