package io.autofutures.simulator.market;

import java.util.SplittableRandom;

/** Sudden moves, one after another: a push of some seconds, which then runs on as often as it fades. */
final class Bursts {
    private static final int SHORTEST = 10;
    private static final int LONGEST = 25;
    private static final int SHORTEST_GAP = 60;
    private static final double SMALLEST = 0.0028;
    private static final double TYPICAL_EXCESS = 0.0014;
    private static final double LARGEST = 0.011;

    private final SplittableRandom random;
    private final double meanGap;
    private long start;
    private int length;
    private double move;
    private int aftermath;
    private double echo;
    private double surge;

    /** @param first second of the first burst @param meanGap seconds between two, beyond the shortest gap */
    Bursts(SplittableRandom random, long first, double meanGap) {
        this.random = random;
        this.meanGap = meanGap;
        plan(first, SMALLEST + exponential(TYPICAL_EXCESS));
    }

    /** The first burst is short and large enough to be noticed. */
    static Bursts withEarlyFirst(SplittableRandom random, double meanGap) {
        var bursts = new Bursts(random, 18 + random.nextInt(28), meanGap);
        bursts.length = SHORTEST + random.nextInt(5);
        bursts.move = Math.copySign(0.0042 + 0.002 * random.nextDouble(), bursts.move);
        return bursts;
    }

    long start() {
        return start;
    }

    /** Log return of that second; seconds must be asked in order. */
    double drift(long second) {
        if (second >= start + length + aftermath) {
            plan(second + SHORTEST_GAP + Math.round(exponential(meanGap)), SMALLEST + exponential(TYPICAL_EXCESS));
        }
        long since = second - start;
        if (since < 0) {
            return 0;
        }
        if (since < length) {
            return move * 2 * (length - since) / (length * (length + 1.0));
        }
        return move * echo / aftermath;
    }

    /** How many times the usual volume. */
    double surge(long second) {
        long since = second - start;
        if (since < 0 || since >= length + aftermath) {
            return 1;
        }
        return since < length ? surge : 1 + (surge - 1) * 0.3 * (1 - (since - length) / (double) aftermath);
    }

    private void plan(long at, double size) {
        start = at;
        length = SHORTEST + random.nextInt(LONGEST - SHORTEST + 1);
        move = (random.nextBoolean() ? 1 : -1) * Math.min(LARGEST, size);
        aftermath = 30 + random.nextInt(120);
        double part = 0.2 + 0.6 * random.nextDouble();
        echo = random.nextBoolean() ? part : -part;
        surge = 4 + 5 * random.nextDouble();
    }

    private double exponential(double mean) {
        return -mean * StrictMath.log(1 - random.nextDouble());
    }
}
