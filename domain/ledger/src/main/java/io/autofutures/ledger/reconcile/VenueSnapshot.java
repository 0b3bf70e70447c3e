package io.autofutures.ledger.reconcile;

import io.autofutures.ledger.lifecycle.OrderKey;
import io.autofutures.ledger.position.PositionKey;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.order.PositionSide;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the venue answered over REST.
 *
 * @param takenAt venue time before the first read
 * @param wallets asset to balance without unrealized profit
 * @param available may still be used as margin, USDT
 * @param positions rows with a position; a position without a row is flat
 * @param openOrders of both books
 * @param lookedUp orders that were held open here and are not in {@code openOrders}, as the venue knows them
 * @param notFound orders that were held open here and that the venue does not know
 */
public record VenueSnapshot(
        Instant takenAt,
        Map<String, BigDecimal> wallets,
        BigDecimal available,
        boolean hedgeMode,
        List<Row> positions,
        List<OrderView> openOrders,
        List<OrderView> lookedUp,
        List<OrderKey> notFound,
        Map<Symbol, Margin> margins) {

    /** @param amount as the venue writes it: negative for SHORT and for one-way shorts */
    public record Row(
            PositionKey key, BigDecimal amount, @Nullable Price entryPrice, Price markPrice, Instant updatedAt) {
        /** Signed only in one-way mode. */
        public BigDecimal size() {
            return key.side() == PositionSide.BOTH ? amount : amount.abs();
        }
    }

    /** @param type ISOLATED or CROSSED */
    public record Margin(int leverage, String type) {}
}
