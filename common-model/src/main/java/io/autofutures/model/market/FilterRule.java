package io.autofutures.model.market;

/** The rules of a symbol that can stop an order, named as the venue's exchangeInfo names them. */
public enum FilterRule {
    STATUS("status"),
    POSITION_RISK_CONTROL("POSITION_RISK_CONTROL.positionControlSide"),
    ORDER_TYPE("orderTypes"),
    MIN_PRICE("PRICE_FILTER.minPrice"),
    MAX_PRICE("PRICE_FILTER.maxPrice"),
    TICK_SIZE("PRICE_FILTER.tickSize"),
    MIN_QUANTITY("LOT_SIZE.minQty"),
    MAX_QUANTITY("LOT_SIZE.maxQty"),
    STEP_SIZE("LOT_SIZE.stepSize"),
    MARKET_MIN_QUANTITY("MARKET_LOT_SIZE.minQty"),
    MARKET_MAX_QUANTITY("MARKET_LOT_SIZE.maxQty"),
    MARKET_STEP_SIZE("MARKET_LOT_SIZE.stepSize"),
    MIN_NOTIONAL("MIN_NOTIONAL.notional"),
    PERCENT_PRICE_UP("PERCENT_PRICE.multiplierUp"),
    PERCENT_PRICE_DOWN("PERCENT_PRICE.multiplierDown"),
    MAX_NUM_ORDERS("MAX_NUM_ORDERS.limit");

    private final String venueName;

    FilterRule(String venueName) {
        this.venueName = venueName;
    }

    /** Filter and field, for instance {@code LOT_SIZE.minQty}. */
    public String venueName() {
        return venueName;
    }
}
