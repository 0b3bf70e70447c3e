package io.autofutures.binance;

import io.autofutures.model.market.Breach;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.order.Fitted;
import io.autofutures.model.order.OrderDraft;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The oracle: one row of exchangeInfo, each rule written down again from the documentation, straight from the JSON. */
record RawFilters(JsonNode row) {
    private BigDecimal number(String filter, String field) {
        for (JsonNode candidate : row.path("filters")) {
            if (candidate.path("filterType").asString().equals(filter)) {
                return new BigDecimal(candidate.path(field).asString());
            }
        }
        throw new IllegalStateException(row.path("symbol") + " has no " + filter);
    }

    /** Names of the rules that the venue would refuse this order for. */
    List<String> broken(Fitted.Accepted order, boolean reducing, BigDecimal mark) {
        var broken = new ArrayList<String>();
        BigDecimal valuedAt = mark;
        for (Optional<Price> priced :
                List.of(Optional.ofNullable(order.trigger()), Optional.ofNullable(order.price()))) {
            if (priced.isPresent()) {
                valuedAt = priced.get().value();
                bounds("PRICE_FILTER", valuedAt, "minPrice", "maxPrice", "tickSize", broken);
            }
        }
        Quantity size = order.quantity();
        if (size != null) {
            bounds("LOT_SIZE", size.value(), "minQty", "maxQty", "stepSize", broken);
            if (order.price() == null) {
                bounds("MARKET_LOT_SIZE", size.value(), "minQty", "maxQty", "stepSize", broken);
            }
            if (!reducing && size.value().multiply(valuedAt).compareTo(number("MIN_NOTIONAL", "notional")) < 0) {
                broken.add("MIN_NOTIONAL");
            }
        }
        if (order.type() == OrderType.LIMIT) {
            BigDecimal highest = mark.multiply(number("PERCENT_PRICE", "multiplierUp"));
            BigDecimal lowest = mark.multiply(number("PERCENT_PRICE", "multiplierDown"));
            if (order.side() == Side.BUY ? valuedAt.compareTo(highest) > 0 : valuedAt.compareTo(lowest) < 0) {
                broken.add("PERCENT_PRICE");
            }
        }
        JsonNode types = row.has("orderTypes") ? row.path("orderTypes") : row.path("OrderType");
        if (types.valueStream()
                .noneMatch(type -> type.asString().equals(order.type().name()))) {
            broken.add("orderTypes");
        }
        return broken;
    }

    private void bounds(String filter, BigDecimal value, String min, String max, String step, List<String> broken) {
        if (value.compareTo(number(filter, min)) < 0) {
            broken.add(filter + "." + min);
        }
        if (value.compareTo(number(filter, max)) > 0) {
            broken.add(filter + "." + max);
        }
        BigDecimal[] steps = value.subtract(number(filter, min)).divideAndRemainder(number(filter, step));
        if (steps[1].signum() != 0) {
            broken.add(filter + "." + step);
        }
    }

    /** Whether no order within a grid step of the draft would pass the rule that is named. */
    boolean confirms(Breach breach, OrderDraft draft, BigDecimal mark) {
        BigDecimal price = draft.price() != null ? draft.price() : draft.trigger();
        BigDecimal asked = draft.quantity();
        BigDecimal tick = number("PRICE_FILTER", "tickSize");
        boolean market = draft.price() == null;
        return switch (breach.rule()) {
            case MIN_PRICE -> price.subtract(tick).compareTo(number("PRICE_FILTER", "minPrice")) < 0;
            case MAX_PRICE -> price.add(tick).compareTo(number("PRICE_FILTER", "maxPrice")) > 0;
            case MIN_QUANTITY -> asked.compareTo(number("LOT_SIZE", "minQty")) < 0 || market && belowMarketStep(asked);
            case MAX_QUANTITY -> asked.compareTo(number("LOT_SIZE", "maxQty")) > 0;
            case MARKET_MIN_QUANTITY -> market && belowMarketStep(asked);
            case MARKET_MAX_QUANTITY -> market && asked.compareTo(number("MARKET_LOT_SIZE", "maxQty")) > 0;
            case PERCENT_PRICE_UP ->
                draft.side() == Side.BUY && price.compareTo(mark.multiply(number("PERCENT_PRICE", "multiplierUp"))) > 0;
            case PERCENT_PRICE_DOWN ->
                draft.side() == Side.SELL
                        && price.compareTo(mark.multiply(number("PERCENT_PRICE", "multiplierDown"))) < 0;
            case MIN_NOTIONAL -> {
                BigDecimal step = number(market ? "MARKET_LOT_SIZE" : "LOT_SIZE", "stepSize");
                BigDecimal at = price == null ? mark : price.subtract(tick).max(BigDecimal.ZERO);
                yield !draft.reducing()
                        && asked.subtract(step).multiply(at).compareTo(number("MIN_NOTIONAL", "notional")) < 0;
            }
            case ORDER_TYPE -> draft.type() == OrderType.LIQUIDATION || draft.type() == OrderType.UNKNOWN;
            case TICK_SIZE, STEP_SIZE, MARKET_STEP_SIZE, STATUS, POSITION_RISK_CONTROL, MAX_NUM_ORDERS -> false;
        };
    }

    private boolean belowMarketStep(BigDecimal asked) {
        return asked.compareTo(number("MARKET_LOT_SIZE", "minQty")) < 0;
    }
}
