package io.autofutures.status.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.PositionState;
import io.autofutures.model.id.Lineage;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.PositionSide;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A position with what protects it.
 *
 * @param id account, symbol and side
 * @param notional quantity × mark, quote currency; absent before the first mark
 * @param unrealizedPct of the notional at entry, percent; absent without an entry price
 * @param isProtected live stops cover the whole position
 * @param unprotectedSince venue time since which they do not; absent when they do
 * @param protection live protective orders, take-profits included
 */
public record PositionItem(
        String id,
        AccountId account,
        Symbol symbol,
        PositionSide positionSide,
        boolean open,
        Quantity quantity,
        @Nullable Price entryPrice,
        @Nullable Price mark,
        @Nullable BigDecimal notional,
        BigDecimal unrealized,
        @Nullable BigDecimal unrealizedPct,
        BigDecimal realized,
        BigDecimal fees,
        int leverage,
        String marginType,
        @Nullable String proposalId,
        @Nullable String tradeId,
        @JsonProperty("protected") boolean isProtected,
        @Nullable Instant unprotectedSince,
        List<OrderItem> protection,
        @Nullable Instant openedAt,
        Instant updatedAt,
        Instant knownGoodAt) {

    public static PositionItem of(PositionState position, @Nullable Instant unprotectedSince) {
        Lineage lineage = position.lineage() == null ? null : new Lineage(position.lineage());
        Price entry = position.entryPrice();
        Price mark = position.mark();
        BigDecimal pct = null;
        if (entry != null && position.isOpen()) {
            pct = position.unrealized()
                    .multiply(BigDecimal.valueOf(100))
                    .divide(position.quantity().notional(entry), 4, RoundingMode.HALF_EVEN);
        }
        return new PositionItem(
                idOf(position),
                position.account(),
                position.symbol(),
                position.positionSide(),
                position.isOpen(),
                position.quantity(),
                entry,
                mark,
                mark == null ? null : position.quantity().notional(mark),
                position.unrealized(),
                pct,
                position.realized(),
                position.fees(),
                position.leverage(),
                position.marginType(),
                lineage == null ? null : lineage.proposalId(),
                lineage == null ? null : lineage.tradeId(),
                position.isProtected(),
                unprotectedSince,
                position.protection().stream()
                        .map(order -> OrderItem.of(position.account(), order))
                        .toList(),
                position.openedAt(),
                position.updatedAt(),
                position.knownGoodAt());
    }

    public static String idOf(PositionState position) {
        return position.account() + ":" + position.symbol() + ":" + position.positionSide();
    }
}
