package io.autofutures.simulator.venue;

import io.autofutures.model.market.ContractTerms;
import io.autofutures.model.market.LotFilter;
import io.autofutures.model.market.PercentPrice;
import io.autofutures.model.market.PriceFilter;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.simulator.market.Market;
import io.autofutures.simulator.market.MarketFileException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Symbol rules: from an exchangeInfo file where it has the symbol, else the market's own. */
public final class Instruments {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Instruments() {}

    /** @throws MarketFileException if the file is not in the shape of exchangeInfo */
    public static Map<Symbol, Instrument> of(Market market, @Nullable Path exchangeInfo) {
        Map<String, ObjectNode> rows = exchangeInfo == null ? Map.of() : rows(exchangeInfo);
        var instruments = new LinkedHashMap<Symbol, Instrument>();
        for (Symbol symbol : market.symbols()) {
            ObjectNode row = Optional.ofNullable(rows.get(symbol.value()))
                    .or(() -> market.row(symbol))
                    .orElse(null);
            SymbolRules own = market.rules(symbol);
            Path source = exchangeInfo == null ? Path.of("exchangeInfo of " + market.identity()) : exchangeInfo;
            instruments.put(
                    symbol,
                    row == null ? new Instrument(own, row(own)) : new Instrument(rules(source, symbol, row, own), row));
        }
        return instruments;
    }

    private static Map<String, ObjectNode> rows(Path file) {
        var rows = new LinkedHashMap<String, ObjectNode>();
        try {
            JsonNode root = JsonMapper.shared().readTree(Files.readString(file));
            if (!(root.path("symbols") instanceof ArrayNode symbols)) {
                throw malformed(file, "it has no array 'symbols'");
            }
            for (JsonNode row : symbols) {
                if (row instanceof ObjectNode object) {
                    rows.put(row.path("symbol").asString(""), object);
                }
            }
        } catch (IOException e) {
            throw malformed(file, "it cannot be read (" + e.getMessage() + ")");
        } catch (JacksonException e) {
            throw malformed(file, "it is not JSON (" + e.getOriginalMessage() + ")");
        }
        return rows;
    }

    private static MarketFileException malformed(Path file, String problem) {
        return new MarketFileException(file, 0, problem, "give a body of GET /fapi/v1/exchangeInfo");
    }

    private static SymbolRules rules(Path file, Symbol symbol, ObjectNode row, SymbolRules own) {
        JsonNode price = filter(row, "PRICE_FILTER");
        JsonNode lot = filter(row, "LOT_SIZE");
        JsonNode market = filter(row, "MARKET_LOT_SIZE");
        JsonNode percent = filter(row, "PERCENT_PRICE");
        try {
            return new SymbolRules(
                    symbol,
                    terms(row),
                    new PriceFilter(
                            number(price, "tickSize", own.tickSize()),
                            number(price, "minPrice", own.minPrice()),
                            number(price, "maxPrice", own.maxPrice())),
                    new LotFilter(
                            number(lot, "stepSize", own.stepSize()),
                            number(lot, "minQty", own.minQuantity()),
                            number(lot, "maxQty", own.maxQuantity())),
                    new LotFilter(
                            number(market, "stepSize", number(lot, "stepSize", own.marketStepSize())),
                            number(market, "minQty", number(lot, "minQty", own.marketMinQuantity())),
                            number(market, "maxQty", number(lot, "maxQty", own.marketMaxQuantity()))),
                    number(filter(row, "MIN_NOTIONAL"), "notional", own.minNotional()),
                    new PercentPrice(
                            number(percent, "multiplierUp", BigDecimal.ZERO),
                            number(percent, "multiplierDown", BigDecimal.ZERO)));
        } catch (IllegalArgumentException e) {
            throw malformed(file, "the filters of " + symbol + " are malformed (" + e.getMessage() + ")");
        }
    }

    private static ContractTerms terms(ObjectNode row) {
        var types = new HashSet<String>();
        row.path("orderTypes").forEach(type -> types.add(type.asString("")));
        return new ContractTerms(
                row.path("contractType").asString(""),
                row.path("status").asString(ContractTerms.TRADING),
                filter(row, "POSITION_RISK_CONTROL").path("positionControlSide").asString("NONE"),
                types,
                filter(row, "MAX_NUM_ORDERS").path("limit").asInt(0),
                number(row, "triggerProtect", BigDecimal.ZERO),
                number(row, "marketTakeBound", BigDecimal.ZERO));
    }

    private static JsonNode filter(ObjectNode row, String type) {
        for (JsonNode filter : row.path("filters")) {
            if (filter.path("filterType").asString("").equals(type)) {
                return filter;
            }
        }
        return NODES.objectNode();
    }

    private static BigDecimal number(JsonNode filter, String field, BigDecimal otherwise) {
        return Optional.ofNullable(filter.get(field))
                .map(node -> new BigDecimal(node.asString()))
                .orElse(otherwise);
    }

    private static ObjectNode row(SymbolRules rules) {
        String name = rules.symbol().value();
        String base = name.endsWith("USDT") ? name.substring(0, name.length() - 4) : name;
        ObjectNode row = NODES.objectNode();
        row.put("symbol", name)
                .put("pair", name)
                .put("contractType", "PERPETUAL")
                .put("deliveryDate", 4_133_404_800_000L)
                .put("onboardDate", 1_567_965_300_000L)
                .put("status", rules.status())
                .put("maintMarginPercent", "2.5000")
                .put("requiredMarginPercent", "5.0000")
                .put("baseAsset", base)
                .put("quoteAsset", "USDT")
                .put("marginAsset", "USDT")
                .put("pricePrecision", scale(rules.tickSize()))
                .put("quantityPrecision", scale(rules.stepSize()))
                .put("baseAssetPrecision", 8)
                .put("quotePrecision", 8)
                .put("underlyingType", "COIN");
        row.putArray("underlyingSubType").add("Crypto");
        row.put("triggerProtect", "0.0500")
                .put("liquidationFee", "0.012500")
                .put("marketTakeBound", "0.05")
                .put("maxMoveOrderLimit", 10_000);
        ArrayNode filters = row.putArray("filters");
        filters.addObject()
                .put("filterType", "PRICE_FILTER")
                .put("minPrice", text(rules.minPrice()))
                .put("maxPrice", text(rules.maxPrice()))
                .put("tickSize", text(rules.tickSize()));
        filters.addObject()
                .put("filterType", "LOT_SIZE")
                .put("minQty", text(rules.minQuantity()))
                .put("maxQty", text(rules.maxQuantity()))
                .put("stepSize", text(rules.stepSize()));
        filters.addObject()
                .put("filterType", "MARKET_LOT_SIZE")
                .put("minQty", text(rules.marketMinQuantity()))
                .put("maxQty", text(rules.marketMaxQuantity()))
                .put("stepSize", text(rules.marketStepSize()));
        filters.addObject().put("filterType", "MAX_NUM_ORDERS").put("limit", 200);
        filters.addObject().put("filterType", "MIN_NOTIONAL").put("notional", text(rules.minNotional()));
        filters.addObject()
                .put("filterType", "PERCENT_PRICE")
                .put("multiplierUp", text(rules.multiplierUp()))
                .put("multiplierDown", text(rules.multiplierDown()))
                .put("multiplierDecimal", "4");
        filters.addObject().put("filterType", "POSITION_RISK_CONTROL").put("positionControlSide", "NONE");
        ArrayNode types = row.putArray("orderTypes");
        for (String type : new String[] {
            "LIMIT", "MARKET", "STOP", "STOP_MARKET", "TAKE_PROFIT", "TAKE_PROFIT_MARKET", "TRAILING_STOP_MARKET"
        }) {
            types.add(type);
        }
        ArrayNode lives = row.putArray("timeInForce");
        for (String life : new String[] {"GTC", "IOC", "FOK", "GTX", "GTD"}) {
            lives.add(life);
        }
        row.putArray("permissionSets").add("GRID").add("COPY").add("DCA").add("PSB");
        return row;
    }

    private static int scale(BigDecimal grid) {
        return Math.max(0, grid.stripTrailingZeros().scale());
    }

    private static String text(BigDecimal value) {
        return value.toPlainString();
    }
}
