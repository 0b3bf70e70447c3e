package io.autofutures.binance;

import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;

/** A plain order ({@code POST /fapi/v1/order}). */
public sealed interface NewOrder {
    Symbol symbol();

    ClientOrderId clientOrderId();

    Side side();

    PositionSide positionSide();

    Quantity quantity();

    record Market(Symbol symbol, ClientOrderId clientOrderId, Side side, PositionSide positionSide, Quantity quantity)
            implements NewOrder {}

    /** @param timeInForce GTC, IOC, FOK or GTX */
    record Limit(
            Symbol symbol,
            ClientOrderId clientOrderId,
            Side side,
            PositionSide positionSide,
            Quantity quantity,
            Price price,
            String timeInForce)
            implements NewOrder {}
}
