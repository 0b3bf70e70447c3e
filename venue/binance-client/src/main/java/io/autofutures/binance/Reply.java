package io.autofutures.binance;

import java.util.function.Function;

/**
 * What became of a request that may change something at the venue. There is no way to the value around {@link Unknown}:
 * a switch must name it, and {@link #ifUnknown} asks what to do about it. What only reads gives an {@link Answer}.
 */
public sealed interface Reply<T> permits Answer, Reply.Unknown {
    /** The venue did it. */
    record Accepted<T>(T value) implements Answer<T> {}

    /** The venue said no. @param code venue code, negative @param retry the same request may pass a little later */
    record Refused<T>(int code, String message, boolean retry) implements Answer<T> {
        /** Which class of the venue's codes this is, and with it what to do. */
        public Refusal meaning() {
            return Refusal.of(code);
        }
    }

    /** It surely did not happen: never sent, or a documented "failed" of the venue. */
    record NotExecuted<T>(String reason) implements Answer<T> {}

    /**
     * It may have happened: time-out, broken connection after sending, -1006, -1007, bodies without a known meaning. Ask by
     * client id before anything is sent again.
     */
    record Unknown<T>(String reason) implements Reply<T> {
        /** For steps that begin anew by reading how things are. @throws VenueException always, saying what is not known */
        public Answer<T> raise() {
            throw new VenueException("unknown outcome: " + reason);
        }
    }

    default <R> Reply<R> map(Function<T, R> mapper) {
        return switch (this) {
            case Answer<T> answer -> answer.map(mapper);
            case Unknown<T>(String reason) -> new Unknown<>(reason);
        };
    }

    /** @param settle asks the venue how things are now; not called when the outcome is known */
    default Answer<T> ifUnknown(Function<Unknown<T>, Answer<T>> settle) {
        return switch (this) {
            case Answer<T> answer -> answer;
            case Unknown<T> unknown -> settle.apply(unknown);
        };
    }
}
