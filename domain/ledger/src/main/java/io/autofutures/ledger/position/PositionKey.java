package io.autofutures.ledger.position;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import java.util.Comparator;

/** One position of an account: a side of a symbol in hedge mode, the whole symbol (BOTH) in one-way mode. */
public record PositionKey(Symbol symbol, PositionSide side) implements Comparable<PositionKey> {
    private static final Comparator<PositionKey> ORDER =
            Comparator.comparing(PositionKey::symbol).thenComparing(PositionKey::side);

    /** +1 when an execution of {@code traded} adds to the size as it is counted here, else −1. */
    int direction(Side traded) {
        Side adding = side == PositionSide.BOTH ? Side.BUY : side.entrySide();
        return traded == adding ? 1 : -1;
    }

    @Override
    public int compareTo(PositionKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return symbol + "/" + side;
    }
}
