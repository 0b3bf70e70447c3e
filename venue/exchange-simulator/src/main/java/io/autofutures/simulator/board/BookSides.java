package io.autofutures.simulator.board;

import java.math.BigDecimal;
import java.util.List;

/** Both sides of a book, best price first. */
public record BookSides(List<Rung> bids, List<Rung> asks) {
    /** One price with what stands there. */
    public record Rung(BigDecimal price, BigDecimal quantity) {}

    /** The best {@code count} of each side. */
    public BookSides top(int count) {
        return new BookSides(
                bids.subList(0, Math.min(count, bids.size())), asks.subList(0, Math.min(count, asks.size())));
    }
}
