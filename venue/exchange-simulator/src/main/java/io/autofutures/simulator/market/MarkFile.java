package io.autofutures.simulator.market;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Mark prices from a CSV file, gzip or not: {@code time_ms,price}, oldest first; a header line is allowed. */
public final class MarkFile {
    private static final String MEND = "give lines like '1670889600000,0.3067'";

    private MarkFile() {}

    /**
     * Checks the whole file, then gives its prices one at a time, as written; holds none of them.
     *
     * @throws MarketFileException naming file, line and how to mend it
     */
    public static void each(Path file, MarketFileSink<PricedAt> sink) {
        var check = new Reading(file, (price, line, lines) -> {}, 0);
        MarketFiles.read(file, check::line);
        if (check.prices == 0) {
            throw new MarketFileException(file, 0, "it has no prices", MEND);
        }
        MarketFiles.read(file, new Reading(file, sink, check.lines)::line);
    }

    private static final class Reading {
        private final Path file;
        private final MarketFileSink<PricedAt> sink;
        private final long all;
        private long lines;
        private long prices;
        private long before = Long.MIN_VALUE;

        Reading(Path file, MarketFileSink<PricedAt> sink, long all) {
            this.file = file;
            this.sink = sink;
            this.all = all;
        }

        void line(long number, String text) {
            lines = number;
            String line = text.strip();
            if (line.isEmpty() || (number == 1 && isHeader(line))) {
                return;
            }
            sink.on(price(number, line), number, all);
            prices++;
        }

        /** Words, neither of them a number. */
        private static boolean isHeader(String line) {
            int comma = line.indexOf(',');
            return comma > 0
                    && line.substring(0, comma).chars().anyMatch(Character::isLetter)
                    && line.substring(comma + 1).chars().anyMatch(Character::isLetter);
        }

        private PricedAt price(long number, String line) {
            int comma = line.indexOf(',');
            if (comma < 0 || line.indexOf(',', comma + 1) >= 0) {
                throw new MarketFileException(file, number, "it has no two columns", MEND);
            }
            long time = time(number, line.substring(0, comma).strip());
            if (time < before) {
                throw new MarketFileException(
                        file,
                        number,
                        "time_ms %d is before the %d of a line above".formatted(time, before),
                        "sort the file by time");
            }
            before = time;
            return new PricedAt(
                    Instant.ofEpochMilli(time),
                    decimal(number, line.substring(comma + 1).strip()));
        }

        private long time(long number, String cell) {
            Long time = whole(cell);
            if (time == null) {
                throw new MarketFileException(
                        file,
                        number,
                        "time_ms '%s' is not a whole number".formatted(cell),
                        "give milliseconds since 1970 UTC");
            }
            return time;
        }

        private static @Nullable Long whole(String cell) {
            return cell.matches("\\d{1,18}") ? Long.valueOf(cell) : null;
        }

        private BigDecimal decimal(long number, String cell) {
            BigDecimal price;
            try {
                price = new BigDecimal(cell);
            } catch (NumberFormatException e) {
                throw new MarketFileException(
                        file, number, "price '%s' is not a number".formatted(cell), "give a decimal such as 0.3092");
            }
            if (price.signum() <= 0) {
                throw new MarketFileException(
                        file,
                        number,
                        "price %s is not positive".formatted(cell),
                        "correct the price, or leave the line out");
            }
            return price;
        }
    }
}
