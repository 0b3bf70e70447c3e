package io.autofutures.model.trade;

import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a decision allows, rounded to the symbol's rules. Only the risk gate makes an approved one.
 *
 * @param tradeId from the proposal's lineage
 * @param entryType MARKET or LIMIT
 * @param entryPrice for LIMIT; absent for MARKET
 * @param referencePrice mark price the sizing used
 * @param stop on mark price
 * @param takeProfit one level, on mark price; absent when none was advised
 * @param riskUsdt loss at the stop with fees, USDT, the reservation of the gate
 * @param validUntil venue time after which no entry may be sent
 */
public record TradePlan(
        String tradeId,
        Symbol symbol,
        PositionSide positionSide,
        OrderType entryType,
        Quantity quantity,
        @Nullable Price entryPrice,
        Price referencePrice,
        Price stop,
        @Nullable Price takeProfit,
        int leverage,
        BigDecimal notionalUsdt,
        BigDecimal riskUsdt,
        Instant validUntil) {}
