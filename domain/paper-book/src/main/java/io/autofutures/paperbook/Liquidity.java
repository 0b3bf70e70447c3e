package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What others have in the book: the synthetic depth of the last quote, less what was taken since. A new quote fills it up
 * again. Not part of the fold: a restored book begins with a full depth.
 */
final class Liquidity {
    private final DepthTerms terms;
    private final Map<Symbol, Quote> quotes = new HashMap<>();
    private final Map<Symbol, TreeMap<BigDecimal, BigDecimal>> taken = new HashMap<>();

    Liquidity(DepthTerms terms) {
        this.terms = terms;
    }

    void quote(Symbol symbol, Quote quote) {
        quotes.put(symbol, quote);
        taken.remove(symbol);
    }

    /** @throws IllegalStateException if the symbol has no price yet */
    Quote quote(Symbol symbol) {
        Quote quote = quotes.get(symbol);
        if (quote == null) {
            throw new IllegalStateException("no price of " + symbol + " is known yet");
        }
        return quote;
    }

    void take(Symbol symbol, BigDecimal price, BigDecimal quantity) {
        taken.computeIfAbsent(symbol, key -> new TreeMap<>()).merge(price, quantity, BigDecimal::add);
    }

    /** What a taker on {@code side} meets, best price first; made as it is asked for. */
    Iterator<Level> against(SymbolRules rules, Side side) {
        var depth = new SyntheticDepth(terms, rules, quote(rules.symbol()), side);
        Map<BigDecimal, BigDecimal> gone = taken.getOrDefault(rules.symbol(), new TreeMap<>());
        return new Iterator<>() {
            private int index;
            private @Nullable Level next;

            @Override
            public boolean hasNext() {
                while (next == null) {
                    Optional<Level> level = depth.level(index);
                    if (level.isEmpty()) {
                        return false;
                    }
                    index++;
                    next = left(level.get());
                }
                return true;
            }

            private @Nullable Level left(Level level) {
                BigDecimal left = level.quantity().subtract(gone.getOrDefault(level.price(), BigDecimal.ZERO));
                return left.signum() > 0 ? new Level(level.price(), left) : null;
            }

            @Override
            public Level next() {
                if (!hasNext() || next == null) {
                    throw new NoSuchElementException("no level is left");
                }
                Level given = next;
                next = null;
                return given;
            }
        };
    }
}
