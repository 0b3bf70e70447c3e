package io.autofutures.simulator.stream;

import io.autofutures.model.market.Symbol;
import io.autofutures.paperbook.BookEvent;
import io.autofutures.paperbook.ForcedOrder;
import io.autofutures.simulator.board.AggTrade;
import io.autofutures.simulator.board.BookSides;
import io.autofutures.simulator.board.DayFigures;
import io.autofutures.simulator.board.Interval;
import io.autofutures.simulator.board.MarketBoard;
import io.autofutures.simulator.board.SymbolBoard;
import io.autofutures.simulator.market.Candle;
import io.autofutures.simulator.market.MarketTrade;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells the market to those who listen. Everything goes out with a market step: what is told once a second goes out
 * before the first step of a later second. Guarded by the venue's lock.
 */
public final class MarketStreams {
    /** As deep as a snapshot may be asked for. */
    private static final int DEPTH = 1_000;

    private final StreamHub hub;
    private final MarketBoard boards;
    private final BiFunction<Symbol, Integer, BookSides> books;
    private final Map<Symbol, Names> names = new HashMap<>();
    private final TreeMap<Symbol, BookEvent.ForceClosed> forced = new TreeMap<>();
    private long second = Long.MIN_VALUE;

    /** Stream names of one symbol, made once, and what was told last. */
    private static final class Names {
        private final String lower;
        private final String mark;
        private final String markEachSecond;
        private final String trade;
        private final String aggTrade;
        private final String bookTicker;
        private final String ticker;
        private final String miniTicker;
        private final String forceOrder;
        private final Map<Interval, String> klines = new HashMap<>();
        private final Map<Interval, String> continuous = new HashMap<>();
        private final DepthStreams depth;
        private long markSlot = Long.MIN_VALUE;
        private long traded = -1;

        Names(StreamHub hub, Symbol symbol) {
            lower = Frames.lower(symbol);
            mark = lower + "@markPrice";
            markEachSecond = mark + "@1s";
            trade = lower + "@trade";
            aggTrade = lower + "@aggTrade";
            bookTicker = lower + "@bookTicker";
            ticker = lower + "@ticker";
            miniTicker = lower + "@miniTicker";
            forceOrder = lower + "@forceOrder";
            for (Interval interval : Interval.ALL) {
                klines.put(interval, lower + "@kline_" + interval.name());
                continuous.put(interval, lower + "_perpetual@continuousKline_" + interval.name());
            }
            depth = new DepthStreams(hub, lower);
        }
    }

    /** @param books the best levels of a symbol as they stand, so many on each side */
    public MarketStreams(StreamHub hub, MarketBoard boards, BiFunction<Symbol, Integer, BookSides> books) {
        this.hub = hub;
        this.boards = boards;
        this.books = books;
        boards.all().forEach(board -> names.put(board.symbol(), new Names(hub, board.symbol())));
    }

    /** A request may change any book: remembers those whose depth someone listens to. */
    public void watch() {
        if (hub.wantsDepth()) {
            boards.all().forEach(this::watch);
        }
    }

    /** The symbol's book is about to change: remembers it, if someone listens to its depth. */
    public void watch(SymbolBoard board) {
        Names known = named(board.symbol());
        if (hub.wantsDepth() && known.depth.wanted()) {
            known.depth.watch(books.apply(board.symbol(), DEPTH), board.updateId());
        }
    }

    /** Orders of the account have changed the book between two prices. */
    public void ordered(List<BookEvent> events, Instant at) {
        var changed = new TreeSet<Symbol>();
        for (BookEvent event : events) {
            switch (event) {
                case BookEvent.OrderPlaced(var order) -> changed.add(order.symbol());
                case BookEvent.OrderTraded(var order, var fill) -> changed.add(order.symbol());
                case BookEvent.OrderEnded(var order, var expiry) -> changed.add(order.symbol());
                case BookEvent.OrderAmended amended ->
                    changed.add(amended.order().symbol());
                case BookEvent.ForceClosed closed -> changed.add(closed.order().symbol());
                default -> {} // nothing of it stands in a book
            }
        }
        for (Symbol symbol : changed) {
            SymbolBoard board = boards.of(symbol);
            board.bookChanged();
            book(board, at);
        }
    }

    /** Time has come to {@code at}: sends what is told once a second. Before the step of that time is taken. */
    public void reached(Instant at) {
        long now = at.getEpochSecond();
        if (second != Long.MIN_VALUE && now > second) {
            eachSecond(Instant.ofEpochSecond(second), now);
        }
        second = Math.max(second, now);
    }

    /** The step's trades, before anything else of it. */
    public void trades(SymbolBoard board, Instant at, List<MarketTrade> trades, List<AggTrade> together) {
        Names known = named(board.symbol());
        if (hub.wanted(known.trade)) {
            trades.forEach(trade -> hub.send(known.trade, () -> Frames.trade(board, at, trade)));
        }
        if (hub.wanted(known.aggTrade)) {
            together.forEach(trade -> hub.send(known.aggTrade, () -> Frames.aggTrade(board, at, trade)));
        }
    }

    /** A minute has closed or grown, and the longer candles with it. */
    public void candle(SymbolBoard board, Instant at, Candle minute, boolean closed) {
        Names known = named(board.symbol());
        for (Interval interval : Interval.ALL) {
            String kline = known.klines.get(interval);
            String continuous = known.continuous.get(interval);
            if (kline == null || continuous == null || !hub.wanted(kline) && !hub.wanted(continuous)) {
                continue;
            }
            long openMs = minute.kline().openAt().toEpochMilli();
            long end = interval.next(interval.open(openMs));
            boolean whole = closed && minute.kline().closeAt().toEpochMilli() + 1 >= end;
            Candle candle = interval.equals(Interval.MINUTES)
                    ? minute
                    : board.candles().at(interval, openMs).orElse(minute);
            hub.send(kline, () -> Frames.kline(board, at, candle, whole));
            hub.send(continuous, () -> Frames.continuousKline(board, at, candle, whole));
        }
    }

    public void mark(SymbolBoard board, Instant at) {
        Names known = named(board.symbol());
        hub.send(known.markEachSecond, () -> Frames.mark(board, at, boards.funding()));
        long slot = Math.floorDiv(at.getEpochSecond(), 3L);
        if (slot != known.markSlot) {
            known.markSlot = slot;
            hub.send(known.mark, () -> Frames.mark(board, at, boards.funding()));
        }
    }

    /** The book has changed since {@link #watch}. */
    public void book(SymbolBoard board, Instant at) {
        Names known = named(board.symbol());
        hub.send(
                known.bookTicker, () -> Frames.bookTicker(board, at, books.apply(board.symbol(), 1), board.updateId()));
        if (hub.wantsDepth() && known.depth.wanted()) {
            known.depth.tell(board, at, books.apply(board.symbol(), DEPTH));
        }
    }

    /** Liquidations among the events; of several in a second the largest is told, when the second is over. */
    public void liquidated(List<BookEvent> events) {
        for (BookEvent event : events) {
            if (event instanceof BookEvent.ForceClosed closed && closed.cause() == ForcedOrder.Kind.LIQUIDATION) {
                var ignored = forced.merge(
                        closed.order().symbol(),
                        closed,
                        (known, fresh) -> size(fresh).compareTo(size(known)) > 0 ? fresh : known);
            }
        }
    }

    private static BigDecimal size(BookEvent.ForceClosed closed) {
        return closed.order().filled();
    }

    /** @param told the second that is over @param now the second that has come */
    private void eachSecond(Instant told, long now) {
        if (Math.floorDiv(told.getEpochSecond(), 3L) != Math.floorDiv(now, 3L)) {
            marks("!markPrice@arr", told);
        }
        marks("!markPrice@arr@1s", told);
        tickers(told);
        if (Math.floorDiv(told.getEpochSecond(), 5L) != Math.floorDiv(now, 5L) && hub.wanted("!bookTicker")) {
            for (SymbolBoard board : boards.all()) {
                BookSides top = books.apply(board.symbol(), 1);
                hub.send("!bookTicker", () -> Frames.bookTicker(board, told, top, board.updateId()));
            }
        }
        forced.forEach((symbol, closed) -> {
            ObjectNode frame = Frames.forceOrder(closed.order(), closed.fill(), boards.of(symbol), told);
            hub.send(named(symbol).forceOrder, () -> frame);
            hub.send("!forceOrder@arr", () -> frame);
        });
        forced.clear();
    }

    private void marks(String name, Instant told) {
        hub.send(name, () -> {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            boards.all().forEach(board -> all.add(Frames.mark(board, told, boards.funding())));
            return all;
        });
    }

    /** Only of what was traded since; one symbol every two seconds, all of them each second. */
    private void tickers(Instant told) {
        boolean wantsAll = hub.wanted("!ticker@arr");
        boolean wantsAllMini = hub.wanted("!miniTicker@arr");
        boolean even = told.getEpochSecond() % 2 == 0;
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        ArrayNode allMini = JsonNodeFactory.instance.arrayNode();
        for (SymbolBoard board : boards.all()) {
            Names known = named(board.symbol());
            boolean wantsOne = even && (hub.wanted(known.ticker) || hub.wanted(known.miniTicker));
            if (!wantsOne && !wantsAll && !wantsAllMini) {
                continue;
            }
            DayFigures day = board.day();
            if (wantsOne) {
                hub.send(known.ticker, () -> Frames.ticker(board, told, day));
                hub.send(known.miniTicker, () -> Frames.miniTicker(board, told, day));
            }
            if (day.lastTrade() != known.traded && wantsAll) {
                all.add(Frames.ticker(board, told, day));
            }
            if (day.lastTrade() != known.traded && wantsAllMini) {
                allMini.add(Frames.miniTicker(board, told, day));
            }
            known.traded = day.lastTrade();
        }
        if (!all.isEmpty()) {
            hub.send("!ticker@arr", () -> all);
        }
        if (!allMini.isEmpty()) {
            hub.send("!miniTicker@arr", () -> allMini);
        }
    }

    private Names named(Symbol symbol) {
        Names found = names.get(symbol);
        if (found == null) {
            throw new IllegalArgumentException("symbol " + symbol + " is not traded here");
        }
        return found;
    }
}
