package io.autofutures.binance;

import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.order.WorkingType;
import org.jspecify.annotations.Nullable;

/**
 * A conditional order ({@code POST /fapi/v1/algoOrder}).
 *
 * @param type STOP_MARKET or TAKE_PROFIT_MARKET
 * @param quantity absent closes the whole position at the trigger (closePosition)
 */
public record NewAlgoOrder(
        Symbol symbol,
        ClientOrderId clientAlgoId,
        OrderType type,
        Side side,
        PositionSide positionSide,
        @Nullable Quantity quantity,
        Price triggerPrice,
        WorkingType workingType) {
    public boolean closesPosition() {
        return quantity == null;
    }
}
