package io.autofutures.binance;

import io.autofutures.binance.MarketData.AggregateTrade;
import io.autofutures.binance.MarketData.BookTicker;
import io.autofutures.binance.MarketData.ContinuousKline;
import io.autofutures.binance.MarketData.ContractInfo;
import io.autofutures.binance.MarketData.DepthUpdated;
import io.autofutures.binance.MarketData.Liquidation;
import io.autofutures.binance.MarketData.MiniTicker;
import io.autofutures.binance.MarketData.Ticker;
import io.autofutures.binance.MarketData.Trade;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.Side;
import java.time.Instant;

/** Events of {@code /market} and {@code /public}. */
final class MarketFrames {
    private static final Side[] SIDES = Side.values();
    private static final OrderType[] TYPES = OrderType.values();
    private static final OrderStatus[] STATUSES = OrderStatus.values();

    private MarketFrames() {}

    static StreamFrame read(String type, FrameFields f) {
        return switch (type) {
            case "trade" -> new StreamFrame.Data(trade(f));
            case "aggTrade" -> new StreamFrame.Data(aggregateTrade(f));
            case "bookTicker" -> new StreamFrame.Data(bookTicker(f));
            case "depthUpdate" -> new StreamFrame.Data(depth(f));
            case "markPriceUpdate" -> new StreamFrame.Market(markPrice(f));
            case "kline" -> new StreamFrame.Market(kline(f));
            case "continuous_kline" -> new StreamFrame.Data(continuousKline(f));
            case "24hrTicker" -> new StreamFrame.Data(ticker(f));
            case "24hrMiniTicker" -> new StreamFrame.Data(miniTicker(f));
            case "forceOrder" -> new StreamFrame.Data(liquidation(f));
            case "contractInfo" -> new StreamFrame.Data(contractInfo(f));
            default -> new StreamFrame.Unknown(type, f.raw());
        };
    }

    /** Asks in the order of the wire, as the others of the busiest streams do. */
    private static Trade trade(FrameFields f) {
        Instant occurredAt = f.instant("E");
        Instant tradedAt = f.instant("T");
        return new Trade(
                f.symbol("s"),
                occurredAt,
                tradedAt,
                f.count("t"),
                f.price("p"),
                f.quantity("q"),
                f.text("X"),
                f.flag("m"));
    }

    private static AggregateTrade aggregateTrade(FrameFields f) {
        return new AggregateTrade(
                f.symbol("s"),
                f.instant("E"),
                f.instant("T"),
                f.count("a"),
                f.price("p"),
                f.quantity("q"),
                f.quantityOrNull("nq"),
                f.count("f"),
                f.count("l"),
                f.flag("m"));
    }

    private static BookTicker bookTicker(FrameFields f) {
        long updateId = f.count("u");
        Symbol symbol = f.symbol("s");
        Price bid = f.statedPrice("b");
        Quantity bidQuantity = f.quantity("B");
        Price ask = f.statedPrice("a");
        Quantity askQuantity = f.quantity("A");
        Instant transactedAt = f.instant("T");
        return new BookTicker(symbol, f.instant("E"), transactedAt, updateId, bid, bidQuantity, ask, askQuantity);
    }

    private static DepthUpdated depth(FrameFields f) {
        return new DepthUpdated(
                f.symbol("s"),
                f.instant("E"),
                f.instant("T"),
                f.count("U"),
                f.count("u"),
                f.number("pu"), // -1 in the first event after a restart of the venue's book
                f.levels("b"),
                f.levels("a"));
    }

    private static MarketEvent markPrice(FrameFields f) {
        return new MarketEvent.MarkPriceUpdated(
                f.symbol("s"),
                f.instant("E"),
                f.price("p"),
                f.priceOrNull("i"),
                f.decimalOrNull("r"),
                f.instantOrNull("T"));
    }

    private static MarketEvent kline(FrameFields f) {
        FrameFields k = f.object("k");
        return new MarketEvent.KlineUpdated(f.symbol("s"), f.instant("E"), candle(k), k.flag("x"), false);
    }

    private static ContinuousKline continuousKline(FrameFields f) {
        FrameFields k = f.object("k");
        return new ContinuousKline(f.text("ps"), f.text("ct"), f.instant("E"), candle(k), k.flag("x"));
    }

    private static Kline candle(FrameFields k) {
        return new Kline(
                k.text("i"),
                k.instant("t"),
                k.instant("T"),
                k.price("o"),
                k.price("h"),
                k.price("l"),
                k.price("c"),
                k.decimal("v"),
                k.decimalOrNull("q"),
                k.count("n"));
    }

    private static Ticker ticker(FrameFields f) {
        return new Ticker(
                f.symbol("s"),
                f.instant("E"),
                f.decimal("p"),
                f.decimal("P"),
                f.decimal("w"),
                f.decimal("c"),
                f.decimal("Q"),
                f.decimal("o"),
                f.decimal("h"),
                f.decimal("l"),
                f.decimal("v"),
                f.decimal("q"),
                f.instant("O"),
                f.instant("C"),
                f.number("F"),
                f.number("L"),
                f.count("n"));
    }

    private static MiniTicker miniTicker(FrameFields f) {
        return new MiniTicker(
                f.symbol("s"),
                f.instant("E"),
                f.decimal("c"),
                f.decimal("o"),
                f.decimal("h"),
                f.decimal("l"),
                f.decimal("v"),
                f.decimal("q"));
    }

    private static Liquidation liquidation(FrameFields f) {
        FrameFields o = f.object("o");
        return new Liquidation(
                o.symbol("s"),
                f.instant("E"),
                o.instant("T"),
                o.word(SIDES, "S"),
                o.wordOr(TYPES, "o", OrderType.UNKNOWN),
                o.text("f"),
                o.quantity("q"),
                o.price("p"),
                o.priceOrNull("ap"),
                o.wordOr(STATUSES, "X", OrderStatus.UNKNOWN),
                o.quantity("l"),
                o.quantity("z"));
    }

    private static ContractInfo contractInfo(FrameFields f) {
        return new ContractInfo(
                f.symbol("s"),
                f.instant("E"),
                f.text("ps"),
                f.text("ct"),
                f.instant("dt"),
                f.instant("ot"),
                f.text("cs"),
                f.rows(
                        "bks",
                        row -> new ContractInfo.Bracket(
                                row.smallNumber("bs"),
                                row.decimal("bnf"),
                                row.decimal("bnc"),
                                row.decimal("mmr"),
                                row.decimal("cf"),
                                row.smallNumber("mi"),
                                row.smallNumber("ma"))));
    }
}
