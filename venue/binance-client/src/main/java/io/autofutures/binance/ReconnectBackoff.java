package io.autofutures.binance;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits that double up to a bound, each shortened by up to a half at random, so that clients do not return together. */
final class ReconnectBackoff {
    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private int failures;

    ReconnectBackoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    Duration next() {
        long doubled = first.toMillis() << Math.min(failures, 16);
        failures++;
        long bounded = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(bounded / 2 + random.nextLong(bounded / 2 + 1));
    }

    void succeeded() {
        failures = 0;
    }

    int failures() {
        return failures;
    }
}
