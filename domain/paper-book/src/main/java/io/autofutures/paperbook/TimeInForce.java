package io.autofutures.paperbook;

/** How long an order lives; venue words. */
public enum TimeInForce {
    GTC,
    IOC,
    FOK,
    /** Post only. */
    GTX,
    GTD,
    /** Retail price improvement: for makers in the venue's program only. */
    RPI,
    /** As long as the position; conditional orders only. */
    GTE_GTC
}
