package io.autofutures.simulator.rest;

import java.time.Duration;
import java.util.ArrayDeque;

/** Request weight of the patience minute and order counts. Thread-safe. */
final class Limits {
    static final int WEIGHT_PER_MINUTE = 2_400;
    private static final int ORDERS_PER_TEN_SECONDS = 300;
    private static final int ORDERS_PER_MINUTE = 1_200;

    private final ArrayDeque<Duration> orders = new ArrayDeque<>();
    private long minute = -1;
    private int used;

    /** @param tenSeconds and {@code minute} accepted orders so far */
    record OrderCounts(int tenSeconds, int minute) {}

    /** Used so far with this request. */
    synchronized int spend(int weight, Duration now) {
        if (now.toMinutes() != minute) {
            minute = now.toMinutes();
            used = 0;
        }
        used += weight;
        return used;
    }

    /** Seconds until the minute is over, at least one. */
    static long retryAfter(Duration now) {
        return Math.max(1, 60 - now.toSeconds() % 60);
    }

    synchronized boolean mayOrder(Duration now) {
        OrderCounts counts = count(now);
        return counts.tenSeconds() < ORDERS_PER_TEN_SECONDS && counts.minute() < ORDERS_PER_MINUTE;
    }

    synchronized OrderCounts ordered(Duration now) {
        orders.addLast(now);
        return count(now);
    }

    private OrderCounts count(Duration now) {
        Duration minuteAgo = now.minusSeconds(60);
        while (!orders.isEmpty() && orders.getFirst().compareTo(minuteAgo) < 0) {
            orders.removeFirst();
        }
        Duration tenAgo = now.minusSeconds(10);
        int recent =
                (int) orders.stream().filter(at -> at.compareTo(tenAgo) >= 0).count();
        return new OrderCounts(recent, orders.size());
    }
}
