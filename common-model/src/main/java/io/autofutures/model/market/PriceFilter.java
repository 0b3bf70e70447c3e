package io.autofutures.model.market;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * PRICE_FILTER. Prices lie on {@code min + n × tick}; a bound of zero is off.
 *
 * @param tick quote currency, positive
 */
public record PriceFilter(BigDecimal tick, BigDecimal min, BigDecimal max) {
    /** @throws IllegalArgumentException if the tick is zero or negative, or a bound negative */
    public PriceFilter {
        if (tick.signum() <= 0 || min.signum() < 0 || max.signum() < 0) {
            throw new IllegalArgumentException(
                    "PRICE_FILTER needs a positive tick and no negative bound, were tick %s, min %s, max %s"
                            .formatted(tick, min, max));
        }
    }

    Grid grid() {
        return Grid.from(min, tick);
    }

    /** What stops a limit or trigger price, or empty when it passes. */
    public Optional<Breach> breach(BigDecimal price) {
        if (price.signum() <= 0 || price.compareTo(min) < 0) {
            return Optional.of(Breach.of(FilterRule.MIN_PRICE, price, min));
        }
        if (max.signum() > 0 && price.compareTo(max) > 0) {
            return Optional.of(Breach.of(FilterRule.MAX_PRICE, price, max));
        }
        return grid().holds(price) ? Optional.empty() : Optional.of(Breach.of(FilterRule.TICK_SIZE, price, tick));
    }
}
