package io.autofutures.decision.input;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One part of the input: there with its age, or missing with the reason. Never a made-up value.
 *
 * @param value absent when missing
 * @param ageMillis of the value at the input's instant, in venue time, 0 or more; absent when missing
 * @param missing why there is no value; absent when there is one
 */
public record Part<T>(
        @Nullable T value,
        @Nullable Long ageMillis,
        @Nullable String missing) {
    /** @param asOf instant of the input @param at venue instant of the value */
    public static <T> Part<T> of(T value, Instant at, Instant asOf) {
        return new Part<>(value, Math.max(0, Duration.between(at, asOf).toMillis()), null);
    }

    public static <T> Part<T> missing(String reason) {
        return new Part<>(null, null, reason);
    }

    public Optional<T> optional() {
        return Optional.ofNullable(value);
    }

    /** Another view of the same part, as old; a missing one stays missing. */
    public <R> Part<R> map(Function<T, R> mapper) {
        return value == null ? new Part<>(null, null, missing) : new Part<>(mapper.apply(value), ageMillis, null);
    }
}
