package io.autofutures.simulator.board;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** A candle length of the venue. @param name as on the wire @param millis 0 for calendar months */
public record Interval(String name, long millis) {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long WEEK = 7 * DAY;
    /** The epoch was a Thursday, weeks begin on Monday. */
    private static final long FIRST_MONDAY = 4 * DAY;

    /** Shortest first. */
    public static final List<Interval> ALL = List.of(
            new Interval("1m", MINUTE),
            new Interval("3m", 3 * MINUTE),
            new Interval("5m", 5 * MINUTE),
            new Interval("15m", 15 * MINUTE),
            new Interval("30m", 30 * MINUTE),
            new Interval("1h", HOUR),
            new Interval("2h", 2 * HOUR),
            new Interval("4h", 4 * HOUR),
            new Interval("6h", 6 * HOUR),
            new Interval("8h", 8 * HOUR),
            new Interval("12h", 12 * HOUR),
            new Interval("1d", DAY),
            new Interval("3d", 3 * DAY),
            new Interval("1w", WEEK),
            new Interval("1M", 0));

    public static final Interval MINUTES = ALL.getFirst();

    public static Optional<Interval> named(String name) {
        return ALL.stream().filter(interval -> interval.name.equals(name)).findFirst();
    }

    /** When the candle that holds {@code ms} opens. */
    public long open(long ms) {
        if (millis == 0) {
            return month(ms).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        }
        long shift = millis == WEEK ? FIRST_MONDAY : 0;
        return Math.floorDiv(ms - shift, millis) * millis + shift;
    }

    /** When the candle after the one that opens at {@code openMs} opens. */
    public long next(long openMs) {
        return millis == 0
                ? month(openMs)
                        .plusMonths(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .toEpochMilli()
                : openMs + millis;
    }

    private static LocalDate month(long ms) {
        return Instant.ofEpochMilli(ms).atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
    }
}
