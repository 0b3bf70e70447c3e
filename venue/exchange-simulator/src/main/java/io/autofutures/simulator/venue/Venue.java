package io.autofutures.simulator.venue;

import io.autofutures.model.market.Symbol;
import io.autofutures.paperbook.BookEvent;
import io.autofutures.paperbook.Depth;
import io.autofutures.paperbook.FundingRate;
import io.autofutures.paperbook.Level;
import io.autofutures.paperbook.Outcome;
import io.autofutures.paperbook.PaperBook;
import io.autofutures.paperbook.Quote;
import io.autofutures.simulator.board.AggTrade;
import io.autofutures.simulator.board.BookSides;
import io.autofutures.simulator.board.MarketBoard;
import io.autofutures.simulator.board.SymbolBoard;
import io.autofutures.simulator.fault.Faults;
import io.autofutures.simulator.journal.VenueJournal;
import io.autofutures.simulator.market.MarketStep;
import io.autofutures.simulator.market.MarketTrade;
import io.autofutures.simulator.stream.MarketStreams;
import io.autofutures.simulator.stream.StreamHub;
import io.autofutures.simulator.stream.UserFrames;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The venue: one lock, inside which a request or a market event changes the book, is journaled, and only then told. What
 * a caller reads in {@link #read} is one consistent instant.
 */
public final class Venue implements Faults.Reach {
    private static final Duration STALE = Duration.ofSeconds(10);

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Map<Symbol, Instrument> instruments;
    private final PaperBook book;
    private final SimulatedClock clock;
    private final StreamHub hub;
    private final ListenKeys listenKeys;
    private final UserFrames userFrames;
    private final MarketBoard boards;
    private final MarketStreams streams;
    private final VenueJournal journal;
    private long steps;
    private Duration freshAt = Duration.ZERO;

    /** @param steps market events that were released before this start */
    public Venue(
            Map<Symbol, Instrument> instruments,
            PaperBook book,
            SimulatedClock clock,
            VenueJournal journal,
            StreamHub hub,
            ListenKeys listenKeys,
            MarketBoard boards,
            long steps) {
        this.instruments = instruments;
        this.book = book;
        this.clock = clock;
        this.journal = journal;
        this.hub = hub;
        this.listenKeys = listenKeys;
        this.steps = steps;
        this.userFrames = new UserFrames(symbol -> book.quoteOf(symbol).mark());
        this.boards = boards;
        this.streams = new MarketStreams(hub, boards, this::sides);
    }

    public SimulatedClock clock() {
        return clock;
    }

    public ListenKeys listenKeys() {
        return listenKeys;
    }

    public Map<Symbol, Instrument> instruments() {
        return instruments;
    }

    /** Venue time as it stands on the wire. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    public <T> T read(Function<PaperBook, T> reading) {
        lock.lock();
        try {
            elapse(now());
            return reading.apply(book);
        } finally {
            lock.unlock();
        }
    }

    /** A request: on disk and on its way to the user stream when this returns. */
    public <T> Outcome<T> change(BiFunction<PaperBook, Instant, Outcome<T>> request) {
        lock.lock();
        try {
            Instant at = now();
            elapse(at);
            streams.watch();
            Outcome<T> outcome = request.apply(book, at);
            if (outcome instanceof Outcome.Done<T>(T value, List<BookEvent> events)) {
                record(events, at);
                tell(events, at);
                streams.ordered(events, at);
            }
            return outcome;
        } finally {
            lock.unlock();
        }
    }

    /** A market event, when its time has come. */
    public void release(MarketStep step) {
        lock.lock();
        try {
            steps++;
            Instant at = step.at();
            clock.moveTo(at);
            elapse(at);
            streams.reached(at);
            SymbolBoard board = boards.of(step.symbol());
            switch (step) {
                case MarketStep.CandleClosed closed -> {
                    List<AggTrade> together = board.take(step);
                    journal.position(steps, at);
                    streams.trades(board, at, step.trades(), together);
                    streams.candle(board, at, closed.candle(), true);
                }
                case MarketStep.CandleGrew grew -> {
                    List<AggTrade> together = board.take(step);
                    journal.position(steps, at);
                    streams.trades(board, at, step.trades(), together);
                    streams.candle(board, at, grew.candle(), false);
                }
                case MarketStep.Marked marked -> marked(board, marked);
                case MarketStep.Quoted quoted -> quoted(board, quoted);
            }
            freshAt = clock.patience();
            expireListenKey();
        } finally {
            lock.unlock();
        }
    }

    private void marked(SymbolBoard board, MarketStep.Marked marked) {
        Instant at = marked.at();
        streams.watch(board);
        Quote quote = quote(marked);
        List<AggTrade> together = board.take(marked);
        var events = new ArrayList<BookEvent>();
        for (FundingRate due : boards.funded(marked)) {
            events.addAll(book.fund(due, at));
        }
        events.addAll(book.onPrice(marked.symbol(), quote, marked.trades().isEmpty() ? null : traded(marked), at));
        record(events, at);
        journal.position(steps, at);
        streams.trades(board, at, marked.trades(), together);
        streams.mark(board, at);
        streams.book(board, at);
        tell(events, at);
    }

    /** What was traded between others on the way to this price. */
    private static List<Level> traded(MarketStep step) {
        return step.trades().stream()
                .filter(MarketTrade::counts)
                .map(trade -> new Level(trade.price(), trade.quantity()))
                .toList();
    }

    private void quoted(SymbolBoard board, MarketStep.Quoted quoted) {
        Instant at = quoted.at();
        streams.watch(board);
        boolean moved = board.moves(quoted);
        List<AggTrade> together = board.take(quoted);
        List<BookEvent> events = book.onPrice(
                quoted.symbol(),
                new Quote(quoted.last(), board.mark(), quoted.bid(), quoted.ask()),
                traded(quoted),
                at);
        record(events, at);
        journal.position(steps, at);
        streams.trades(board, at, quoted.trades(), together);
        if (moved) {
            streams.book(board, at);
        }
        tell(events, at);
    }

    /** A live market has been silent for so long that its prices must not be traded at. */
    public boolean stale() {
        lock.lock();
        try {
            return boards.forward().isPresent()
                    && clock.patience().minus(freshAt).compareTo(STALE) > 0;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a step of a market that was released before a restart: prices and candles, nothing told or matched. */
    public void pass(MarketStep step) {
        List<AggTrade> ignored = boards.take(step);
        if (step instanceof MarketStep.Marked marked) {
            List<FundingRate> charged = boards.funded(marked);
            book.quote(marked.symbol(), quote(marked));
        }
    }

    /** A price before the first event. */
    public void open(Symbol symbol, Instant at, BigDecimal price) {
        book.quote(symbol, quote(MarketStep.Marked.everywhere(symbol, at, price, List.of())));
    }

    public void advanceTo(Instant instant) {
        lock.lock();
        try {
            clock.moveTo(instant);
            elapse(now());
            expireListenKey();
        } finally {
            lock.unlock();
        }
    }

    /** Tells the holders of a listen key that nobody kept alive. */
    public void expireListenKey() {
        Optional<String> expired = listenKeys.expire(clock.patience());
        expired.ifPresent(key -> hub.listenKeyExpired(key, now()));
    }

    @Override
    public void resumeTriggers() {
        var ignored = change((book, at) -> new Outcome.Done<>(true, book.resume(at)));
    }

    /** @param silently its holders hear nothing, and nothing more */
    @Override
    public boolean loseListenKey(boolean silently) {
        Optional<String> lost = listenKeys.delete();
        if (!silently) {
            lost.ifPresent(key -> hub.listenKeyExpired(key, now()));
        }
        return lost.isPresent();
    }

    /** What the market of the symbols looks like, at one instant. */
    public <T> T market(Function<MarketBoard, T> reading) {
        lock.lock();
        try {
            return reading.apply(boards);
        } finally {
            lock.unlock();
        }
    }

    /** The best of the symbol's book; to be called inside {@link #market} or {@link #read}, for one instant. */
    public BookSides sides(Symbol symbol, int levels) {
        lock.lock();
        try {
            Depth depth = book.depth(symbol, levels);
            return new BookSides(rungs(depth.bids()), rungs(depth.asks()));
        } finally {
            lock.unlock();
        }
    }

    private static List<BookSides.Rung> rungs(List<Level> levels) {
        return levels.stream()
                .map(level -> new BookSides.Rung(level.price(), level.quantity()))
                .toList();
    }

    /** GTD orders and countdowns whose time has come. */
    private void elapse(Instant at) {
        streams.watch();
        List<BookEvent> ended = book.onTime(at);
        record(ended, at);
        tell(ended, at);
        streams.ordered(ended, at);
    }

    private void record(List<BookEvent> events, Instant at) {
        if (!events.isEmpty()) {
            journal.record(steps, at, events);
        }
    }

    private void tell(List<BookEvent> events, Instant at) {
        streams.liquidated(events);
        listenKeys.active().ifPresent(key -> hub.user(key, userFrames.of(events, at)));
    }

    private Quote quote(MarketStep.Marked marked) {
        Instrument instrument = instrument(marked.symbol());
        BigDecimal half = instrument.halfSpread(marked.last());
        BigDecimal tick = instrument.rules().tickSize();
        BigDecimal bid =
                marked.bid() != null ? marked.bid() : onGrid(marked.last().subtract(half), tick);
        BigDecimal ask =
                marked.ask() != null ? marked.ask() : onGrid(marked.last().add(half), tick);
        return new Quote(marked.last(), marked.mark(), bid.max(tick), ask.max(tick));
    }

    private static BigDecimal onGrid(BigDecimal price, BigDecimal tick) {
        return price.divide(tick, 0, RoundingMode.HALF_UP).multiply(tick);
    }

    private Instrument instrument(Symbol symbol) {
        Instrument found = instruments.get(symbol);
        if (found == null) {
            throw new IllegalArgumentException("symbol " + symbol + " is not traded here");
        }
        return found;
    }
}
