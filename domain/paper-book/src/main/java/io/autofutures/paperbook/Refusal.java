package io.autofutures.paperbook;

import java.math.BigDecimal;

/** A "no" of the venue. Texts: the venue's error page of 2026-09-01. @param code negative */
record Refusal(int code, String message) {
    static final Refusal IMMEDIATE_TRIGGER = new Refusal(-2021, "Order would immediately trigger.");
    static final Refusal MARGIN = new Refusal(-2019, "Margin is insufficient.");
    static final Refusal BALANCE = new Refusal(-2018, "Balance is insufficient.");
    static final Refusal MAX_POSITION =
            new Refusal(-2027, "Exceeded the maximum allowable position at current leverage.");
    static final Refusal MIN_LEVERAGE =
            new Refusal(-2028, "Leverage is smaller than permitted: insufficient margin balance.");
    static final Refusal REDUCE_ONLY = new Refusal(-2022, "ReduceOnly Order is rejected.");
    static final Refusal DUPLICATE_ID = new Refusal(-4116, "ClientOrderId is duplicated.");
    static final Refusal POSITION_SIDE = new Refusal(-4061, "Order's position side does not match user's setting.");
    static final Refusal REDUCE_ONLY_SENT = new Refusal(-1106, "Parameter 'reduceonly' sent when not required.");
    static final Refusal NO_POSITION = new Refusal(
            -4509, "Time in Force (TIF) GTE can only be used with open positions. Please ensure that positions exist.");
    static final Refusal EXISTING_CLOSE = new Refusal(
            -4130, "An open stop or take profit order with GTE and closePosition in the direction is existing.");
    static final Refusal POST_ONLY = new Refusal(
            -5022,
            "Due to the order could not be executed as maker, the Post Only order will be rejected. The order will not"
                    + " be recorded in the order history");
    static final Refusal FILL_OR_KILL = new Refusal(
            -5021,
            "Due to the order could not be filled immediately, the FOK order has been rejected. The order will not be"
                    + " recorded in the order history");
    static final Refusal UNKNOWN_SENT = new Refusal(-2011, "Unknown order sent.");
    static final Refusal PRECISION = new Refusal(-1111, "Precision is over the maximum defined for this asset.");
    static final Refusal TICK = new Refusal(-4014, "Price not increased by tick size.");
    static final Refusal STEP = new Refusal(-4023, "Qty not increased by step size.");

    static Refusal notional(BigDecimal least) {
        return new Refusal(
                -4164,
                "Order's notional must be no smaller than %s (unless you choose reduce only)."
                        .formatted(least.toPlainString()));
    }

    <T> Outcome<T> outcome() {
        return new Outcome.Refused<>(code, message);
    }
}
