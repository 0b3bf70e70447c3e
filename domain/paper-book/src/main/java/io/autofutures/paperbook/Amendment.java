package io.autofutures.paperbook;

import java.math.BigDecimal;
import java.time.Instant;

/** One change of an order. @param count how many there were then, this one included */
public record Amendment(
        long orderId,
        int count,
        Instant at,
        BigDecimal priceBefore,
        BigDecimal priceAfter,
        BigDecimal quantityBefore,
        BigDecimal quantityAfter,
        PriceMatch priceMatch) {
    /** Derived, so that it needs no counter: an order is amended fewer than 10000 times. */
    public long id() {
        return orderId * 10_000 + count;
    }
}
