package io.autofutures.binance;

import io.autofutures.binance.FuturesRest.Depth;
import io.autofutures.binance.FuturesRest.PremiumIndex;
import io.autofutures.model.market.ContractTerms;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.LotFilter;
import io.autofutures.model.market.PercentPrice;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.PriceFilter;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Public market data as REST writes it. */
final class MarketPayloads {
    private static final Logger LOGGER = LoggerFactory.getLogger(MarketPayloads.class);

    private MarketPayloads() {}

    /** Symbols whose filters cannot be read are left out and named in the log: they must not be traded. */
    static List<SymbolRules> exchangeInfo(JsonNode body) {
        var rules = new ArrayList<SymbolRules>();
        for (Fields row : new Fields(body).rows("symbols")) {
            try {
                rules.add(symbolRules(row));
            } catch (PayloadException | IllegalArgumentException e) {
                LOGGER.atWarn()
                        .addKeyValue("symbol", row.textOrNull("symbol"))
                        .addKeyValue("error", e.getMessage())
                        .log("symbol left out: its rules cannot be read");
            }
        }
        return List.copyOf(rules);
    }

    static OptionalInt weightLimit(JsonNode body) {
        return new Fields(body)
                .rows("rateLimits").stream()
                        .filter(row -> "REQUEST_WEIGHT".equals(row.textOrNull("rateLimitType"))
                                && "MINUTE".equals(row.textOrNull("interval"))
                                && row.numberOr("intervalNum", 1) == 1)
                        .mapToInt(row -> Math.toIntExact(row.number("limit")))
                        .findFirst();
    }

    private static SymbolRules symbolRules(Fields row) {
        Fields price = filter(row, "PRICE_FILTER");
        Fields lot = filter(row, "LOT_SIZE");
        Fields marketLot = filter(row, "MARKET_LOT_SIZE");
        Fields market = marketLot.node().isObject() ? marketLot : lot;
        Fields percent = filter(row, "PERCENT_PRICE");
        BigDecimal marketStep = market.decimalOrZero("stepSize");
        return new SymbolRules(
                row.symbol("symbol"),
                terms(row),
                new PriceFilter(
                        price.decimal("tickSize"), price.decimalOrZero("minPrice"), price.decimalOrZero("maxPrice")),
                new LotFilter(lot.decimal("stepSize"), lot.decimalOrZero("minQty"), lot.decimalOrZero("maxQty")),
                new LotFilter(
                        marketStep.signum() > 0 ? marketStep : lot.decimal("stepSize"),
                        market.decimalOrZero("minQty"),
                        market.decimalOrZero("maxQty")),
                filter(row, "MIN_NOTIONAL").decimalOrZero("notional"),
                new PercentPrice(percent.decimalOrZero("multiplierUp"), percent.decimalOrZero("multiplierDown")));
    }

    private static ContractTerms terms(Fields row) {
        String contractType = row.textOrNull("contractType");
        String control = filter(row, "POSITION_RISK_CONTROL").textOrNull("positionControlSide");
        JsonNode types = row.node().path(row.node().has("orderTypes") ? "orderTypes" : "OrderType");
        return new ContractTerms(
                contractType == null ? "" : contractType,
                row.text("status"),
                control == null ? "NONE" : control,
                types.valueStream().map(JsonNode::asString).collect(Collectors.toUnmodifiableSet()),
                Math.toIntExact(filter(row, "MAX_NUM_ORDERS").numberOr("limit", 0)),
                row.decimalOrZero("triggerProtect"),
                row.decimalOrZero("marketTakeBound"));
    }

    private static Fields filter(Fields row, String type) {
        return row.rows("filters").stream()
                .filter(filter -> type.equals(filter.textOrNull("filterType")))
                .findFirst()
                .orElseGet(() -> new Fields(MissingNode.getInstance()));
    }

    static List<Kline> klines(JsonNode body, String interval) {
        var klines = new ArrayList<Kline>(body.size());
        for (JsonNode row : body) {
            if (row.size() < 9) {
                throw new PayloadException("kline row has %d values, expected 12".formatted(row.size()));
            }
            klines.add(new Kline(
                    interval,
                    Instant.ofEpochMilli(row.get(0).asLong()),
                    Instant.ofEpochMilli(row.get(6).asLong()),
                    Price.of(row.get(1).asString()),
                    Price.of(row.get(2).asString()),
                    Price.of(row.get(3).asString()),
                    Price.of(row.get(4).asString()),
                    new BigDecimal(row.get(5).asString()),
                    new BigDecimal(row.get(7).asString()),
                    row.get(8).asLong()));
        }
        return List.copyOf(klines);
    }

    static PremiumIndex premiumIndex(JsonNode body, Symbol symbol) {
        Fields row = Fields.rowsOf(body).stream()
                .filter(candidate -> symbol.value().equals(candidate.textOrNull("symbol")))
                .findFirst()
                .orElseThrow(() -> new PayloadException("no row for " + symbol));
        return new PremiumIndex(
                symbol,
                row.price("markPrice"),
                row.price("indexPrice"),
                row.decimalOrNull("lastFundingRate"),
                row.instantOrNull("nextFundingTime"),
                row.instant("time"));
    }

    static Depth depth(JsonNode body, Symbol symbol) {
        var fields = new Fields(body);
        return new Depth(symbol, fields.instant("E"), levels(body.path("bids")), levels(body.path("asks")));
    }

    private static List<Depth.Level> levels(JsonNode side) {
        var levels = new ArrayList<Depth.Level>(side.size());
        for (JsonNode level : side) {
            levels.add(new Depth.Level(
                    Price.of(level.path(0).asString()),
                    Quantity.of(level.path(1).asString())));
        }
        return List.copyOf(levels);
    }
}
