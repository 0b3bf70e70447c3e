package io.autofutures.binance;

import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * @param cap largest rate of one interval, fraction of notional
 * @param floor smallest rate of one interval, fraction of notional
 */
public record FundingTerms(Symbol symbol, BigDecimal cap, BigDecimal floor, Duration interval) {}
