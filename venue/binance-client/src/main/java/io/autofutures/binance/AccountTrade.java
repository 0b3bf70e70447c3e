package io.autofutures.binance;

import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * One fill of ours.
 *
 * @param realizedProfit before fees, quote currency
 * @param commission in units of {@code commissionAsset}; the venue's sign is kept
 */
public record AccountTrade(
        Symbol symbol,
        long id,
        long orderId,
        Side side,
        PositionSide positionSide,
        Price price,
        Quantity quantity,
        BigDecimal quoteQuantity,
        BigDecimal realizedProfit,
        BigDecimal commission,
        String commissionAsset,
        boolean maker,
        Instant at) {}
