package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A rate that fell due.
 *
 * @param at funding time
 * @param rate fraction of notional; longs pay it when positive
 * @param mark price at which positions are valued for it
 */
public record FundingRate(Symbol symbol, Instant at, BigDecimal rate, BigDecimal mark) {}
