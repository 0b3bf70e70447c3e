package io.autofutures.model.account;

import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.order.PositionSide;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Latest state of one position, on {@code positions}; quantity zero when flat.
 *
 * @param episode id of this position's life, derived from its first fill; empty when never open
 * @param lineage lineage of the trade that opened it; absent when it was opened by someone else
 * @param mark last mark price used for {@code unrealized}; absent before the first
 * @param unrealized quantity × (mark − entry), signed by side, quote currency
 * @param realized of this episode so far, before fees
 * @param fees of this episode so far, quote currency
 * @param protection live protective orders of either book in the closing direction, take-profits included
 * @param knownGoodAt user stream and reconciliation are known good up to here
 */
public record PositionState(
        AccountId account,
        Symbol symbol,
        PositionSide positionSide,
        Quantity quantity,
        @Nullable Price entryPrice,
        @Nullable Price mark,
        BigDecimal unrealized,
        BigDecimal realized,
        BigDecimal fees,
        int leverage,
        String marginType,
        String episode,
        @Nullable String lineage,
        List<OrderView> protection,
        @Nullable Instant openedAt,
        Instant updatedAt,
        Instant knownGoodAt) {

    public boolean isOpen() {
        return !quantity.isZero();
    }

    /** Live stops cover the whole position: a closePosition stop, or quantity stops that add up. */
    public boolean isProtected() {
        Quantity covered = Quantity.ZERO;
        for (OrderView order : protection) {
            if (order.isLiveStopFor(positionSide)) {
                if (order.closePosition()) {
                    return true;
                }
                covered = covered.plus(order.quantity());
            }
        }
        return covered.compareTo(quantity) >= 0;
    }
}
