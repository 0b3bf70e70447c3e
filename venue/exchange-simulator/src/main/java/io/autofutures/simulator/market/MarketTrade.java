package io.autofutures.simulator.market;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A trade of the market, between others.
 *
 * @param id rises by the symbol
 * @param at venue field {@code T}
 * @param buyerIsMaker the taker sold
 * @param together when the market tells aggregate trades only
 * @param kind venue field {@code X}; only {@code MARKET} counts for candles and aggregate trades
 */
public record MarketTrade(
        long id,
        Instant at,
        BigDecimal price,
        BigDecimal quantity,
        boolean buyerIsMaker,
        String kind,
        @Nullable Together together) {
    public static final String MARKET = "MARKET";

    /** Ids of an aggregate trade and of the first and last trade in it. */
    public record Together(long id, long first, long last) {}

    public MarketTrade(long id, Instant at, BigDecimal price, BigDecimal quantity, boolean buyerIsMaker, String kind) {
        this(id, at, price, quantity, buyerIsMaker, kind, null);
    }

    public boolean counts() {
        return kind.equals(MARKET);
    }

    public BigDecimal notional() {
        return price.multiply(quantity);
    }
}
