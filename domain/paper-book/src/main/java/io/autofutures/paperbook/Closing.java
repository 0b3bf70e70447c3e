package io.autofutures.paperbook;

import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;

/** Whether an order can only shrink a position. */
final class Closing {
    private Closing() {}

    static boolean is(PaperOrder order, BookState state) {
        return is(order.side(), order.positionSide(), order.reduceOnly(), state);
    }

    /** In hedge mode the sides say it; in one-way mode only reduceOnly does. */
    static boolean is(Side side, PositionSide positionSide, boolean reduceOnly, BookState state) {
        return state.hedge && positionSide != PositionSide.BOTH ? side != positionSide.entrySide() : reduceOnly;
    }
}
