package io.autofutures.paperbook;

import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A change of a resting LIMIT order.
 *
 * @param side must be the order's
 * @param price absent with priceMatch
 * @param modifyId the caller's, comes back in the event
 * @param reduceOnly when given, must be the order's
 */
public record AmendRequest(
        Side side,
        BigDecimal quantity,
        @Nullable BigDecimal price,
        PriceMatch priceMatch,
        @Nullable String modifyId,
        @Nullable Boolean reduceOnly) {}
