package io.autofutures.paperbook;

import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** The untouched book of one quote; a function of terms, rules and quote alone. */
final class SyntheticDepth {
    private final DepthTerms terms;
    private final SymbolRules rules;
    private final Quote quote;
    private final Side side;
    private final BigDecimal near;

    /** @param side of the taker who meets it */
    SyntheticDepth(DepthTerms terms, SymbolRules rules, Quote quote, Side side) {
        this.terms = terms;
        this.rules = rules;
        this.quote = quote;
        this.side = side;
        BigDecimal wanted = terms.nearNotional().divide(quote.takerPrice(side), 12, RoundingMode.DOWN);
        this.near = onStep(wanted).max(rules.minQuantity());
    }

    /** Counted from 0, the best; empty past the last. */
    Optional<Level> level(int index) {
        if (index >= terms.levels()) {
            return Optional.empty();
        }
        BigDecimal best = quote.takerPrice(side);
        BigDecimal away = rules.tickSize().multiply(BigDecimal.valueOf(index));
        BigDecimal price = side == Side.BUY ? best.add(away) : best.subtract(away);
        if (price.compareTo(rules.minPrice().max(rules.tickSize())) < 0) {
            return Optional.empty();
        }
        BigDecimal grown = near.multiply(BigDecimal.ONE.add(terms.growth().multiply(BigDecimal.valueOf(index))));
        return Optional.of(new Level(price, onStep(grown).max(rules.stepSize())));
    }

    private BigDecimal onStep(BigDecimal quantity) {
        return quantity.divide(rules.stepSize(), 0, RoundingMode.DOWN).multiply(rules.stepSize());
    }
}
