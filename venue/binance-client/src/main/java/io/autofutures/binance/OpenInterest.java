package io.autofutures.binance;

import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;

/** @param contracts open now, base asset */
public record OpenInterest(Symbol symbol, BigDecimal contracts, Instant at) {}
