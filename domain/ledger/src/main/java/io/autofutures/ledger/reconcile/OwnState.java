package io.autofutures.ledger.reconcile;

import io.autofutures.ledger.lifecycle.OrderKey;
import io.autofutures.ledger.position.PositionKey;
import io.autofutures.model.order.OrderView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a comparison reads of our side.
 *
 * @param sizes signed only in one-way mode, less what was taken off without having been seen added
 * @param lastFillAt transaction time of the last fill that counts in the size
 * @param accounted executed quantity of each plain order that stands in the ledger
 */
public record OwnState(
        List<OrderView> orders,
        Map<PositionKey, BigDecimal> sizes,
        Map<PositionKey, Instant> lastFillAt,
        Map<OrderKey, BigDecimal> accounted,
        Map<String, BigDecimal> wallets) {}
