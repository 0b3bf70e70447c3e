package io.autofutures.binance;

import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import java.time.Instant;

/** Trades of one taker at one price. @param buyerIsMaker the taker sold */
public record AggregateTrade(
        long id, Price price, Quantity quantity, long firstTrade, long lastTrade, Instant at, boolean buyerIsMaker) {}
