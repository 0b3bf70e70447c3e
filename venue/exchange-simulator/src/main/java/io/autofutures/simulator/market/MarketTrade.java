package io.autofutures.simulator.market;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A trade of the market, between others.
 *
 * @param id rises by the symbol
 * @param at venue field {@code T}
 * @param buyerIsMaker the taker sold
 * @param kind venue field {@code X}; only {@code MARKET} counts for candles and aggregate trades
 */
public record MarketTrade(
        long id, Instant at, BigDecimal price, BigDecimal quantity, boolean buyerIsMaker, String kind) {
    public static final String MARKET = "MARKET";

    public boolean counts() {
        return kind.equals(MARKET);
    }

    public BigDecimal notional() {
        return price.multiply(quantity);
    }
}
