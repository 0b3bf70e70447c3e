package io.autofutures.simulator.stream;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A liquidation as everyone is told of it.
 *
 * @param price limit of the liquidation order
 * @param lastFilled quantity of its last fill
 * @param filled of all its fills
 */
public record ForcedOrder(
        Symbol symbol,
        Side side,
        BigDecimal quantity,
        BigDecimal price,
        BigDecimal averagePrice,
        BigDecimal lastFilled,
        BigDecimal filled,
        Instant at) {}
