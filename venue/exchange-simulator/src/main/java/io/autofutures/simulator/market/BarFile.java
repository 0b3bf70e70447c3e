package io.autofutures.simulator.market;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Price;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Candles from a CSV file, gzip or not: {@code open_time_ms,open,high,low,close,volume[,quote_volume,…]}, oldest first.
 *
 * @param interval the least distance of two bars; a minute when there is only one
 * @param bars not empty
 */
public record BarFile(Path path, Duration interval, List<Bar> bars) {
    private static final Map<Long, String> NAMES = Map.ofEntries(
            Map.entry(1L, "1m"),
            Map.entry(3L, "3m"),
            Map.entry(5L, "5m"),
            Map.entry(15L, "15m"),
            Map.entry(30L, "30m"),
            Map.entry(60L, "1h"),
            Map.entry(120L, "2h"),
            Map.entry(240L, "4h"),
            Map.entry(360L, "6h"),
            Map.entry(480L, "8h"),
            Map.entry(720L, "12h"),
            Map.entry(1_440L, "1d"));

    /** @param volume base asset @param quoteVolume absent when the file has no such column */
    public record Bar(
            Instant openAt,
            BigDecimal open,
            BigDecimal high,
            BigDecimal low,
            BigDecimal close,
            BigDecimal volume,
            @Nullable BigDecimal quoteVolume) {}

    /** @throws MarketFileException naming file, line and how to mend it */
    public static BarFile read(Path file) {
        var bars = new ArrayList<Bar>();
        var lines = new BarLines(file, (bar, line) -> bars.add(bar));
        MarketFiles.read(file, lines::line);
        Duration interval = lines.interval();
        for (int index = 0; index < bars.size(); index++) {
            BarLines.requireOnGrid(file, index + 2L, bars.get(index), interval);
        }
        return new BarFile(file, interval, List.copyOf(bars));
    }

    /**
     * Checks the whole file, then gives its bars one at a time as closed candles; holds none of them.
     *
     * @throws MarketFileException naming file, line and how to mend it
     */
    public static void each(Path file, MarketFileSink<Kline> sink) {
        var check = new BarLines(file, (bar, line) -> {});
        MarketFiles.read(file, check::line);
        Duration interval = check.interval();
        long lines = check.lines();
        var given = new BarLines(file, (bar, line) -> {
            BarLines.requireOnGrid(file, line, bar, interval);
            sink.on(candle(bar, interval), line, lines);
        });
        MarketFiles.read(file, given::line);
    }

    /** The bars as closed candles, with the file's own values. */
    public List<Kline> candles() {
        return bars.stream().map(bar -> candle(bar, interval)).toList();
    }

    private static Kline candle(Bar bar, Duration interval) {
        return new Kline(
                NAMES.getOrDefault(interval.toMinutes(), interval.toSeconds() + "s"),
                bar.openAt(),
                bar.openAt().plus(interval).minusMillis(1),
                new Price(bar.open()),
                new Price(bar.high()),
                new Price(bar.low()),
                new Price(bar.close()),
                bar.volume(),
                bar.quoteVolume(),
                0);
    }
}
