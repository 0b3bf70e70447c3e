package io.autofutures.simulator.rest;

import io.autofutures.simulator.board.BookSides;
import io.autofutures.simulator.board.DayFigures;
import io.autofutures.simulator.board.SymbolBoard;
import io.autofutures.simulator.stream.Frames;
import io.autofutures.simulator.venue.Venue;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Last prices, best prices, and the last 24 hours. */
final class TickerRoutes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Venue venue;

    TickerRoutes(Venue venue) {
        this.venue = venue;
    }

    Map<String, Route> routes() {
        return Map.of(
                "GET /fapi/v1/ticker/24hr",
                Route.open(
                        MarketRoutes.bySymbol(1, 40),
                        params -> MarketRoutes.rows(venue, params, (board, now) -> day(board))),
                "GET /fapi/v1/ticker/price",
                Route.open(
                        MarketRoutes.bySymbol(1, 2),
                        params -> MarketRoutes.rows(venue, params, (board, now) -> price(board))),
                "GET /fapi/v2/ticker/price",
                Route.open(
                        MarketRoutes.bySymbol(1, 2),
                        params -> MarketRoutes.rows(venue, params, (board, now) -> price(board))),
                "GET /fapi/v1/ticker/bookTicker",
                Route.open(
                        MarketRoutes.bySymbol(2, 5),
                        params -> MarketRoutes.rows(venue, params, (board, now) -> best(board))));
    }

    private static ObjectNode price(SymbolBoard board) {
        return NODES.objectNode()
                .put("symbol", board.symbol().value())
                .put("price", Frames.scaled(board.last(), board.priceScale()))
                .put("time", board.at().toEpochMilli());
    }

    private ObjectNode best(SymbolBoard board) {
        BookSides top = venue.sides(board.symbol(), 1);
        ObjectNode row = NODES.objectNode().put("symbol", board.symbol().value());
        side(row, "bid", top.bids(), board);
        side(row, "ask", top.asks(), board);
        return row.put("time", board.at().toEpochMilli()).put("lastUpdateId", board.updateId());
    }

    private static void side(ObjectNode row, String name, List<BookSides.Rung> side, SymbolBoard board) {
        row.put(
                        name + "Price",
                        side.isEmpty() ? "0" : Frames.scaled(side.getFirst().price(), board.priceScale()))
                .put(
                        name + "Qty",
                        side.isEmpty() ? "0" : Frames.scaled(side.getFirst().quantity(), board.quantityScale()));
    }

    private static ObjectNode day(SymbolBoard board) {
        DayFigures day = board.day();
        int price = board.priceScale();
        return NODES.objectNode()
                .put("symbol", board.symbol().value())
                .put("priceChange", Frames.scaled(day.change(), price))
                .put("priceChangePercent", day.changePercent().toPlainString())
                .put("weightedAvgPrice", Frames.scaled(day.average(), price))
                .put("lastPrice", Frames.scaled(day.last(), price))
                .put("lastQty", Frames.scaled(day.lastQuantity(), board.quantityScale()))
                .put("openPrice", Frames.scaled(day.open(), price))
                .put("highPrice", Frames.scaled(day.high(), price))
                .put("lowPrice", Frames.scaled(day.low(), price))
                .put("volume", Frames.scaled(day.volume(), board.quantityScale()))
                .put(
                        "quoteVolume",
                        day.quoteVolume().setScale(2, RoundingMode.HALF_UP).toPlainString())
                .put("openTime", day.openAt().toEpochMilli())
                .put("closeTime", day.closeAt().toEpochMilli())
                .put("firstId", day.firstTrade())
                .put("lastId", day.lastTrade())
                .put("count", day.trades());
    }
}
