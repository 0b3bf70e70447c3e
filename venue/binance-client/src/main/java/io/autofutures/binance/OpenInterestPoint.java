package io.autofutures.binance;

import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Open interest of one period of the past.
 *
 * @param contracts base asset
 * @param value quote currency
 */
public record OpenInterestPoint(Symbol symbol, BigDecimal contracts, BigDecimal value, Instant at) {}
