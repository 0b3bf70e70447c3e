package io.autofutures.simulator.board;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Price;
import io.autofutures.simulator.market.Candle;
import io.autofutures.simulator.market.MinuteCandles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Closed 1m candles of one symbol and the open one; longer intervals are put together from them. What was before the
 * start is fetched when someone first looks back so far. Not thread-safe.
 */
public final class CandleStore {
    private final Supplier<MinuteCandles> past;
    private final MinuteCandles closed;
    private final int limit;
    private @Nullable MinuteCandles history;
    private @Nullable Candle open;

    /** @param volumeScale decimals of volumes @param limit closed candles since the start that are kept */
    CandleStore(Supplier<MinuteCandles> past, int volumeScale, int limit) {
        this.past = past;
        this.closed = new MinuteCandles(volumeScale);
        this.limit = limit;
    }

    void close(Candle candle) {
        closed.add(candle);
        if (open != null && !open.kline().openAt().isAfter(candle.kline().openAt())) {
            open = null;
        }
        if (closed.size() > limit + limit / 4) {
            closed.keep(limit);
        }
    }

    void grow(Candle candle) {
        open = candle;
    }

    /** The growing minute, absent right after one has closed. */
    Optional<Candle> growing() {
        return Optional.ofNullable(open);
    }

    /** Oldest first, the open candle last. Without {@code from} the newest, else the oldest that open at or after it. */
    public List<Candle> query(Interval interval, @Nullable Instant from, @Nullable Instant to, int limit) {
        long newest = newestMs();
        if (newest < 0) {
            return List.of();
        }
        long toMs = Math.min(newest, to == null ? Long.MAX_VALUE : to.toEpochMilli());
        var found = new ArrayList<Candle>();
        if (from != null) {
            long start = Math.max(oldestMs(), from.toEpochMilli());
            long at = interval.open(start);
            at = at < from.toEpochMilli() ? interval.next(at) : at;
            for (; at <= toMs && found.size() < limit; at = interval.next(at)) {
                candle(interval, at).ifPresent(found::add);
            }
            return found;
        }
        for (long at = interval.open(toMs); found.size() < limit && interval.next(at) > oldestMs(); ) {
            candle(interval, at).ifPresent(found::add);
            at = interval.open(at - 1);
        }
        return found.reversed();
    }

    /** The candle of that interval which holds {@code ms}, as far as it has come. */
    public Optional<Candle> at(Interval interval, long ms) {
        return candle(interval, interval.open(ms));
    }

    /** All minutes that opened at or after {@code fromMs} and the open one, put together. */
    Optional<Candle> since(long fromMs) {
        return fold("", fromMs, Long.MAX_VALUE, 0);
    }

    private Optional<Candle> candle(Interval interval, long openMs) {
        long end = interval.next(openMs);
        return fold(interval.name(), openMs, end, end - openMs);
    }

    private Optional<Candle> fold(String name, long openMs, long end, long length) {
        Candle whole = null;
        if (openMs < firstClosedMs()) {
            whole = part(history(), name, openMs, end, length);
        }
        Candle later = part(closed, name, openMs, end, length);
        whole = whole == null ? later : later == null ? whole : join(whole, later);
        if (open != null
                && open.kline().openAt().toEpochMilli() >= openMs
                && open.kline().openAt().toEpochMilli() < end) {
            whole = whole == null ? renamed(open, name, openMs, length) : join(whole, open);
        }
        return Optional.ofNullable(whole);
    }

    private static @Nullable Candle part(MinuteCandles minutes, String name, long openMs, long end, long length) {
        int from = minutes.from(openMs);
        int to = end == Long.MAX_VALUE ? minutes.size() : minutes.from(end);
        return to > from ? minutes.fold(name, from, to, length, openMs) : null;
    }

    private long firstClosedMs() {
        return closed.size() > 0
                ? closed.openMs(0)
                : open != null ? open.kline().openAt().toEpochMilli() : Long.MAX_VALUE;
    }

    private long oldestMs() {
        return history().size() > 0 ? history().openMs(0) : firstClosedMs();
    }

    /** Opening of the newest minute, −1 when there is none. */
    private long newestMs() {
        if (open != null) {
            return open.kline().openAt().toEpochMilli();
        }
        MinuteCandles last = closed.size() > 0 ? closed : history();
        return last.size() > 0 ? last.openMs(last.size() - 1) : -1;
    }

    private MinuteCandles history() {
        MinuteCandles known = history;
        if (known == null) {
            known = past.get();
            history = known;
        }
        return known;
    }

    private static Candle renamed(Candle candle, String name, long openMs, long length) {
        Kline kline = candle.kline();
        return new Candle(
                new Kline(
                        name,
                        Instant.ofEpochMilli(openMs),
                        Instant.ofEpochMilli(openMs + length - 1),
                        kline.open(),
                        kline.high(),
                        kline.low(),
                        kline.close(),
                        kline.volume(),
                        kline.quoteVolume(),
                        kline.trades()),
                candle.takerVolume(),
                candle.takerQuote(),
                candle.firstTrade());
    }

    private static Candle join(Candle earlier, Candle later) {
        Kline one = earlier.kline();
        Kline two = later.kline();
        return new Candle(
                new Kline(
                        one.interval(),
                        one.openAt(),
                        one.closeAt(),
                        one.open(),
                        higher(one.high(), two.high()),
                        one.low().compareTo(two.low()) <= 0 ? one.low() : two.low(),
                        two.close(),
                        one.volume().add(two.volume()),
                        earlier.quoteVolume().add(later.quoteVolume()),
                        one.trades() + two.trades()),
                earlier.takerVolume().add(later.takerVolume()),
                earlier.takerQuote().add(later.takerQuote()),
                earlier.firstTrade() >= 0 ? earlier.firstTrade() : later.firstTrade());
    }

    private static Price higher(Price one, Price other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
