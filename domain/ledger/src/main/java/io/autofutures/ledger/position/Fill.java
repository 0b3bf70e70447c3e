package io.autofutures.ledger.position;

import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One execution.
 *
 * @param tradeId of the venue, positive; negative for an execution inferred from REST; 0 where the venue gives none
 * @param at transaction time of the venue
 * @param cumulative executed quantity of the order after it
 * @param realized as the venue reports it, before fees, quote currency
 * @param exitReason what it would end a position as
 */
public record Fill(
        PositionKey position,
        Side side,
        long orderId,
        ClientOrderId clientOrderId,
        long tradeId,
        Instant at,
        Quantity quantity,
        Price price,
        Quantity cumulative,
        BigDecimal commission,
        @Nullable String commissionAsset,
        BigDecimal realized,
        boolean maker,
        boolean inferred,
        ExitReason exitReason) {

    /** The venue's own order of executions; trade ids of a symbol grow. */
    static final Comparator<Fill> ORDER = Comparator.comparing(Fill::at)
            .thenComparingLong(Fill::tradeId)
            .thenComparingLong(Fill::orderId)
            .thenComparing(Fill::cumulative);

    public Symbol symbol() {
        return position.symbol();
    }

    /** Key of the ledger: an execution with a known key has been counted. */
    public String key() {
        return tradeId == 0
                ? "%s/order-%d-%s".formatted(symbol(), orderId, cumulative)
                : "%s/%d".formatted(symbol(), tradeId);
    }

    BigDecimal signed() {
        return position.direction(side) > 0
                ? quantity.value()
                : quantity.value().negate();
    }

    /** The commission where it was paid in {@code asset}, else zero: other assets stand in the ledger only. */
    BigDecimal commissionIn(String asset) {
        return commissionAsset == null || commissionAsset.equals(asset) ? commission : BigDecimal.ZERO;
    }
}
