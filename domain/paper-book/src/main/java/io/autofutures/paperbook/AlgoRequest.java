package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.order.WorkingType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** @param type STOP_MARKET or TAKE_PROFIT_MARKET @param quantity absent with closePosition */
public record AlgoRequest(
        Symbol symbol,
        @Nullable String clientAlgoId,
        OrderType type,
        Side side,
        PositionSide positionSide,
        @Nullable BigDecimal quantity,
        boolean closePosition,
        boolean reduceOnly,
        BigDecimal triggerPrice,
        WorkingType workingType) {}
