package io.autofutures.model.trade;

import io.autofutures.model.order.PositionSide;

/** What an advice asks for. */
public enum Direction {
    LONG,
    SHORT,
    /** Close what is open, or stay out. */
    FLAT;

    /** @throws IllegalStateException for FLAT, which opens nothing */
    public PositionSide positionSide() {
        return switch (this) {
            case LONG -> PositionSide.LONG;
            case SHORT -> PositionSide.SHORT;
            case FLAT -> throw new IllegalStateException("flat opens no position");
        };
    }
}
