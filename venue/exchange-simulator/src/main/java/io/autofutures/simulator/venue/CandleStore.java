package io.autofutures.simulator.venue;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Price;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Closed 1m candles of one symbol and the open one; longer intervals are put together from them. */
final class CandleStore {
    private static final int LIMIT = 20_000;
    private static final Map<String, Duration> INTERVALS = Map.ofEntries(
            Map.entry("1m", Duration.ofMinutes(1)),
            Map.entry("3m", Duration.ofMinutes(3)),
            Map.entry("5m", Duration.ofMinutes(5)),
            Map.entry("15m", Duration.ofMinutes(15)),
            Map.entry("30m", Duration.ofMinutes(30)),
            Map.entry("1h", Duration.ofHours(1)),
            Map.entry("2h", Duration.ofHours(2)),
            Map.entry("4h", Duration.ofHours(4)),
            Map.entry("6h", Duration.ofHours(6)),
            Map.entry("8h", Duration.ofHours(8)),
            Map.entry("12h", Duration.ofHours(12)),
            Map.entry("1d", Duration.ofDays(1)));

    private final ArrayList<Kline> closed;
    private @Nullable Kline open;

    CandleStore(List<Kline> history) {
        closed = new ArrayList<>(history);
    }

    static Optional<Duration> interval(String name) {
        return Optional.ofNullable(INTERVALS.get(name));
    }

    void close(Kline kline) {
        closed.add(kline);
        if (open != null && !open.openAt().isAfter(kline.openAt())) {
            open = null;
        }
        if (closed.size() > LIMIT + LIMIT / 4) {
            closed.subList(0, closed.size() - LIMIT).clear();
        }
    }

    void grow(Kline kline) {
        open = kline;
    }

    /**
     * Oldest first, the open candle last. Without {@code from} the newest, else the oldest that open at or after it.
     *
     * @param interval a name that {@link #interval} knows
     */
    List<Kline> query(String interval, @Nullable Instant from, @Nullable Instant to, int limit) {
        long length = INTERVALS.getOrDefault(interval, Duration.ofMinutes(1)).toMillis();
        List<Kline> bars = length == 60_000 ? minutes() : combined(minutes(), interval, length);
        List<Kline> inside = bars.stream()
                .filter(bar -> from == null || !bar.openAt().isBefore(from))
                .filter(bar -> to == null || !bar.openAt().isAfter(to))
                .toList();
        int size = inside.size();
        return from == null
                ? inside.subList(Math.max(0, size - limit), size)
                : inside.subList(0, Math.min(limit, size));
    }

    private List<Kline> minutes() {
        if (open == null) {
            return closed;
        }
        var all = new ArrayList<Kline>(closed);
        all.add(open);
        return all;
    }

    private static List<Kline> combined(List<Kline> minutes, String interval, long length) {
        var bars = new ArrayList<Kline>();
        for (Kline minute : minutes) {
            long openMs = Math.floorDiv(minute.openAt().toEpochMilli(), length) * length;
            if (!bars.isEmpty() && bars.getLast().openAt().toEpochMilli() == openMs) {
                bars.set(bars.size() - 1, join(bars.getLast(), minute));
            } else {
                bars.add(new Kline(
                        interval,
                        Instant.ofEpochMilli(openMs),
                        Instant.ofEpochMilli(openMs + length - 1),
                        minute.open(),
                        minute.high(),
                        minute.low(),
                        minute.close(),
                        minute.volume(),
                        minute.quoteVolume(),
                        minute.trades()));
            }
        }
        return bars;
    }

    private static Kline join(Kline bar, Kline minute) {
        return new Kline(
                bar.interval(),
                bar.openAt(),
                bar.closeAt(),
                bar.open(),
                higher(bar.high(), minute.high()),
                higher(bar.low(), minute.low()) == bar.low() ? minute.low() : bar.low(),
                minute.close(),
                bar.volume().add(minute.volume()),
                sum(bar.quoteVolume(), minute.quoteVolume()),
                bar.trades() + minute.trades());
    }

    private static Price higher(Price one, Price other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static @Nullable BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null ? other : other == null ? one : one.add(other);
    }
}
