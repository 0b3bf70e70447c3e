package io.autofutures.model.account;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tracker's reading of the user stream and of reconciliation, published on {@code order-events}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(OrderEvent.OrderChanged.class),
    @JsonSubTypes.Type(OrderEvent.OrderFilled.class),
    @JsonSubTypes.Type(OrderEvent.PositionClosed.class),
    @JsonSubTypes.Type(OrderEvent.BalanceMoved.class),
    @JsonSubTypes.Type(OrderEvent.Reconciled.class),
    @JsonSubTypes.Type(OrderEvent.Opened.class)
})
public sealed interface OrderEvent {
    AccountId account();

    Instant occurredAt();

    /** Derived from the user event or the reconciliation it rests on. */
    String eventId();

    /** A plain or algo order reached a new state. */
    @JsonTypeName("order-changed")
    record OrderChanged(AccountId account, Instant occurredAt, String eventId, OrderView order) implements OrderEvent {}

    /**
     * One execution; its trade id is the key of the ledger.
     *
     * @param commission in {@code commissionAsset}
     * @param realized profit of this execution as the venue reports it, before fees, quote currency
     * @param inferred read over REST because the stream did not bring it
     */
    @JsonTypeName("order-filled")
    record OrderFilled(
            AccountId account,
            Instant occurredAt,
            String eventId,
            Symbol symbol,
            ClientOrderId clientOrderId,
            long orderId,
            long tradeId,
            Side side,
            PositionSide positionSide,
            Quantity quantity,
            Price price,
            Quantity cumulative,
            BigDecimal commission,
            @Nullable String commissionAsset,
            BigDecimal realized,
            boolean maker,
            boolean inferred)
            implements OrderEvent {}

    /**
     * A position reached zero: what the whole episode came to, from fills.
     *
     * @param episode id of the position's life, from its first fill to zero
     * @param exitReason from the order that filled last: STOP, TAKE_PROFIT, CLOSE, LIQUIDATION, ADL, FOREIGN
     * @param net realized − fees ± funding, quote currency
     */
    @JsonTypeName("position-closed")
    record PositionClosed(
            AccountId account,
            Instant occurredAt,
            String eventId,
            String episode,
            Symbol symbol,
            PositionSide positionSide,
            Quantity quantity,
            Price entryPrice,
            Price exitPrice,
            String exitReason,
            @Nullable ClientOrderId closedBy,
            BigDecimal realized,
            BigDecimal fees,
            BigDecimal funding,
            BigDecimal net,
            Instant openedAt)
            implements OrderEvent {}

    /**
     * One posting of the ledger that is no fill: transfer, funding and the like.
     *
     * @param wallet balance after it, as the venue reports it
     */
    @JsonTypeName("balance-moved")
    record BalanceMoved(
            AccountId account,
            Instant occurredAt,
            String eventId,
            String asset,
            String reason,
            BigDecimal change,
            BigDecimal wallet)
            implements OrderEvent {}

    /**
     * The tracker compared itself with the venue.
     *
     * @param differences what was adopted, in words; empty when all agreed
     * @param blockedSymbols symbols without entries until clean
     */
    @JsonTypeName("reconciled")
    record Reconciled(
            AccountId account,
            Instant occurredAt,
            String eventId,
            List<String> differences,
            List<Symbol> blockedSymbols)
            implements OrderEvent {}

    /** Opening record: all that a fold needs to start here. Written at start and each UTC day. */
    @JsonTypeName("opened")
    record Opened(
            AccountId account,
            Instant occurredAt,
            String eventId,
            Map<String, BigDecimal> balances,
            List<OrderView> orders,
            List<PositionState> positions,
            Map<String, BigDecimal> ledger)
            implements OrderEvent {}
}
