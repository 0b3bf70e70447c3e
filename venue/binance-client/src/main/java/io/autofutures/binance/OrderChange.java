package io.autofutures.binance;

import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.Side;

/** New terms of an open LIMIT order ({@code PUT /fapi/v1/order}); the venue wants both price and quantity. */
public record OrderChange(Symbol symbol, ClientOrderId clientOrderId, Side side, Quantity quantity, Price price) {}
