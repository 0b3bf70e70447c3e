package io.autofutures.binance;

import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import java.time.Instant;

/** The top of the book. */
public record BestPrices(Symbol symbol, Price bid, Quantity bidQuantity, Price ask, Quantity askQuantity, Instant at) {}
