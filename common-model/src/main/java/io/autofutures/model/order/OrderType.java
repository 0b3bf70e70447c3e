package io.autofutures.model.order;

/** Venue vocabulary; {@code UNKNOWN} stands for a word this version does not know. */
public enum OrderType {
    MARKET,
    LIMIT,
    STOP,
    STOP_MARKET,
    TAKE_PROFIT,
    TAKE_PROFIT_MARKET,
    TRAILING_STOP_MARKET,
    LIQUIDATION,
    UNKNOWN;

    /** Lives in the algo book ({@code /fapi/v1/algoOrder}) since 2025-12-09. */
    public boolean isConditional() {
        return switch (this) {
            case STOP, STOP_MARKET, TAKE_PROFIT, TAKE_PROFIT_MARKET, TRAILING_STOP_MARKET -> true;
            case MARKET, LIMIT, LIQUIDATION, UNKNOWN -> false;
        };
    }

    /** Closes against a loss, so it counts as protection. */
    public boolean isStop() {
        return switch (this) {
            case STOP, STOP_MARKET, TRAILING_STOP_MARKET -> true;
            case TAKE_PROFIT, TAKE_PROFIT_MARKET, MARKET, LIMIT, LIQUIDATION, UNKNOWN -> false;
        };
    }
}
