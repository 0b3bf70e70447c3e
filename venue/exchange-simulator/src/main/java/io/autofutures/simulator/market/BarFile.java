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
    private static final String HEADER = "open_time_ms,open,high,low,close,volume";
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
        var reading = new Reading(file);
        MarketFiles.read(file, reading::line);
        return reading.done();
    }

    /** The bars as closed candles, with the file's own values. */
    public List<Kline> candles() {
        String name = NAMES.getOrDefault(interval.toMinutes(), interval.toSeconds() + "s");
        return bars.stream()
                .map(bar -> new Kline(
                        name,
                        bar.openAt(),
                        bar.openAt().plus(interval).minusMillis(1),
                        new Price(bar.open()),
                        new Price(bar.high()),
                        new Price(bar.low()),
                        new Price(bar.close()),
                        bar.volume(),
                        bar.quoteVolume(),
                        0))
                .toList();
    }

    private static final class Reading {
        private final Path file;
        private final ArrayList<Bar> bars = new ArrayList<>();
        private int columns;
        private int quoteColumn = -1;
        private long least = Long.MAX_VALUE;

        Reading(Path file) {
            this.file = file;
        }

        void line(long number, String text) {
            if (number == 1) {
                header(text.strip());
            } else if (!text.isBlank()) {
                bar(number, text.strip().split(",", -1));
            }
        }

        private void header(String text) {
            if (!text.equals(HEADER) && !text.startsWith(HEADER + ",")) {
                throw new MarketFileException(
                        file,
                        1,
                        "the header is '%s'".formatted(text.length() > 80 ? text.substring(0, 80) + "…" : text),
                        "it must begin with '" + HEADER + "'");
            }
            List<String> names = List.of(text.split(",", -1));
            columns = names.size();
            quoteColumn = names.indexOf("quote_volume");
        }

        private void bar(long number, String[] cells) {
            if (cells.length != columns) {
                throw new MarketFileException(
                        file,
                        number,
                        "%d columns where the header has %d".formatted(cells.length, columns),
                        "give every column of the header");
            }
            long openMs = time(number, cells[0]);
            if (!bars.isEmpty()) {
                long before = bars.getLast().openAt().toEpochMilli();
                if (openMs <= before) {
                    throw new MarketFileException(
                            file,
                            number,
                            openMs == before
                                    ? "open_time_ms %d stands twice".formatted(openMs)
                                    : "open_time_ms %d is before the %d of the line above".formatted(openMs, before),
                            "sort the file by time and drop repeated lines");
                }
                least = Math.min(least, openMs - before);
            }
            BigDecimal open = price(number, "open", cells[1]);
            BigDecimal high = price(number, "high", cells[2]);
            BigDecimal low = price(number, "low", cells[3]);
            BigDecimal close = price(number, "close", cells[4]);
            if (high.compareTo(open.max(close)) < 0 || low.compareTo(open.min(close)) > 0) {
                throw new MarketFileException(
                        file,
                        number,
                        "open %s and close %s do not lie between low %s and high %s"
                                .formatted(cells[1], cells[4], cells[3], cells[2]),
                        "correct the bar, or leave it out");
            }
            bars.add(new Bar(
                    Instant.ofEpochMilli(openMs),
                    open,
                    high,
                    low,
                    close,
                    volume(number, "volume", cells[5]),
                    quoteColumn < 0 || cells[quoteColumn].isBlank()
                            ? null
                            : volume(number, "quote_volume", cells[quoteColumn])));
        }

        private long time(long number, String cell) {
            try {
                return Long.parseLong(cell.strip());
            } catch (NumberFormatException e) {
                throw new MarketFileException(
                        file,
                        number,
                        "open_time_ms '%s' is not a whole number".formatted(cell),
                        "give milliseconds since 1970 UTC");
            }
        }

        private BigDecimal price(long number, String name, String cell) {
            BigDecimal value = decimal(number, name, cell);
            if (value.signum() <= 0) {
                throw new MarketFileException(
                        file,
                        number,
                        "%s %s is not positive".formatted(name, cell),
                        "correct the bar, or leave it out");
            }
            return value;
        }

        private BigDecimal volume(long number, String name, String cell) {
            BigDecimal value = decimal(number, name, cell);
            if (value.signum() < 0) {
                throw new MarketFileException(
                        file, number, "%s %s is negative".formatted(name, cell), "correct the bar, or leave it out");
            }
            return value;
        }

        private BigDecimal decimal(long number, String name, String cell) {
            try {
                return new BigDecimal(cell.strip());
            } catch (NumberFormatException e) {
                throw new MarketFileException(
                        file, number, "%s '%s' is not a number".formatted(name, cell), "give a decimal such as 0.3092");
            }
        }

        BarFile done() {
            if (bars.isEmpty()) {
                throw new MarketFileException(
                        file, 0, "it has no bars", "give at least one line under the header '" + HEADER + "'");
            }
            long interval = bars.size() == 1 ? GrowingCandle.MINUTE_MS : least;
            if (interval % 1_000 != 0 || interval > 1_000 && 60_000 % interval != 0 && interval % 60_000 != 0) {
                throw new MarketFileException(
                        file,
                        0,
                        "its bars are %d ms apart".formatted(interval),
                        "give bars of whole seconds that divide a minute, or of whole minutes");
            }
            for (int index = 0; index < bars.size(); index++) {
                if (bars.get(index).openAt().toEpochMilli() % interval != 0) {
                    throw new MarketFileException(
                            file,
                            index + 2L,
                            "open_time_ms %d is not a multiple of the interval %d ms"
                                    .formatted(bars.get(index).openAt().toEpochMilli(), interval),
                            "put every bar on the grid of its interval");
                }
            }
            return new BarFile(file, Duration.ofMillis(interval), List.copyOf(bars));
        }
    }
}
