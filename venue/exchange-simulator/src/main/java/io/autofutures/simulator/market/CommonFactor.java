package io.autofutures.simulator.market;

/**
 * What moves all symbols of a seed together, second by second from the start. Shared by the symbols of one run, which
 * may be some seconds apart.
 */
final class CommonFactor {
    private static final int KEPT = 128;
    private static final double SIGMA = 0.000_05;

    private final Volatility volatility;
    private final Bursts bursts;
    private final double[] returns = new double[KEPT];
    private final double[] surges = new double[KEPT];
    private long next;

    CommonFactor(long seed) {
        this.volatility = new Volatility(Seeds.of(seed, "market"), SIGMA);
        this.bursts = Bursts.withEarlyFirst(Seeds.of(seed, "market bursts"), 420);
    }

    /** When its first burst begins. */
    static long firstBurst(long seed) {
        return new CommonFactor(seed).bursts.start();
    }

    /** Log return. @throws IllegalStateException if that second is long past */
    double move(long second) {
        reach(second);
        return returns[(int) (second % KEPT)];
    }

    /** How many times the usual volume. */
    double surge(long second) {
        reach(second);
        return surges[(int) (second % KEPT)];
    }

    private void reach(long second) {
        if (second < next - KEPT) {
            throw new IllegalStateException("second %d is forgotten, the market is at %d".formatted(second, next));
        }
        for (; next <= second; next++) {
            returns[(int) (next % KEPT)] = bursts.drift(next) + volatility.next();
            surges[(int) (next % KEPT)] = bursts.surge(next) * (0.6 + 0.4 * volatility.activity());
        }
    }
}
