package io.autofutures.paperbook;

/** An order that the venue made to close a position against its owner's will. */
public record ForcedOrder(PaperOrder order, Kind kind) {
    public enum Kind {
        LIQUIDATION,
        ADL
    }
}
