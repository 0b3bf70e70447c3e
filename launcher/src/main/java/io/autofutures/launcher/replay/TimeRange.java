package io.autofutures.launcher.replay;

import io.autofutures.launcher.CommandFailure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of event time.
 *
 * @param from first instant of it; absent without a beginning
 * @param to first instant after it; absent without an end
 */
public record TimeRange(@Nullable Instant from, @Nullable Instant to) {
    public static final TimeRange ALL = new TimeRange(null, null);

    /** @throws CommandFailure if a time cannot be read, or the end is not after the beginning */
    public static TimeRange of(@Nullable String from, @Nullable String to) {
        var range = new TimeRange(from == null ? null : time("--from", from), to == null ? null : time("--to", to));
        if (range.from != null && range.to != null && !range.from.isBefore(range.to)) {
            throw CommandFailure.usage("--to %s is not after --from %s".formatted(to, from));
        }
        return range;
    }

    /** @throws CommandFailure if it is no time */
    public static Instant time(String option, String text) {
        try {
            if (text.matches("\\d{1,15}")) {
                return Instant.ofEpochMilli(Long.parseLong(text));
            }
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw CommandFailure.usage(
                    "%s %s is no time: give 2026-11-22, 2026-11-22T13:30:00Z or milliseconds since 1970, all in UTC"
                            .formatted(option, text));
        }
    }

    public boolean includes(Instant at) {
        return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
    }
}
