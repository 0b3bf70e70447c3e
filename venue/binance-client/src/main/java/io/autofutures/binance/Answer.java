package io.autofutures.binance;

import java.util.function.Function;

/**
 * What became of a request that changes nothing, or a {@link Reply} whose outcome is known. A question without an answer
 * is "not executed": it can be asked again.
 */
public sealed interface Answer<T> extends Reply<T> permits Reply.Accepted, Reply.Refused, Reply.NotExecuted {
    @Override
    default <R> Answer<R> map(Function<T, R> mapper) {
        return then(value -> new Reply.Accepted<>(mapper.apply(value)));
    }

    /** The next question, asked when this one was answered. */
    default <R> Answer<R> then(Function<T, Answer<R>> next) {
        return switch (this) {
            case Reply.Accepted<T>(T value) -> next.apply(value);
            case Reply.Refused<T>(int code, String message, boolean retry) -> new Reply.Refused<>(code, message, retry);
            case Reply.NotExecuted<T>(String reason) -> new Reply.NotExecuted<>(reason);
        };
    }

    /** The value, for calls whose failure ends the caller's step. @throws VenueException saying what the venue said */
    default T orThrow(String what) {
        return switch (this) {
            case Reply.Accepted<T>(T value) -> value;
            case Reply.Refused<T>(int code, String message, boolean retry) ->
                throw new VenueException(what + " was refused by the venue: " + code + " " + message);
            case Reply.NotExecuted<T>(String reason) -> throw new VenueException(what + " was not executed: " + reason);
        };
    }
}
