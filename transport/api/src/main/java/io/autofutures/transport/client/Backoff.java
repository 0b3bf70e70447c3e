package io.autofutures.transport.client;

import java.time.Duration;

/** Waits that double from a first one up to a limit. Not thread-safe. */
public final class Backoff {
    private final Duration first;
    private final Duration limit;
    private Duration next;

    public Backoff(Duration first, Duration limit) {
        this.first = first;
        this.limit = limit;
        this.next = first;
    }

    /** What a transport waits with when nobody said otherwise: 100 ms, doubling to 5 s. */
    public static Backoff standard() {
        return new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    }

    /** The wait before the coming attempt. */
    public Duration next() {
        Duration wait = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(limit) > 0 ? limit : doubled;
        return wait;
    }

    public void succeeded() {
        next = first;
    }
}
