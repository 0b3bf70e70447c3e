package io.autofutures.execution.gate;

import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;

/**
 * What a trade in flight holds until it releases it.
 *
 * @param notionalUsdt planned
 * @param riskUsdt loss at its stop with fees
 * @param marginUsdt not yet taken from the account's available margin; zero once the account shows the position
 */
public record Exposure(Symbol symbol, BigDecimal notionalUsdt, BigDecimal riskUsdt, BigDecimal marginUsdt) {}
