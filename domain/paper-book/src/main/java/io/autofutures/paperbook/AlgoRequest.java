package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.order.WorkingType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A conditional order as it is asked for.
 *
 * @param clientAlgoId absent: the book gives one
 * @param quantity absent with closePosition
 * @param triggerPrice absent for a trailing stop
 * @param price STOP and TAKE_PROFIT only; absent with priceMatch
 * @param priceProtect not fired while mark and last are further apart than the symbol's triggerProtect
 * @param trailing TRAILING_STOP_MARKET only
 */
public record AlgoRequest(
        Symbol symbol,
        @Nullable String clientAlgoId,
        OrderType type,
        Side side,
        PositionSide positionSide,
        TimeInForce timeInForce,
        @Nullable BigDecimal quantity,
        boolean closePosition,
        boolean reduceOnly,
        @Nullable BigDecimal triggerPrice,
        @Nullable BigDecimal price,
        WorkingType workingType,
        boolean priceProtect,
        @Nullable TrailingTerms trailing,
        OrderOptions options) {
    PositionKey positionKey() {
        return new PositionKey(symbol, positionSide);
    }

    /** Its child is a LIMIT order. */
    boolean isLimit() {
        return type == OrderType.STOP || type == OrderType.TAKE_PROFIT;
    }

    /** GTE: it cannot outlive its position. */
    boolean livesWithPosition() {
        return closePosition || timeInForce == TimeInForce.GTE_GTC;
    }
}
