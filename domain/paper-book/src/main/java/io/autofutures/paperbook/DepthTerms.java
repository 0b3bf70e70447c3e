package io.autofutures.paperbook;

import java.math.BigDecimal;

/**
 * The made-up book round a price: one level a tick on each side, each larger than the one before.
 *
 * @param nearNotional worth of the best level, quote currency
 * @param growth what each level is larger than the one before, as a fraction of the best one
 * @param levels how many each side has
 * @param queueShare of the volume traded at the very price of a resting order, the part that reaches it; the rest goes
 *     to those ahead of it in the queue
 */
public record DepthTerms(BigDecimal nearNotional, BigDecimal growth, int levels, BigDecimal queueShare) {
    public static DepthTerms standard() {
        return new DepthTerms(new BigDecimal("50000"), new BigDecimal("0.25"), 1_000, new BigDecimal("0.5"));
    }

    public DepthTerms withNearNotional(String notional) {
        return new DepthTerms(new BigDecimal(notional), growth, levels, queueShare);
    }

    public DepthTerms withLevels(int count) {
        return new DepthTerms(nearNotional, growth, count, queueShare);
    }
}
