package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;

/** @param liquidationFee fraction of notional that a liquidation gives to the insurance fund, where so much is left */
public record SymbolMargin(Brackets brackets, BigDecimal liquidationFee) {
    public static SymbolMargin standard(Symbol symbol) {
        return new SymbolMargin(Brackets.standard(symbol), new BigDecimal("0.0125"));
    }
}
