package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import java.time.Instant;

/** An execution with the order it belongs to. */
public record Trade(Symbol symbol, long orderId, Side side, PositionSide positionSide, Fill fill, Instant at) {}
