package io.autofutures.simulator.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * When and where a fault happens.
 *
 * @param text the line it was written as
 * @param on {@code METHOD /path}, or a websocket category such as {@code /private}; {@code *} stands for anything
 * @param stream name of the market streams it concerns, with {@code *}
 * @param event kind of the frames it concerns, with {@code *}
 * @param with parameters that a request must have with these values
 * @param nth happens to this match only, counted from 1; absent for all
 * @param every happens to each so-many-th match
 * @param times happens at most so often
 */
public record FaultRule(
        String text,
        Effect effect,
        String on,
        String stream,
        String event,
        Map<String, String> with,
        Moment from,
        @Nullable Moment to,
        @Nullable Integer nth,
        int every,
        int times) {
    /** A moment of venue time, fixed or counted from when the rule came into force. */
    public sealed interface Moment {
        record At(Instant instant) implements Moment {}

        record After(Duration begun) implements Moment {}

        default Instant since(Instant installed) {
            return switch (this) {
                case At(Instant instant) -> instant;
                case After(Duration begun) -> installed.plus(begun);
            };
        }
    }

    /** Without a count of matches: it holds for a whole connection, not for one frame. */
    boolean uncounted() {
        return nth == null && every == 1;
    }

    boolean concernsRequest(String method, String path, Function<String, Optional<String>> params) {
        return effect instanceof Effect.OnRequest
                && fits(on, method + " " + path)
                && with.entrySet().stream().allMatch(wanted -> params.apply(wanted.getKey())
                        .filter(wanted.getValue()::equals)
                        .isPresent());
    }

    boolean concernsConnection(String category) {
        return effect instanceof Effect.OnStream && fits(on, category);
    }

    boolean concernsFrame(String category, String name, String kind) {
        return concernsConnection(category) && fits(stream, name) && fits(event, kind);
    }

    /** {@code *} stands for any text. */
    private static boolean fits(String pattern, String text) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(text);
        }
        if (!text.startsWith(pattern.substring(0, star))) {
            return false;
        }
        String rest = pattern.substring(star + 1);
        for (int at = star; at <= text.length(); at++) {
            if (fits(rest, text.substring(at))) {
                return true;
            }
        }
        return false;
    }
}
