package io.autofutures.simulator.venue;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Symbol;
import io.autofutures.paperbook.BookEvent;
import io.autofutures.paperbook.Outcome;
import io.autofutures.paperbook.PaperBook;
import io.autofutures.paperbook.Quote;
import io.autofutures.simulator.journal.VenueJournal;
import io.autofutures.simulator.market.MarketStep;
import io.autofutures.simulator.stream.StreamHub;
import io.autofutures.simulator.stream.UserFrames;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The venue: one lock, inside which a request or a market event changes the book, is journaled, and only then told. What
 * a caller reads in {@link #read} is one consistent instant.
 */
public final class Venue {
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Map<Symbol, Instrument> instruments;
    private final PaperBook book;
    private final SimulatedClock clock;
    private final StreamHub hub;
    private final ListenKeys listenKeys;
    private final UserFrames userFrames;
    private final Map<Symbol, CandleStore> candles = new HashMap<>();
    private final VenueJournal journal;
    private long steps;

    /** @param steps market events that were released before this start */
    public Venue(
            Map<Symbol, Instrument> instruments,
            PaperBook book,
            SimulatedClock clock,
            VenueJournal journal,
            StreamHub hub,
            ListenKeys listenKeys,
            Function<Symbol, List<Kline>> history,
            long steps) {
        this.instruments = instruments;
        this.book = book;
        this.clock = clock;
        this.journal = journal;
        this.hub = hub;
        this.listenKeys = listenKeys;
        this.steps = steps;
        this.userFrames = new UserFrames(symbol -> book.quoteOf(symbol).mark());
        instruments.keySet().forEach(symbol -> candles.put(symbol, new CandleStore(history.apply(symbol))));
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
            Outcome<T> outcome = request.apply(book, at);
            if (outcome instanceof Outcome.Done<T>(T value, List<BookEvent> events)) {
                record(events, at);
                tell(events, at);
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
            clock.moveTo(step.at());
            elapse(step.at());
            switch (step) {
                case MarketStep.CandleClosed(Symbol symbol, Instant at, Kline kline) -> {
                    store(symbol).close(kline);
                    journal.position(steps, at);
                    hub.kline(symbol, at, kline, true, instrument(symbol).priceScale());
                }
                case MarketStep.CandleGrew(Symbol symbol, Instant at, Kline kline) -> {
                    store(symbol).grow(kline);
                    journal.position(steps, at);
                    hub.kline(symbol, at, kline, false, instrument(symbol).priceScale());
                }
                case MarketStep.Marked marked -> marked(marked);
            }
            expireListenKey();
        } finally {
            lock.unlock();
        }
    }

    private void marked(MarketStep.Marked marked) {
        Quote quote = quote(marked);
        List<BookEvent> events = book.onPrice(marked.symbol(), quote, marked.at());
        record(events, marked.at());
        journal.position(steps, marked.at());
        hub.mark(marked.symbol(), marked.at(), marked.mark());
        Instrument instrument = instrument(marked.symbol());
        hub.bookTicker(
                marked.symbol(),
                marked.at(),
                quote.bid(),
                quote.ask(),
                instrument.rules().minQuantity().multiply(BigDecimal.valueOf(1_000)),
                instrument.priceScale());
        tell(events, marked.at());
    }

    /** Takes a step of a market that was released before a restart: prices and candles, nothing told or matched. */
    public void pass(MarketStep step) {
        switch (step) {
            case MarketStep.CandleClosed closed -> store(closed.symbol()).close(closed.kline());
            case MarketStep.CandleGrew grew -> store(grew.symbol()).grow(grew.kline());
            case MarketStep.Marked marked -> book.quote(marked.symbol(), quote(marked));
        }
    }

    /** A price before the first event. */
    public void open(Symbol symbol, Instant at, BigDecimal price) {
        book.quote(symbol, quote(new MarketStep.Marked(symbol, at, price, price, null, null)));
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

    /** By a fault. False when there is no listen key. @param silently its holders hear nothing, and nothing more */
    public boolean loseListenKey(boolean silently) {
        Optional<String> lost = listenKeys.delete();
        if (!silently) {
            lost.ifPresent(key -> hub.listenKeyExpired(key, now()));
        }
        return lost.isPresent();
    }

    /** Oldest first. @param interval a known one, see {@link #knowsInterval} */
    public List<Kline> klines(Symbol symbol, String interval, @Nullable Instant from, @Nullable Instant to, int limit) {
        lock.lock();
        try {
            return List.copyOf(store(symbol).query(interval, from, to, limit));
        } finally {
            lock.unlock();
        }
    }

    public static boolean knowsInterval(String interval) {
        return CandleStore.interval(interval).isPresent();
    }

    /** GTD orders and countdowns whose time has come. */
    private void elapse(Instant at) {
        List<BookEvent> ended = book.onTime(at);
        record(ended, at);
        tell(ended, at);
    }

    private void record(List<BookEvent> events, Instant at) {
        if (!events.isEmpty()) {
            journal.record(steps, at, events);
        }
    }

    private void tell(List<BookEvent> events, Instant at) {
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

    private CandleStore store(Symbol symbol) {
        CandleStore found = candles.get(symbol);
        if (found == null) {
            throw new IllegalArgumentException("symbol " + symbol + " is not traded here");
        }
        return found;
    }
}
