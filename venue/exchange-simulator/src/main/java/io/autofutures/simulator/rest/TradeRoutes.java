package io.autofutures.simulator.rest;

import io.autofutures.model.market.Symbol;
import io.autofutures.simulator.board.AggTrade;
import io.autofutures.simulator.board.SymbolBoard;
import io.autofutures.simulator.market.MarketTrade;
import io.autofutures.simulator.stream.Frames;
import io.autofutures.simulator.venue.Venue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The latest trades of the market. */
final class TradeRoutes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Venue venue;

    TradeRoutes(Venue venue) {
        this.venue = venue;
    }

    Map<String, Route> routes() {
        return Map.of(
                "GET /fapi/v1/trades",
                Route.open(5, params -> trades(symbol(params), null, MarketRoutes.limit(params, 500, 1_000))),
                "GET /fapi/v1/historicalTrades",
                Route.keyed(
                        20,
                        params -> trades(
                                symbol(params),
                                params.number("fromId").orElse(null),
                                MarketRoutes.limit(params, 100, 500))),
                "GET /fapi/v1/aggTrades",
                Route.open(20, this::aggTrades));
    }

    private Symbol symbol(Params params) {
        return params.instrument(venue.instruments()).symbol();
    }

    private JsonNode trades(Symbol symbol, @Nullable Long fromId, int limit) {
        return venue.market(boards -> {
            SymbolBoard board = boards.of(symbol);
            ArrayNode rows = NODES.arrayNode();
            for (MarketTrade trade : board.tape().trades(fromId, limit)) {
                rows.addObject()
                        .put("id", trade.id())
                        .put("price", Frames.scaled(trade.price(), board.priceScale()))
                        .put("qty", Frames.scaled(trade.quantity(), board.quantityScale()))
                        .put("quoteQty", Frames.scaled(trade.notional(), board.priceScale() + board.quantityScale()))
                        .put("time", trade.at().toEpochMilli())
                        .put("isBuyerMaker", trade.buyerIsMaker());
            }
            return rows;
        });
    }

    private JsonNode aggTrades(Params params) {
        Symbol symbol = symbol(params);
        int limit = MarketRoutes.limit(params, 500, 1_000);
        MarketRoutes.checkTimes(params);
        Long fromId = params.number("fromId").orElse(null);
        if (fromId != null
                && (params.instant("startTime").isPresent()
                        || params.instant("endTime").isPresent())) {
            throw ApiError.of(-1128, "Combination of optional parameters invalid.");
        }
        return venue.market(boards -> {
            SymbolBoard board = boards.of(symbol);
            List<AggTrade> found = board.tape()
                    .aggregates(
                            fromId,
                            params.instant("startTime").orElse(null),
                            params.instant("endTime").orElse(null),
                            limit);
            ArrayNode rows = NODES.arrayNode();
            for (AggTrade trade : found) {
                String quantity = Frames.scaled(trade.quantity(), board.quantityScale());
                rows.addObject()
                        .put("a", trade.id())
                        .put("p", Frames.scaled(trade.price(), board.priceScale()))
                        .put("q", quantity)
                        .put("nq", quantity)
                        .put("f", trade.first())
                        .put("l", trade.last())
                        .put("T", trade.at().toEpochMilli())
                        .put("m", trade.buyerIsMaker());
            }
            return rows;
        });
    }
}
