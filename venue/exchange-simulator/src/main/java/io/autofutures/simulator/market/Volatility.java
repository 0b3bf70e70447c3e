package io.autofutures.simulator.market;

import java.util.SplittableRandom;

/** Noise whose size clusters: GARCH(1,1) round a level that itself wanders over tens of minutes. */
final class Volatility {
    private static final double SHOCK = 0.06;
    private static final double MEMORY = 0.93;
    private static final double LEVEL_MEMORY = StrictMath.exp(-1.0 / 1_500);
    private static final double LEVEL_SPREAD = 0.35;
    private static final double LARGEST = 5;

    private final SplittableRandom random;
    private final double base;
    private double variance = 1;
    private double level;

    /** @param base usual log return of a second */
    Volatility(SplittableRandom random, double base) {
        this.random = random;
        this.base = base;
        this.level = -0.5 * Math.abs(LEVEL_SPREAD * random.nextGaussian()); // a market opens calm
    }

    /** Log return of the next second. */
    double next() {
        double unit = Math.sqrt(variance) * random.nextGaussian();
        variance = Math.min(LARGEST * LARGEST, 1 - SHOCK - MEMORY + SHOCK * unit * unit + MEMORY * variance);
        level = LEVEL_MEMORY * level
                + Math.sqrt(1 - LEVEL_MEMORY * LEVEL_MEMORY) * LEVEL_SPREAD * random.nextGaussian();
        return base * StrictMath.exp(level) * unit;
    }

    /** How lively it is, about 1. */
    double activity() {
        return StrictMath.exp(level) * Math.sqrt(variance);
    }
}
