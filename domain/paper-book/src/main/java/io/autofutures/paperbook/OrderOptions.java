package io.autofutures.paperbook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** @param goodTill end of a GTD order, whole seconds; absent otherwise */
public record OrderOptions(
        PriceMatch priceMatch,
        SelfTradePrevention selfTrade,
        @Nullable Instant goodTill) {
    /** What live replies show for an order that asks for nothing. */
    public static final OrderOptions PLAIN = new OrderOptions(PriceMatch.NONE, SelfTradePrevention.EXPIRE_MAKER, null);

    OrderOptions amended(PriceMatch match) {
        return new OrderOptions(match, SelfTradePrevention.NONE, goodTill);
    }

    boolean isOver(Instant at) {
        return goodTill != null && !goodTill.isAfter(at);
    }
}
