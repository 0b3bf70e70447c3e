package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.PositionSide;
import java.math.BigDecimal;
import java.time.Instant;

/** Margin put into an isolated position or taken from it by hand. @param amount negative when taken out */
public record MarginChange(Symbol symbol, PositionSide side, BigDecimal amount, Instant at) {}
