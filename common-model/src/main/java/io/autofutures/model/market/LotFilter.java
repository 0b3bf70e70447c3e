package io.autofutures.model.market;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * LOT_SIZE or MARKET_LOT_SIZE. Quantities lie on {@code min + n × step}; a bound of zero is off.
 *
 * @param step base asset, positive
 */
public record LotFilter(BigDecimal step, BigDecimal min, BigDecimal max) {
    /** @throws IllegalArgumentException if the step is zero or negative, or a bound negative */
    public LotFilter {
        if (step.signum() <= 0 || min.signum() < 0 || max.signum() < 0) {
            throw new IllegalArgumentException(
                    "a lot filter needs a positive step and no negative bound, were step %s, min %s, max %s"
                            .formatted(step, min, max));
        }
    }

    Grid grid() {
        return Grid.from(min, step);
    }

    BigDecimal capped(BigDecimal quantity) {
        return max.signum() > 0 ? quantity.min(max) : quantity;
    }

    /** What stops a quantity under LOT_SIZE, or under MARKET_LOT_SIZE, or empty when it passes. */
    Optional<Breach> breach(BigDecimal quantity, boolean market) {
        if (quantity.signum() <= 0 || quantity.compareTo(min) < 0) {
            return breach(market ? FilterRule.MARKET_MIN_QUANTITY : FilterRule.MIN_QUANTITY, quantity, min);
        }
        if (max.signum() > 0 && quantity.compareTo(max) > 0) {
            return breach(market ? FilterRule.MARKET_MAX_QUANTITY : FilterRule.MAX_QUANTITY, quantity, max);
        }
        return grid().holds(quantity)
                ? Optional.empty()
                : breach(market ? FilterRule.MARKET_STEP_SIZE : FilterRule.STEP_SIZE, quantity, step);
    }

    private static Optional<Breach> breach(FilterRule rule, BigDecimal found, BigDecimal needed) {
        return Optional.of(Breach.of(rule, found, needed));
    }
}
