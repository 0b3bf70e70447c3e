package io.autofutures.paperbook;

import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How far a trailing stop has come.
 *
 * @param activatePrice from which on the price is followed
 * @param callbackRate percent
 * @param extreme lowest price seen for a BUY, highest for a SELL; absent before activation
 */
public record Trail(
        BigDecimal activatePrice,
        BigDecimal callbackRate,
        @Nullable BigDecimal extreme) {
    public boolean isActivated() {
        return extreme != null;
    }

    boolean activates(Side side, BigDecimal price) {
        int distance = price.compareTo(activatePrice);
        return extreme == null && (side == Side.BUY ? distance <= 0 : distance >= 0);
    }

    boolean reachesFurther(Side side, BigDecimal price) {
        if (extreme == null) {
            return false;
        }
        int distance = price.compareTo(extreme);
        return side == Side.BUY ? distance < 0 : distance > 0;
    }

    Trail at(BigDecimal price) {
        return new Trail(activatePrice, callbackRate, price);
    }

    /** Where it fires now; only when activated. */
    BigDecimal trigger(Side side) {
        BigDecimal seen = java.util.Objects.requireNonNull(extreme, "the trailing stop is not activated");
        BigDecimal part = callbackRate.movePointLeft(2);
        return seen.multiply(side == Side.BUY ? BigDecimal.ONE.add(part) : BigDecimal.ONE.subtract(part));
    }
}
