package io.autofutures.simulator.stream;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Symbol;
import io.autofutures.paperbook.Fill;
import io.autofutures.paperbook.FundingRates;
import io.autofutures.paperbook.PaperOrder;
import io.autofutures.simulator.board.AggTrade;
import io.autofutures.simulator.board.BookSides;
import io.autofutures.simulator.board.DayFigures;
import io.autofutures.simulator.board.SymbolBoard;
import io.autofutures.simulator.market.Candle;
import io.autofutures.simulator.market.MarketTrade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Market frames as they stand on the wire: decimals as strings, times and ids as integers. */
public final class Frames {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Frames() {}

    /** Stream names are lower case in their ASCII part. */
    static String lower(Symbol symbol) {
        var out = new StringBuilder();
        symbol.value().codePoints().forEach(c -> out.appendCodePoint(c < 128 ? Character.toLowerCase(c) : c));
        return out.toString();
    }

    static ObjectNode mark(SymbolBoard board, Instant at, FundingRates funding) {
        return envelope("markPriceUpdate", at)
                .put("s", board.symbol().value())
                .put("p", eight(board.mark()))
                .put("ap", eight(board.markAverage()))
                .put("P", eight(board.index()))
                .put("i", eight(board.index()))
                .put("r", eight(funding.rate(board.symbol())))
                .put("T", funding.next(board.symbol(), at).toEpochMilli())
                .put("st", 1);
    }

    static ObjectNode kline(SymbolBoard board, Instant at, Candle candle, boolean closed) {
        ObjectNode frame = envelope("kline", at).put("s", board.symbol().value());
        bar(frame.putObject("k"), board, candle, closed, true);
        return frame;
    }

    static ObjectNode continuousKline(SymbolBoard board, Instant at, Candle candle, boolean closed) {
        ObjectNode frame = envelope("continuous_kline", at)
                .put("ps", board.symbol().value())
                .put("ct", "PERPETUAL");
        bar(frame.putObject("k"), board, candle, closed, false);
        return frame;
    }

    private static void bar(ObjectNode k, SymbolBoard board, Candle candle, boolean closed, boolean named) {
        Kline kline = candle.kline();
        int price = board.priceScale();
        int quantity = board.quantityScale();
        k.put("t", kline.openAt().toEpochMilli()).put("T", kline.closeAt().toEpochMilli());
        if (named) {
            k.put("s", board.symbol().value());
        }
        k.put("i", kline.interval())
                .put("f", candle.firstTrade())
                .put("L", candle.lastTrade())
                .put("o", scaled(kline.open().value(), price))
                .put("c", scaled(kline.close().value(), price))
                .put("h", scaled(kline.high().value(), price))
                .put("l", scaled(kline.low().value(), price))
                .put("v", scaled(kline.volume(), quantity))
                .put("n", kline.trades())
                .put("x", closed)
                .put("q", scaled(candle.quoteVolume(), price + quantity))
                .put("V", scaled(candle.takerVolume(), quantity))
                .put("Q", scaled(candle.takerQuote(), price + quantity))
                .put("B", "0");
    }

    static ObjectNode trade(SymbolBoard board, Instant at, MarketTrade trade) {
        return envelope("trade", at)
                .put("T", trade.at().toEpochMilli())
                .put("s", board.symbol().value())
                .put("t", trade.id())
                .put("p", scaled(trade.price(), board.priceScale()))
                .put("q", scaled(trade.quantity(), board.quantityScale()))
                .put("X", trade.kind())
                .put("m", trade.buyerIsMaker());
    }

    static ObjectNode aggTrade(SymbolBoard board, Instant at, AggTrade trade) {
        String quantity = scaled(trade.quantity(), board.quantityScale());
        return envelope("aggTrade", at)
                .put("a", trade.id())
                .put("s", board.symbol().value())
                .put("p", scaled(trade.price(), board.priceScale()))
                .put("q", quantity)
                .put("nq", quantity)
                .put("f", trade.first())
                .put("l", trade.last())
                .put("T", trade.at().toEpochMilli())
                .put("m", trade.buyerIsMaker())
                .put("st", 1);
    }

    static ObjectNode bookTicker(SymbolBoard board, Instant at, BookSides top, long updateId) {
        ObjectNode frame = NODES.objectNode()
                .put("e", "bookTicker")
                .put("u", updateId)
                .put("s", board.symbol().value())
                .put("ps", board.symbol().value());
        best(frame, "b", "B", top.bids(), board);
        best(frame, "a", "A", top.asks(), board);
        return frame.put("T", at.toEpochMilli()).put("E", at.toEpochMilli()).put("st", 1);
    }

    private static void best(
            ObjectNode frame, String price, String quantity, List<BookSides.Rung> side, SymbolBoard board) {
        frame.put(price, side.isEmpty() ? "0" : scaled(side.getFirst().price(), board.priceScale()))
                .put(quantity, side.isEmpty() ? "0" : scaled(side.getFirst().quantity(), board.quantityScale()));
    }

    /** @param first id of the first change in it @param previous last id of the event before */
    static ObjectNode depth(SymbolBoard board, Instant at, BookSides changes, long first, long last, long previous) {
        ObjectNode frame = envelope("depthUpdate", at)
                .put("T", at.toEpochMilli())
                .put("s", board.symbol().value())
                .put("ps", board.symbol().value())
                .put("U", first)
                .put("u", last)
                .put("pu", previous);
        rungs(frame.putArray("b"), changes.bids(), board);
        rungs(frame.putArray("a"), changes.asks(), board);
        return frame.put("st", 1);
    }

    public static void rungs(ArrayNode side, List<BookSides.Rung> rungs, SymbolBoard board) {
        for (BookSides.Rung rung : rungs) {
            side.addArray()
                    .add(scaled(rung.price(), board.priceScale()))
                    .add(scaled(rung.quantity(), board.quantityScale()));
        }
    }

    static ObjectNode ticker(SymbolBoard board, Instant at, DayFigures day) {
        int price = board.priceScale();
        return envelope("24hrTicker", at)
                .put("s", board.symbol().value())
                .put("p", scaled(day.change(), price))
                .put("P", day.changePercent().toPlainString())
                .put("w", scaled(day.average(), price))
                .put("c", scaled(day.last(), price))
                .put("Q", scaled(day.lastQuantity(), board.quantityScale()))
                .put("o", scaled(day.open(), price))
                .put("h", scaled(day.high(), price))
                .put("l", scaled(day.low(), price))
                .put("v", scaled(day.volume(), board.quantityScale()))
                .put("q", day.quoteVolume().setScale(2, RoundingMode.HALF_UP).toPlainString())
                .put("O", day.openAt().toEpochMilli())
                .put("C", day.closeAt().toEpochMilli())
                .put("F", day.firstTrade())
                .put("L", day.lastTrade())
                .put("n", day.trades());
    }

    static ObjectNode miniTicker(SymbolBoard board, Instant at, DayFigures day) {
        int price = board.priceScale();
        return envelope("24hrMiniTicker", at)
                .put("s", board.symbol().value())
                .put("c", scaled(day.last(), price))
                .put("o", scaled(day.open(), price))
                .put("h", scaled(day.high(), price))
                .put("l", scaled(day.low(), price))
                .put("v", scaled(day.volume(), board.quantityScale()))
                .put("q", day.quoteVolume().setScale(2, RoundingMode.HALF_UP).toPlainString());
    }

    static ObjectNode forceOrder(PaperOrder order, Fill last, SymbolBoard board, Instant at) {
        ObjectNode frame = envelope("forceOrder", at);
        frame.putObject("o")
                .put("s", board.symbol().value())
                .put("S", order.side().name())
                .put("o", "LIMIT")
                .put("f", "IOC")
                .put("q", scaled(order.quantity(), board.quantityScale()))
                .put("p", scaled(last.price(), board.priceScale()))
                .put("ap", scaled(order.averagePrice(), board.priceScale()))
                .put("X", order.status().name())
                .put("l", scaled(last.quantity(), board.quantityScale()))
                .put("z", scaled(order.filled(), board.quantityScale()))
                .put("T", order.updatedAt().toEpochMilli());
        return frame;
    }

    private static ObjectNode envelope(String kind, Instant at) {
        return NODES.objectNode().put("e", kind).put("E", at.toEpochMilli());
    }

    /** At least the digits of the grid, more only where they say something. */
    public static String scaled(BigDecimal value, int scale) {
        BigDecimal bare = value.scale() > scale ? value.stripTrailingZeros() : value;
        return (bare.scale() < scale ? bare.setScale(scale, RoundingMode.UNNECESSARY) : bare).toPlainString();
    }

    /** Eight decimals, as mark prices and margins have. */
    public static String eight(BigDecimal value) {
        return value.setScale(8, RoundingMode.HALF_UP).toPlainString();
    }
}
