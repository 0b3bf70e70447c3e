package io.autofutures.binance;

import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import java.time.Instant;

/** The price of the last trade. */
public record LastPrice(Symbol symbol, Price price, Instant at) {}
