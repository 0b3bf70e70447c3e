package io.autofutures.model.order;

/** LONG or SHORT in hedge mode, BOTH in one-way mode. */
public enum PositionSide {
    LONG,
    SHORT,
    BOTH;

    /** The side that opens a hedge-mode position. @throws IllegalStateException for BOTH, whose side is not fixed */
    public Side entrySide() {
        return switch (this) {
            case LONG -> Side.BUY;
            case SHORT -> Side.SELL;
            case BOTH -> throw new IllegalStateException("a one-way position has no fixed entry side");
        };
    }
}
