package io.autofutures.paperbook;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

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

    static final Refusal NO_ORDER = new Refusal(-2013, "Order does not exist.");
    static final Refusal NO_DEPTH = new Refusal(-5041, "No depth matches this BBO order.");
    static final Refusal NO_PERMISSION = new Refusal(-4088, "User can not place order currently.");
    static final Refusal TOO_MANY_ORDERS = new Refusal(-2025, "Reach max open order limit.");
    static final Refusal TOO_MANY_STOPS = new Refusal(-4045, "Reach max stop order limit.");
    static final Refusal TRIGGERING =
            new Refusal(-4117, "Stop order is in triggering process. Please try again later.");
    static final Refusal PRICE_PROTECTED =
            new Refusal(-4131, "Price protection: mark and last price are too far apart.");
    static final Refusal PRICE_MATCH_TYPE =
            new Refusal(-5038, "Price match only supports order type: LIMIT, STOP AND TAKE_PROFIT.");
    static final Refusal GOOD_TILL_DATE = new Refusal(
            -5040,
            "The goodTillDate timestamp must be greater than the current time plus 600 seconds and smaller than"
                    + " 253402300799000.");
    static final Refusal LIMIT_ONLY = new Refusal(-5025, "Only limit order is supported.");
    static final Refusal AMENDED_TOO_OFTEN = new Refusal(-5026, "Exceed maximum modify order limit.");
    static final Refusal SAME_ORDER = new Refusal(-5027, "No need to modify the order.");
    static final Refusal AMEND_REDUCE_ONLY = new Refusal(-5047, "The reduceOnly of an order cannot be modified.");
    static final Refusal CALLBACK_RATE = new Refusal(-2007, "Invalid callBack rate.");
    static final Refusal ACTIVATION_PRICE = new Refusal(-4135, "Invalid activation price.");

    static Refusal notional(BigDecimal least) {
        return new Refusal(
                -4164,
                "Order's notional must be no smaller than %s (unless you choose reduce only)."
                        .formatted(least.toPlainString()));
    }

    static Refusal invalid(String parameter) {
        return new Refusal(-1130, "Data sent for parameter '%s' is not valid.".formatted(parameter));
    }

    /** The first that is not empty. */
    @SafeVarargs
    static Optional<Refusal> first(Supplier<Optional<Refusal>>... checks) {
        return Stream.of(checks).map(Supplier::get).flatMap(Optional::stream).findFirst();
    }

    <T> Outcome<T> outcome() {
        return new Outcome.Refused<>(code, message);
    }
}
