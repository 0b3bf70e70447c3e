package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;

/** Leverage and margin type of a symbol. @param leverage 1 to 125 */
public record SymbolSetup(Symbol symbol, int leverage, boolean isolated) {}
