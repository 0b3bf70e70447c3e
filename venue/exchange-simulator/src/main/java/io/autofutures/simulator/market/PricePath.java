package io.autofutures.simulator.market;

import io.autofutures.model.market.Symbol;
import java.util.SplittableRandom;

/**
 * The price of one symbol second by second: calm, mean-reverting stretches, and bursts of 20 to 60 s that move 0.4 to
 * 1.2 % in 10 s with a surge of volume; after a burst the move goes on a little or fades. A function of seed and symbol.
 */
final class PricePath {
    /** Seconds before the start that are quiet, so that the first burst is where it is planned. */
    private static final int QUIET = 600;

    private static final double CALM_SIGMA = 0.00012;
    private static final double REVERSION = 0.02;

    private final SplittableRandom random;
    private final double tick;
    private final double step;
    private final double volumePerSecond;
    private final double home;
    private final long firstBurst;
    private long second;
    private double log;
    private double anchor;
    private double minuteMood = 1;
    private Burst burst;

    /** @param length seconds @param slope of its first seconds, log price per second, signed @param aftermath seconds after it */
    private record Burst(long start, int length, double slope, boolean goesOn, int aftermath, double surge) {
        long end() {
            return start + length;
        }

        boolean covers(long at) {
            return at >= start && at < end();
        }

        boolean echoes(long at) {
            return at >= end() && at < end() + aftermath;
        }
    }

    /**
     * @param from first second, before the start when negative
     * @param rank place of the symbol in the seed's order of first bursts; 0 bursts between 15 and 45 s
     */
    PricePath(long seed, Symbol symbol, int rank, long from) {
        SymbolProfile profile = SymbolProfile.of(symbol);
        this.random =
                new SplittableRandom(seed * 0x9E3779B97F4A7C15L + symbol.value().hashCode());
        this.tick = profile.tick().doubleValue();
        this.step = profile.step().doubleValue();
        this.volumePerSecond = profile.minuteNotional() / 60 / profile.price().doubleValue();
        this.home = StrictMath.log(profile.price().doubleValue());
        this.firstBurst = rank < 3 ? 16 + random.nextInt(28) + 25L * rank : 75 + random.nextInt(225);
        this.second = from;
        this.log = home + 0.01 * random.nextGaussian();
        this.anchor = log;
        this.burst = plan(from + 300 + random.nextInt(600));
    }

    /** The second that {@link #advance} will tell next. */
    long second() {
        return second;
    }

    long firstBurst() {
        return firstBurst;
    }

    /** Price in ticks and volume in steps of the next second. */
    Second advance() {
        if (Math.floorMod(second, 60L) == 0) {
            minuteMood = 0.8 + 0.4 * random.nextDouble();
        }
        double noise = random.nextGaussian();
        double volume;
        if (burst.covers(second)) {
            long since = second - burst.start();
            double weight = since < 12 ? 1 : Math.max(0.12, 1 - (since - 12.0) / (burst.length() - 12.0));
            log += burst.slope() * weight + 1.5 * CALM_SIGMA * noise;
            anchor = log;
            volume = burst.surge() * (0.6 + 0.4 * weight);
        } else if (burst.echoes(second)) {
            double moved = burst.slope() * (12 + 0.5 * (burst.length() - 12));
            log += moved * (burst.goesOn() ? 0.2 : -0.6) / burst.aftermath() + CALM_SIGMA * noise;
            anchor = log;
            volume = 1.8;
        } else {
            log += REVERSION * (anchor - log) + CALM_SIGMA * noise;
            anchor += 0.000_01 * random.nextGaussian() + 0.000_05 * (home - anchor);
            volume = 1;
        }
        if (second >= burst.end() + burst.aftermath()) {
            burst = plan(second + (second < 0 ? 900 + random.nextInt(1_500) : 100 + random.nextInt(240)));
        }
        double base = volumePerSecond * minuteMood * volume * (0.7 + 0.6 * random.nextDouble());
        var told = new Second(
                second, Math.max(1, Math.round(StrictMath.exp(log) / tick)), Math.max(1, Math.round(base / step)));
        second++;
        return told;
    }

    private Burst plan(long wanted) {
        long start = second < 0 && wanted > -QUIET ? firstBurst : wanted;
        double tenSeconds =
                start == firstBurst ? 0.006 + 0.006 * random.nextDouble() : 0.004 + 0.008 * random.nextDouble();
        double up = Math.clamp(0.5 + 4 * (home - log), 0.1, 0.9); // far from home rather back
        int sign = random.nextDouble() < up ? 1 : -1;
        return new Burst(
                start,
                20 + random.nextInt(41),
                sign * tenSeconds / 10,
                random.nextDouble() < 0.6,
                40 + random.nextInt(60),
                5 + 4 * random.nextDouble());
    }

    /** @param ticks price in ticks @param steps volume in steps */
    record Second(long second, long ticks, long steps) {}
}
