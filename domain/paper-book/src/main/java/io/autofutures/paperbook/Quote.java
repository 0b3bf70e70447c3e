package io.autofutures.paperbook;

import io.autofutures.model.order.Side;
import io.autofutures.model.order.WorkingType;
import java.math.BigDecimal;

/** Prices of one symbol at one instant, quote currency. @param bid best buyer @param ask best seller */
public record Quote(BigDecimal last, BigDecimal mark, BigDecimal bid, BigDecimal ask) {
    /** What a taker on {@code side} pays. */
    public BigDecimal takerPrice(Side side) {
        return side == Side.BUY ? ask : bid;
    }

    public BigDecimal working(WorkingType type) {
        return type == WorkingType.MARK_PRICE ? mark : last;
    }
}
