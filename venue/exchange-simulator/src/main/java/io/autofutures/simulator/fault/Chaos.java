package io.autofutures.simulator.fault;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Faults by chance: a function of the seed, the endpoint and the number of the request to it (of the connection and the
 * number of the frame on it), so the same calls in the same order meet the same faults. Shares as in
 * {@code docs/simulator.md}.
 */
final class Chaos {
    private static final double DELAY = 0.03;
    private static final double RESET_BEFORE = 0.003;
    private static final double REPLY_LOST = 0.004;
    private static final double RESET_AFTER = 0.004;
    private static final double UNKNOWN = 0.006;
    private static final double TIMEOUT = 0.004;
    private static final double BUS = 0.001;
    private static final double UNAVAILABLE = 0.005;
    private static final double THROTTLED = 0.005;
    private static final double BAD_GATEWAY = 0.001;
    private static final double FORBIDDEN = 0.0005;
    private static final double LIMITED = 0.001;
    private static final double READ_LAG = 0.05;
    private static final double DUPLICATE = 0.003;
    private static final double HOLD_BACK = 0.003;
    private static final double REORDER = 0.005;
    private static final double DROP = 0.0002;
    private static final double MUTE = 0.00005;
    private static final double HALF_OPEN = 0.00005;

    private final long seed;
    private final Map<String, AtomicLong> requests = new ConcurrentHashMap<>();

    Chaos(long seed) {
        this.seed = seed;
    }

    /** @param path of a known endpoint */
    List<Effect.OnRequest> request(String method, String path) {
        String key = method + " " + path;
        long number = requests.computeIfAbsent(key, each -> new AtomicLong()).incrementAndGet();
        var draw = new Draw(key, number);
        var effects = new ArrayList<Effect.OnRequest>();
        if (draw.below(DELAY)) {
            effects.add(new Effect.Delay(draw.between(100, 2_000), draw.below(0.5)));
        }
        boolean order =
                !method.equals("GET") && path.toLowerCase(java.util.Locale.ROOT).contains("order");
        if (order && draw.below(READ_LAG)) {
            effects.add(new Effect.ReadLag(draw.between(300, 3_000)));
        }
        double lot = draw.next();
        for (Share share : order ? ORDERS : OTHERS) {
            if (lot < share.of()) {
                effects.add(share.effect(draw));
                break;
            }
            lot -= share.of();
        }
        return effects;
    }

    /** @param connection category and ordinal */
    List<FrameLine.Hit> frame(String connection, long number) {
        var draw = new Draw(connection, number);
        double lot = draw.next();
        for (StreamShare share : STREAMS) {
            if (lot < share.of()) {
                return List.of(new FrameLine.Hit(share.effect(draw), true, null));
            }
            lot -= share.of();
        }
        return List.of();
    }

    private interface Making<E> {
        E effect(Draw draw);
    }

    private record Share(double of, Making<Effect.OnRequest> making) {
        Effect.OnRequest effect(Draw draw) {
            return making.effect(draw);
        }
    }

    private record StreamShare(double of, Making<Effect.OnStream> making) {
        Effect.OnStream effect(Draw draw) {
            return making.effect(draw);
        }
    }

    private static final List<Share> OTHERS = List.of(
            new Share(RESET_BEFORE, draw -> new Effect.Reset(false)),
            new Share(UNAVAILABLE, draw -> new Effect.Unavailable503(draw.below(0.5))),
            new Share(BAD_GATEWAY, draw -> new Effect.BadGateway(false)),
            new Share(FORBIDDEN, draw -> new Effect.Forbidden()),
            new Share(LIMITED, draw -> new Effect.TooManyRequests(Duration.ofSeconds(2), 3, Duration.ofMinutes(2))));

    private static final List<Share> ORDERS = List.of(
            new Share(RESET_BEFORE, draw -> new Effect.Reset(false)),
            new Share(RESET_AFTER, draw -> new Effect.Reset(true)),
            new Share(REPLY_LOST, draw -> new Effect.ReplyLost(Duration.ofSeconds(15))),
            new Share(UNKNOWN, draw -> new Effect.Unknown503(draw.below(0.5), draw.below(0.5))),
            new Share(TIMEOUT, draw -> new Effect.BackendTimeout(draw.below(0.5))),
            new Share(BUS, draw -> new Effect.BusError(draw.below(0.5))),
            new Share(UNAVAILABLE, draw -> new Effect.Unavailable503(draw.below(0.5))),
            new Share(THROTTLED, draw -> new Effect.Throttled503()),
            new Share(BAD_GATEWAY, draw -> new Effect.BadGateway(draw.below(0.5))),
            new Share(FORBIDDEN, draw -> new Effect.Forbidden()),
            new Share(LIMITED, draw -> new Effect.TooManyRequests(Duration.ofSeconds(2), 3, Duration.ofMinutes(2))));

    private static final List<StreamShare> STREAMS = List.of(
            new StreamShare(DUPLICATE, draw -> new Effect.Duplicate()),
            new StreamShare(HOLD_BACK, draw -> new Effect.HoldBack(draw.between(100, 1_500))),
            new StreamShare(REORDER, draw -> new Effect.Reorder()),
            new StreamShare(DROP, draw -> new Effect.Drop()),
            new StreamShare(MUTE, draw -> new Effect.Mute()),
            new StreamShare(HALF_OPEN, draw -> new Effect.HalfOpen()));

    /** Even numbers out of seed, key and number (SplitMix64). */
    private final class Draw {
        private long state;

        private Draw(String key, long number) {
            long hash = 0xcbf29ce484222325L;
            for (byte each : key.getBytes(StandardCharsets.UTF_8)) {
                hash = (hash ^ each) * 0x100000001b3L;
            }
            state = seed * 0x9e3779b97f4a7c15L ^ hash ^ Long.rotateLeft(number * 0xbf58476d1ce4e5b9L, 17);
        }

        /** From 0 up to but not 1. */
        private double next() {
            state += 0x9e3779b97f4a7c15L;
            long mixed = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
            mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
            return ((mixed ^ mixed >>> 31) >>> 11) * 0x1.0p-53;
        }

        private boolean below(double share) {
            return next() < share;
        }

        private Duration between(int leastMs, int mostMs) {
            return Duration.ofMillis(leastMs + (long) (next() * (mostMs - leastMs)));
        }
    }
}
