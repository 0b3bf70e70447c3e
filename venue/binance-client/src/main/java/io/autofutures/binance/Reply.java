package io.autofutures.binance;

import java.util.function.Function;

/** What became of a request, by meaning. The compiler makes each caller treat the unknown. */
public sealed interface Reply<T> {
    /** The venue did it. */
    record Accepted<T>(T value) implements Reply<T> {}

    /** The venue said no. @param code venue code, negative @param retry the same request may pass a little later */
    record Refused<T>(int code, String message, boolean retry) implements Reply<T> {}

    /** It surely did not happen: never sent, or a documented "failed" of the venue. */
    record NotExecuted<T>(String reason) implements Reply<T> {}

    /** It may have happened: time-out, broken connection after sending, -1006, -1007, 5xx bodies without a known meaning. */
    record Unknown<T>(String reason) implements Reply<T> {}

    default <R> Reply<R> map(Function<T, R> mapper) {
        return switch (this) {
            case Accepted<T>(T value) -> new Accepted<>(mapper.apply(value));
            case Refused<T>(int code, String message, boolean retry) -> new Refused<>(code, message, retry);
            case NotExecuted<T>(String reason) -> new NotExecuted<>(reason);
            case Unknown<T>(String reason) -> new Unknown<>(reason);
        };
    }

    /** The value, for calls whose failure ends the caller's step. @throws VenueException saying what the venue said */
    default T orThrow(String what) {
        return switch (this) {
            case Accepted<T>(T value) -> value;
            case Refused<T>(int code, String message, boolean retry) ->
                throw new VenueException(what + " was refused by the venue: " + code + " " + message);
            case NotExecuted<T>(String reason) -> throw new VenueException(what + " was not executed: " + reason);
            case Unknown<T>(String reason) -> throw new VenueException(what + " has an unknown outcome: " + reason);
        };
    }
}
