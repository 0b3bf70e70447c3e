package io.autofutures.simulator.board;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * Trades of one taker at one price.
 *
 * @param first and {@code last}: ids of its trades
 * @param at of its last trade
 * @param buyerIsMaker the taker sold
 */
public record AggTrade(
        long id, BigDecimal price, BigDecimal quantity, long first, long last, Instant at, boolean buyerIsMaker) {}
