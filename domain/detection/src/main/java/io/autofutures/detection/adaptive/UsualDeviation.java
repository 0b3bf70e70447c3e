package io.autofutures.detection.adaptive;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How much the price usually moves: variance of returns per second, exponentially weighted by age in event time.
 *
 * <p>A return far beyond the usual counts as {@link #CAP} deviations only, so that the burst to be noticed does not hide
 * itself and the next one. Source: RiskMetrics Technical Document (J.P. Morgan, 1996), with winsorized returns.
 */
final class UsualDeviation {
    /** Usual deviations that one return may count at most. */
    static final double CAP = 4;
    /** Seconds seen before anything is known. */
    static final double WARM_UP_SECONDS = 60;

    private final double halfLifeSeconds;
    private double variancePerSecond;
    private double seconds;
    private @Nullable BigDecimal lastPrice;
    private double lastValue;
    private long lastMillis;
    private long decayedMillis;
    private double decay;

    /**
     * @param variancePerSecond of returns
     * @param seconds covered so far
     * @param lastPrice absent before the first sample
     * @param lastMillis event time of it
     */
    record State(
            double variancePerSecond,
            double seconds,
            @Nullable BigDecimal lastPrice,
            long lastMillis) {}

    UsualDeviation(double halfLifeSeconds) {
        this.halfLifeSeconds = halfLifeSeconds;
    }

    void restore(State state) {
        variancePerSecond = state.variancePerSecond();
        seconds = state.seconds();
        lastPrice = state.lastPrice();
        lastValue = state.lastPrice() == null ? 0 : state.lastPrice().doubleValue();
        lastMillis = state.lastMillis();
    }

    State state() {
        return new State(variancePerSecond, seconds, lastPrice, lastMillis);
    }

    boolean known() {
        return seconds >= WARM_UP_SECONDS;
    }

    /** Deviation over {@code millis}, as a fraction of the price. */
    double over(long millis) {
        return Math.sqrt(variancePerSecond * millis / 1_000);
    }

    /** @param price positive */
    void add(long atMillis, BigDecimal price) {
        boolean first = lastPrice == null;
        if (!first && atMillis <= lastMillis) {
            return;
        }
        double value = price.doubleValue();
        if (!first) {
            double elapsed = (atMillis - lastMillis) / 1_000.0;
            double step = value / lastValue - 1;
            double rate = step * step / elapsed;
            if (known() && variancePerSecond > 0) {
                rate = Math.min(rate, CAP * CAP * variancePerSecond);
            }
            double weight = Math.max(1 - decay(atMillis - lastMillis), elapsed / (seconds + elapsed));
            variancePerSecond += weight * (rate - variancePerSecond);
            seconds = Math.min(seconds + elapsed, 10 * halfLifeSeconds);
        }
        lastPrice = price;
        lastValue = value;
        lastMillis = atMillis;
    }

    /** Mark prices come a second apart: the power is hardly ever another one than before. */
    private double decay(long elapsedMillis) {
        if (elapsedMillis != decayedMillis) {
            decayedMillis = elapsedMillis;
            decay = Math.pow(2, -(elapsedMillis / 1_000.0) / halfLifeSeconds);
        }
        return decay;
    }
}
