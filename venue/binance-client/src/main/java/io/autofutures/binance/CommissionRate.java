package io.autofutures.binance;

import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;

/** Fractions of notional. */
public record CommissionRate(Symbol symbol, BigDecimal maker, BigDecimal taker) {}
