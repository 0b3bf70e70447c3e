package io.autofutures.simulator.market;

import io.autofutures.simulator.market.BarFile.Bar;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reads the lines of a bar file in order, checks each, and holds none. */
final class BarLines {
    private static final String HEADER = "open_time_ms,open,high,low,close,volume";

    private final Path file;
    private final Sink sink;
    private long bars;
    private long lines;
    private long before;
    private int columns;
    private int quoteColumn = -1;
    private long least = Long.MAX_VALUE;

    interface Sink {
        void bar(Bar bar, long line);
    }

    BarLines(Path file, Sink sink) {
        this.file = file;
        this.sink = sink;
    }

    /** Read so far. */
    long lines() {
        return lines;
    }

    void line(long number, String text) {
        lines = number;
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
        if (bars > 0) {
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
        before = openMs;
        bars++;
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
        sink.bar(
                new Bar(
                        Instant.ofEpochMilli(openMs),
                        open,
                        high,
                        low,
                        close,
                        volume(number, "volume", cells[5]),
                        quoteColumn < 0 || cells[quoteColumn].isBlank()
                                ? null
                                : volume(number, "quote_volume", cells[quoteColumn])),
                number);
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
                    file, number, "%s %s is not positive".formatted(name, cell), "correct the bar, or leave it out");
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

    /** The least distance of two bars; a minute when there is only one. At the end of the file. */
    Duration interval() {
        if (bars == 0) {
            throw new MarketFileException(
                    file, 0, "it has no bars", "give at least one line under the header '" + HEADER + "'");
        }
        long interval = bars == 1 ? GrowingCandle.MINUTE_MS : least;
        if (interval % 1_000 != 0 || interval > 1_000 && 60_000 % interval != 0 && interval % 60_000 != 0) {
            throw new MarketFileException(
                    file,
                    0,
                    "its bars are %d ms apart".formatted(interval),
                    "give bars of whole seconds that divide a minute, or of whole minutes");
        }
        return Duration.ofMillis(interval);
    }

    static void requireOnGrid(Path file, long line, Bar bar, Duration interval) {
        if (bar.openAt().toEpochMilli() % interval.toMillis() != 0) {
            throw new MarketFileException(
                    file,
                    line,
                    "open_time_ms %d is not a multiple of the interval %d ms"
                            .formatted(bar.openAt().toEpochMilli(), interval.toMillis()),
                    "put every bar on the grid of its interval");
        }
    }
}
