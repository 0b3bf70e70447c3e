package io.autofutures.detection.replay.tune;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * What counts as worth it, and what as a burst.
 *
 * @param feePct of one side, percent of the notional
 * @param slippagePct of one side, percent of the price
 * @param within how long after a trigger its move may take
 * @param burstPct size of a move that should not be missed, percent
 * @param burstWindow time in which such a move happens; also how long after its end a trigger still counts for it
 */
public record TuneOptions(
        BigDecimal feePct, BigDecimal slippagePct, Duration within, BigDecimal burstPct, Duration burstWindow) {
    /** A taker without discount on both sides, 2 basis points of slippage each. */
    public static final TuneOptions DEFAULTS = new TuneOptions(
            new BigDecimal("0.05"),
            new BigDecimal("0.02"),
            Duration.ofMinutes(15),
            new BigDecimal("0.5"),
            Duration.ofSeconds(60));

    /** @throws IllegalArgumentException if a cost is negative, or a time or the burst not positive */
    public TuneOptions {
        if (feePct.signum() < 0 || slippagePct.signum() < 0) {
            throw new IllegalArgumentException("fee and slippage must not be negative, were %s and %s"
                    .formatted(feePct.toPlainString(), slippagePct.toPlainString()));
        }
        if (burstPct.signum() <= 0 || !within.isPositive() || !burstWindow.isPositive()) {
            throw new IllegalArgumentException(
                    "burst, its window and the time within must be positive, were %s, %s and %s"
                            .formatted(burstPct.toPlainString(), burstWindow, within));
        }
    }

    /** In and out again, percent. */
    public BigDecimal costsPct() {
        return feePct.add(slippagePct).multiply(BigDecimal.TWO);
    }
}
