package io.autofutures.binance;

import io.autofutures.model.market.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * Place in the queue of auto-deleveraging, 0 (last) to 4 (first).
 *
 * @param both one-way mode; absent in hedge mode
 */
public record AdlQuantile(
        Symbol symbol,
        @Nullable Integer longSide,
        @Nullable Integer shortSide,
        @Nullable Integer both) {}
