package io.autofutures.paperbook;

/** Why an order expired: values of the venue's field {@code er}. */
final class Expiry {
    static final String NONE = "0";
    static final String SELF_TRADE = "1";
    static final String IOC_REST = "2";
    static final String IOC_SELF_TRADE = "3";
    /** Knocked out by what closed the position before it. */
    static final String WOULD_REVERSE = "4";

    static final String LIQUIDATION = "5";
    static final String MARKET_REST = "9";

    private Expiry() {}
}
