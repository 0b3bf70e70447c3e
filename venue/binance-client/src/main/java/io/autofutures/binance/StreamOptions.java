package io.autofutures.binance;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one websocket connection is kept. First frame and silence are patience; what concerns the socket alone is wall time.
 *
 * @param name in logs and thread names
 * @param firstFrame longest wait for the first data frame; absent for a stream that may be silent
 * @param silence longest wait between frames; absent for a stream that may be silent
 * @param pingEvery how often a stream is asked for a sign of life, which must come within 2.5 s; absent for never
 * @param rotateAfter the venue ends connections after 24 h; we do before, by up to a twentieth earlier at random. The next
 *     connection is open and speaks before this one is given up
 */
public record StreamOptions(
        String name,
        Duration connectTimeout,
        @Nullable Duration firstFrame,
        @Nullable Duration silence,
        @Nullable Duration pingEvery,
        Duration rotateAfter,
        Duration backoffFirst,
        Duration backoffLongest) {

    /** A stream with a frame each second. */
    public static StreamOptions steady(String name) {
        return new StreamOptions(
                name,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                null,
                Duration.ofHours(23),
                Duration.ofMillis(250),
                Duration.ofSeconds(30));
    }

    /** A stream that speaks only when something happens. */
    public static StreamOptions quiet(String name) {
        return new StreamOptions(
                name,
                Duration.ofSeconds(5),
                null,
                null,
                Duration.ofSeconds(2),
                Duration.ofHours(23),
                Duration.ofMillis(250),
                Duration.ofSeconds(30));
    }

    public StreamOptions withName(String other) {
        return new StreamOptions(
                other, connectTimeout, firstFrame, silence, pingEvery, rotateAfter, backoffFirst, backoffLongest);
    }

    public StreamOptions withRotateAfter(Duration age) {
        return new StreamOptions(
                name, connectTimeout, firstFrame, silence, pingEvery, age, backoffFirst, backoffLongest);
    }

    public StreamOptions withBackoff(Duration first, Duration longest) {
        return new StreamOptions(name, connectTimeout, firstFrame, silence, pingEvery, rotateAfter, first, longest);
    }
}
