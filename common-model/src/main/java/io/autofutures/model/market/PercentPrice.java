package io.autofutures.model.market;

import java.math.BigDecimal;

/**
 * PERCENT_PRICE: how far from the mark price an order may be.
 *
 * @param up a BUY at most mark × this; zero when off
 * @param down a SELL at least mark × this; zero when off
 */
public record PercentPrice(BigDecimal up, BigDecimal down) {
    public static final PercentPrice OFF = new PercentPrice(BigDecimal.ZERO, BigDecimal.ZERO);
}
