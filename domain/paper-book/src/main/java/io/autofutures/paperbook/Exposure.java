package io.autofutures.paperbook;

import io.autofutures.model.order.Side;
import java.math.BigDecimal;

/**
 * A position and the resting orders that would change it, as notionals.
 *
 * @param held signed, at mark
 * @param bids resting buys, closing orders left out
 * @param asks resting sells, closing orders left out
 */
public record Exposure(BigDecimal held, BigDecimal bids, BigDecimal asks) {
    /** The largest it could become, not negative. */
    BigDecimal largest() {
        return held.add(bids).abs().max(held.subtract(asks).abs()).max(held.abs());
    }

    /** What the resting orders could add. */
    BigDecimal beyondHeld() {
        return largest().subtract(held.abs());
    }

    Exposure with(Side side, BigDecimal notional) {
        return side == Side.BUY
                ? new Exposure(held, bids.add(notional), asks)
                : new Exposure(held, bids, asks.add(notional));
    }
}
