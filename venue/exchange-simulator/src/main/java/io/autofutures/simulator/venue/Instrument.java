package io.autofutures.simulator.venue;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.databind.node.ObjectNode;

/** A symbol with its rules and its row in exchangeInfo. */
public record Instrument(SymbolRules rules, ObjectNode row) {
    public Symbol symbol() {
        return rules.symbol();
    }

    /** Decimals of the price grid. */
    public int priceScale() {
        return Math.max(0, rules.tickSize().stripTrailingZeros().scale());
    }

    /** Half of the made-up spread: about a thousandth of a percent, at least a tick. */
    BigDecimal halfSpread(BigDecimal last) {
        BigDecimal wanted = last.movePointLeft(5);
        return wanted.divide(rules.tickSize(), 0, RoundingMode.CEILING)
                .max(BigDecimal.ONE)
                .multiply(rules.tickSize());
    }
}
