package io.autofutures.binance;

import io.autofutures.binance.ExchangeInfo.Unreadable;
import io.autofutures.model.market.ContractTerms;
import io.autofutures.model.market.LotFilter;
import io.autofutures.model.market.PercentPrice;
import io.autofutures.model.market.PriceFilter;
import io.autofutures.model.market.SymbolRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Limits and symbols as exchangeInfo writes them. */
final class SymbolPayloads {
    private SymbolPayloads() {}

    static ExchangeInfo exchangeInfo(JsonNode body) {
        var fields = Fields.of(body);
        var rules = new ArrayList<SymbolRules>();
        var unreadable = new ArrayList<Unreadable>();
        for (Fields row : fields.rows("symbols")) {
            try {
                rules.add(symbolRules(row));
            } catch (PayloadException | IllegalArgumentException e) {
                String reason = e.getMessage() == null ? e.toString() : e.getMessage();
                unreadable.add(new Unreadable(row.node().path("symbol").asString(""), reason));
            }
        }
        return new ExchangeInfo(
                rateLimits(fields.node().path("rateLimits")), List.copyOf(rules), List.copyOf(unreadable));
    }

    static List<RateLimit> rateLimits(JsonNode rows) {
        if (!rows.isArray()) {
            throw new PayloadException("field 'rateLimits' is no array");
        }
        return Fields.rowsOf(rows).stream().map(SymbolPayloads::rateLimit).toList();
    }

    static RateLimit rateLimit(Fields row) {
        return new RateLimit(row.text("rateLimitType"), interval(row), row.integer("limit"));
    }

    private static Duration interval(Fields row) {
        Duration unit =
                switch (row.text("interval")) {
                    case "SECOND" -> Duration.ofSeconds(1);
                    case "MINUTE" -> Duration.ofMinutes(1);
                    case "HOUR" -> Duration.ofHours(1);
                    case "DAY" -> Duration.ofDays(1);
                    case String other -> throw new PayloadException("field 'interval' is no unit of time: " + other);
                };
        return unit.multipliedBy(row.number("intervalNum"));
    }

    private static SymbolRules symbolRules(Fields row) {
        Fields price = required(row, "PRICE_FILTER");
        Fields lot = required(row, "LOT_SIZE");
        Fields marketLot = filter(row, "MARKET_LOT_SIZE");
        Fields notional = filter(row, "MIN_NOTIONAL");
        Fields percent = filter(row, "PERCENT_PRICE");
        LotFilter resting = lot(lot, BigDecimal.ZERO);
        return new SymbolRules(
                row.symbol("symbol"),
                terms(row),
                new PriceFilter(price.decimal("tickSize"), price.decimal("minPrice"), price.decimal("maxPrice")),
                resting,
                marketLot == null ? resting : lot(marketLot, resting.step()),
                notional == null ? BigDecimal.ZERO : notional.decimal("notional"),
                percent == null
                        ? PercentPrice.OFF
                        : new PercentPrice(percent.decimal("multiplierUp"), percent.decimal("multiplierDown")));
    }

    /** @param whenOff step of a filter whose own is zero */
    private static LotFilter lot(Fields filter, BigDecimal whenOff) {
        BigDecimal step = filter.decimal("stepSize");
        return new LotFilter(step.signum() == 0 ? whenOff : step, filter.decimal("minQty"), filter.decimal("maxQty"));
    }

    private static ContractTerms terms(Fields row) {
        Fields control = filter(row, "POSITION_RISK_CONTROL");
        Fields count = filter(row, "MAX_NUM_ORDERS");
        return new ContractTerms(
                contractType(row),
                row.text("status"),
                control == null ? "NONE" : control.text("positionControlSide"),
                orderTypes(row),
                count == null ? 0 : count.integer("limit"),
                row.decimal("triggerProtect"),
                row.decimal("marketTakeBound"));
    }

    /** Empty for some contracts in delivery, but there. */
    private static String contractType(Fields row) {
        String type = row.textOrNull("contractType");
        if (type == null && !row.node().path("contractType").isString()) {
            throw new PayloadException("field 'contractType' is missing");
        }
        return type == null ? "" : type;
    }

    /** Old documents call it {@code OrderType}. */
    private static Set<String> orderTypes(Fields row) {
        JsonNode types = row.node().path(row.node().has("OrderType") ? "OrderType" : "orderTypes");
        if (!types.isArray() || !types.valueStream().allMatch(JsonNode::isString)) {
            throw new PayloadException("field 'orderTypes' (once 'OrderType') is no array of words");
        }
        return types.valueStream().map(JsonNode::asString).collect(Collectors.toUnmodifiableSet());
    }

    private static Fields required(Fields row, String type) {
        Fields filter = filter(row, type);
        if (filter == null) {
            throw new PayloadException("filter '%s' is missing".formatted(type));
        }
        return filter;
    }

    /** A filter that does not say what it is could be this one, so it is an error. */
    private static @Nullable Fields filter(Fields row, String type) {
        Fields found = null;
        for (Fields filter : row.rows("filters")) {
            if (filter.text("filterType").equals(type)) {
                found = filter;
            }
        }
        return found;
    }
}
