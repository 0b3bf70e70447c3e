package io.autofutures.simulator.venue;

import io.autofutures.model.market.SymbolRules;
import io.autofutures.paperbook.Quote;
import io.autofutures.simulator.board.BookSides;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A book made round a quote: one level a tick, each a little larger than the one before. */
final class SyntheticSides {
    static final int LEVELS = 1_000;

    private SyntheticSides() {}

    static BookSides of(Quote quote, SymbolRules rules, int levels) {
        return new BookSides(side(quote.bid(), -1, rules, levels), side(quote.ask(), 1, rules, levels));
    }

    private static List<BookSides.Rung> side(BigDecimal best, int direction, SymbolRules rules, int levels) {
        BigDecimal tick = rules.tickSize().multiply(BigDecimal.valueOf(direction));
        BigDecimal unit = rules.minQuantity().multiply(BigDecimal.valueOf(200));
        var rungs = new ArrayList<BookSides.Rung>(levels);
        BigDecimal price = best;
        for (int level = 0; level < levels && price.signum() > 0; level++) {
            rungs.add(new BookSides.Rung(price, unit.multiply(BigDecimal.valueOf(5L + level))));
            price = price.add(tick);
        }
        return rungs;
    }
}
