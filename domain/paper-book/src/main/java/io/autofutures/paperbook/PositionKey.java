package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.PositionSide;

/** A position's place: LONG and SHORT live apart in hedge mode, BOTH stands alone in one-way mode. */
public record PositionKey(Symbol symbol, PositionSide side) {}
