package io.autofutures.binance;

import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * The last 24 hours of a symbol.
 *
 * @param changePercent of the price, percent
 * @param volume base asset
 * @param quoteVolume quote currency
 */
public record Ticker24h(
        Symbol symbol,
        BigDecimal change,
        BigDecimal changePercent,
        Price weightedAverage,
        Price last,
        Price open,
        Price high,
        Price low,
        BigDecimal volume,
        BigDecimal quoteVolume,
        Instant from,
        Instant to,
        long trades) {}
