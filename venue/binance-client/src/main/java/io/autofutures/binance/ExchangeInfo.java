package io.autofutures.binance;

import io.autofutures.model.market.SymbolRules;
import java.util.List;

/**
 * {@code GET /fapi/v1/exchangeInfo}.
 *
 * @param unreadable symbols whose rules cannot be read: they must not be traded
 */
record ExchangeInfo(List<RateLimit> rateLimits, List<SymbolRules> symbols, List<Unreadable> unreadable) {
    /** @param symbol empty if not even that can be read */
    record Unreadable(String symbol, String reason) {}
}
