package io.autofutures.simulator.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Request weight and pools per address, order counts of the account, bans. Windows are of patience and begin at its whole
 * minutes (10 s, 5 min); so under lockstep they are as repeatable as venue time. Thread-safe.
 *
 * <p>The venue does not publish when 429 becomes 418; here it is more than {@value #STRIKES} refused calls in a minute.
 */
final class Limits {
    static final int WEIGHT_PER_MINUTE = 2_400;
    static final int ORDERS_PER_TEN_SECONDS = 300;
    static final int ORDERS_PER_MINUTE = 1_200;

    private static final int STRIKES = 10;
    private static final int ADDRESSES = 10_000;
    private static final Duration FIRST_BAN = Duration.ofMinutes(2);
    private static final Duration LONGEST_BAN = Duration.ofDays(3);
    private static final Duration FORGIVEN = Duration.ofHours(1);
    private static final Duration POOL = Duration.ofMinutes(5);

    private final double speed;
    private final Map<String, Address> addresses = new LinkedHashMap<>(16, 0.75f, true);
    private final Window tenSeconds = new Window(Duration.ofSeconds(10));
    private final Window minute = new Window(Duration.ofMinutes(1));

    /** @param speed venue seconds per second of patience: bans are announced in venue time */
    Limits(double speed) {
        this.speed = speed;
    }

    /** @param used weight of the minute with this call @param refusal absent when the call may go on */
    record Spent(int used, @Nullable ApiError refusal) {}

    /** @param tenSeconds and {@code minute} accepted orders so far */
    record OrderCounts(int tenSeconds, int minute) {}

    /** @param patience now, as time on which limits run @param now venue time */
    synchronized Spent spend(String from, int weight, Route.Pool pool, Duration patience, Instant now) {
        Address address = address(from);
        int used = address.weight.add(weight, patience);
        if (patience.compareTo(address.bannedUntil) < 0) {
            return new Spent(used, address.banned(patience, now));
        }
        if (used > WEIGHT_PER_MINUTE) {
            return new Spent(
                    used,
                    address.refuse(
                            patience,
                            now,
                            -1003,
                            "Too many requests; current limit is %d requests per minute. Please use the websocket for live updates to avoid polling the API."
                                    .formatted(WEIGHT_PER_MINUTE),
                            address.weight.left(patience)));
        }
        if (pool != Route.Pool.NONE) {
            Window shared = address.pools.computeIfAbsent(pool, each -> new Window(POOL));
            if (shared.add(1, patience) > pool.limit()) {
                return new Spent(
                        used,
                        address.refuse(
                                patience,
                                now,
                                -1003,
                                "Too many requests; current limit is %d requests per 5 minutes. Please use the websocket for live updates to avoid polling the API."
                                        .formatted(pool.limit()),
                                shared.left(patience)));
            }
        }
        return new Spent(used, null);
    }

    /** Absent when the account may place {@code cost} more. */
    synchronized @Nullable ApiError mayOrder(String from, Route.OrderCost cost, Duration patience, Instant now) {
        if (tenSeconds.used(patience) + cost.tenSeconds() > ORDERS_PER_TEN_SECONDS) {
            return tooManyOrders(from, patience, now, ORDERS_PER_TEN_SECONDS, "TEN_SECONDS", tenSeconds);
        }
        if (minute.used(patience) + cost.minute() > ORDERS_PER_MINUTE) {
            return tooManyOrders(from, patience, now, ORDERS_PER_MINUTE, "MINUTE", minute);
        }
        return null;
    }

    private ApiError tooManyOrders(
            String from, Duration patience, Instant now, int limit, String interval, Window window) {
        return address(from)
                .refuse(
                        patience,
                        now,
                        -1015,
                        "Too many new orders; current limit is %d orders per %s.".formatted(limit, interval),
                        window.left(patience));
    }

    /** Counts an accepted call. */
    synchronized OrderCounts ordered(Route.OrderCost cost, Duration patience) {
        return new OrderCounts(tenSeconds.add(cost.tenSeconds(), patience), minute.add(cost.minute(), patience));
    }

    private Address address(String from) {
        Address address = addresses.computeIfAbsent(from, each -> new Address());
        if (addresses.size() > ADDRESSES) {
            var eldest = addresses.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
        return address;
    }

    /** What one address has used, and what came of it. */
    private final class Address {
        private final Window weight = new Window(Duration.ofMinutes(1));
        private final Window strikes = new Window(Duration.ofMinutes(1));
        private final Map<Route.Pool, Window> pools = new EnumMap<>(Route.Pool.class);
        private Duration bannedUntil = Duration.ZERO;
        private Duration nextBan = FIRST_BAN;

        private ApiError refuse(Duration patience, Instant now, int code, String text, Duration retryAfter) {
            if (strikes.add(1, patience) <= STRIKES) {
                return new ApiError(429, code, text, retryAfter);
            }
            if (patience.minus(bannedUntil).compareTo(FORGIVEN) > 0) {
                nextBan = FIRST_BAN;
            }
            bannedUntil = patience.plus(nextBan);
            nextBan = nextBan.multipliedBy(2).compareTo(LONGEST_BAN) > 0 ? LONGEST_BAN : nextBan.multipliedBy(2);
            return banned(patience, now);
        }

        private ApiError banned(Duration patience, Instant now) {
            Duration left = bannedUntil.minus(patience);
            long until = now.toEpochMilli() + Math.round(left.toMillis() * speed);
            return new ApiError(
                    418,
                    -1003,
                    "Way too many requests; IP banned until %d. Please use the websocket for live updates to avoid bans."
                            .formatted(until),
                    left);
        }
    }

    /** A count that begins anew with each whole interval. */
    private static final class Window {
        private final Duration length;
        private long number = -1;
        private int count;

        private Window(Duration length) {
            this.length = length;
        }

        private int used(Duration patience) {
            return add(0, patience);
        }

        private int add(int more, Duration patience) {
            long current = patience.dividedBy(length);
            if (current != number) {
                number = current;
                count = 0;
            }
            count += more;
            return count;
        }

        private Duration left(Duration patience) {
            return length.multipliedBy(patience.dividedBy(length) + 1).minus(patience);
        }
    }
}
