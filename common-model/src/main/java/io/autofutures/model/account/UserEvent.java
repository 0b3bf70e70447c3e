package io.autofutures.model.account;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.order.WorkingType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The user stream as received, in our words, with marks where it was interrupted; published on {@code user-events}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(UserEvent.OrderUpdated.class),
    @JsonSubTypes.Type(UserEvent.AlgoUpdated.class),
    @JsonSubTypes.Type(UserEvent.AccountUpdated.class),
    @JsonSubTypes.Type(UserEvent.ConfigUpdated.class),
    @JsonSubTypes.Type(UserEvent.MultiAssetsChanged.class),
    @JsonSubTypes.Type(UserEvent.MarginCalled.class),
    @JsonSubTypes.Type(UserEvent.StreamInterrupted.class),
    @JsonSubTypes.Type(UserEvent.StreamResumed.class),
    @JsonSubTypes.Type(UserEvent.Unrecognized.class)
})
public sealed interface UserEvent {
    AccountId account();

    /** Venue event time (field {@code E}). */
    Instant occurredAt();

    /** Derived: the same venue event has the same id, however often it is received. */
    String eventId();

    /**
     * {@code ORDER_TRADE_UPDATE}.
     *
     * @param transactedAt field {@code T}
     * @param executionType field {@code x}: NEW, TRADE, CANCELED, CALCULATED, EXPIRED, AMENDMENT
     * @param lastFilled field {@code l}
     * @param filled field {@code z}, cumulative
     * @param tradeId field {@code t}, 0 when this is no fill
     * @param commission field {@code n}, in {@code commissionAsset}, zero when absent
     * @param realizedProfit field {@code rp}, before fees
     * @param expiryReason field {@code er}
     * @param modifyId field {@code M}, of an amended order since 2026-07-30
     */
    @JsonTypeName("order-updated")
    record OrderUpdated(
            AccountId account,
            Instant occurredAt,
            Instant transactedAt,
            Symbol symbol,
            long orderId,
            ClientOrderId clientOrderId,
            Side side,
            PositionSide positionSide,
            OrderType type,
            OrderType originalType,
            String executionType,
            OrderStatus status,
            Quantity quantity,
            @Nullable Price price,
            @Nullable Price averagePrice,
            @Nullable Price triggerPrice,
            Quantity lastFilled,
            @Nullable Price lastPrice,
            Quantity filled,
            long tradeId,
            BigDecimal commission,
            @Nullable String commissionAsset,
            BigDecimal realizedProfit,
            boolean maker,
            boolean reduceOnly,
            boolean closePosition,
            @Nullable WorkingType workingType,
            @Nullable String expiryReason,
            @Nullable String modifyId)
            implements UserEvent {
        @Override
        public String eventId() {
            return "order/%s/%s/%d/%s/%d/%d/%s"
                    .formatted(account, symbol, orderId, executionType, transactedAt.toEpochMilli(), tradeId, filled);
        }

        /** An execution that moves the position (TRADE, or CALCULATED for liquidation and ADL). */
        public boolean isFill() {
            return !lastFilled.isZero() && (executionType.equals("TRADE") || executionType.equals("CALCULATED"));
        }
    }

    /**
     * {@code ALGO_UPDATE}.
     *
     * @param childOrderId field {@code ai}, absent before the trigger
     * @param filled field {@code aq}, zero before the trigger
     * @param rejectReason field {@code rm}
     */
    @JsonTypeName("algo-updated")
    record AlgoUpdated(
            AccountId account,
            Instant occurredAt,
            Instant transactedAt,
            Symbol symbol,
            long algoId,
            ClientOrderId clientAlgoId,
            Side side,
            PositionSide positionSide,
            OrderType type,
            OrderStatus status,
            Quantity quantity,
            Price triggerPrice,
            @Nullable Price price,
            Quantity filled,
            @Nullable Price averagePrice,
            @Nullable String childOrderId,
            WorkingType workingType,
            boolean closePosition,
            boolean reduceOnly,
            @Nullable String rejectReason)
            implements UserEvent {
        @Override
        public String eventId() {
            return "algo/%s/%d/%s/%d".formatted(account, algoId, status, transactedAt.toEpochMilli());
        }
    }

    /**
     * {@code ACCOUNT_UPDATE}: only what changed.
     *
     * @param reason field {@code m}, for instance ORDER, FUNDING_FEE, DEPOSIT
     * @param cause field {@code S}: the contract whose funding this is, since 2026-08-07
     */
    @JsonTypeName("account-updated")
    record AccountUpdated(
            AccountId account,
            Instant occurredAt,
            Instant transactedAt,
            String reason,
            List<Balance> balances,
            List<PositionRow> positions,
            @Nullable Symbol cause)
            implements UserEvent {
        /**
         * @param wallet field {@code wb}
         * @param change field {@code bc}, without profit and commission
         */
        public record Balance(String asset, BigDecimal wallet, BigDecimal crossWallet, BigDecimal change) {}

        /**
         * @param amount field {@code pa}, signed, zero when closed
         * @param entryPrice absent when closed
         * @param realized field {@code cr}, accumulated, before fees
         */
        public record PositionRow(
                Symbol symbol,
                PositionSide positionSide,
                BigDecimal amount,
                @Nullable Price entryPrice,
                @Nullable Price breakEvenPrice,
                BigDecimal realized,
                BigDecimal unrealized,
                String marginType,
                BigDecimal isolatedWallet) {}

        @Override
        public String eventId() {
            var rows = new StringBuilder();
            balances.forEach(row ->
                    rows.append(row.asset()).append('=').append(row.wallet().toPlainString()));
            positions.forEach(row -> rows.append(row.symbol())
                    .append(row.positionSide())
                    .append('=')
                    .append(row.amount().toPlainString()));
            return "account/%s/%d/%s/%s".formatted(account, transactedAt.toEpochMilli(), reason, rows);
        }
    }

    /** {@code ACCOUNT_CONFIG_UPDATE} of a symbol's leverage. */
    @JsonTypeName("config-updated")
    record ConfigUpdated(AccountId account, Instant occurredAt, Symbol symbol, int leverage) implements UserEvent {
        @Override
        public String eventId() {
            return "config/%s/%s/%d".formatted(account, symbol, occurredAt.toEpochMilli());
        }
    }

    /** {@code ACCOUNT_CONFIG_UPDATE} of the account: multi-assets margin was switched on or off. */
    @JsonTypeName("multi-assets-changed")
    record MultiAssetsChanged(AccountId account, Instant occurredAt, boolean on) implements UserEvent {
        @Override
        public String eventId() {
            return "multi-assets/%s/%d".formatted(account, occurredAt.toEpochMilli());
        }
    }

    /**
     * {@code MARGIN_CALL}; not guaranteed to come before a liquidation.
     *
     * @param crossWallet field {@code cw}; absent for isolated positions
     */
    @JsonTypeName("margin-called")
    record MarginCalled(
            AccountId account, Instant occurredAt, @Nullable BigDecimal crossWallet, List<PositionAtRisk> positions)
            implements UserEvent {
        /**
         * @param amount field {@code pa}, signed
         * @param marginType CROSSED or ISOLATED
         * @param maintenanceMargin field {@code mm}: what the position needs
         */
        public record PositionAtRisk(
                Symbol symbol,
                PositionSide positionSide,
                BigDecimal amount,
                String marginType,
                BigDecimal isolatedWallet,
                Price markPrice,
                BigDecimal unrealized,
                BigDecimal maintenanceMargin) {}

        @Override
        public String eventId() {
            return "margin-call/%s/%d".formatted(account, occurredAt.toEpochMilli());
        }

        /** For people. */
        public String detail() {
            return positions.stream()
                    .map(row -> "%s %s %s at %s, unrealized %s, needs %s"
                            .formatted(
                                    row.symbol(),
                                    row.positionSide(),
                                    row.amount().toPlainString(),
                                    row.markPrice(),
                                    row.unrealized().toPlainString(),
                                    row.maintenanceMargin().toPlainString()))
                    .collect(Collectors.joining("; "));
        }
    }

    /** From here on events may be missing. */
    @JsonTypeName("stream-interrupted")
    record StreamInterrupted(AccountId account, Instant occurredAt, String reason) implements UserEvent {
        @Override
        public String eventId() {
            return "interrupted/%s/%d".formatted(account, occurredAt.toEpochMilli());
        }
    }

    /** Events flow again; whoever folds them must compare with REST before trusting the sum. Also sent at first start. */
    @JsonTypeName("stream-resumed")
    record StreamResumed(AccountId account, Instant occurredAt) implements UserEvent {
        @Override
        public String eventId() {
            return "resumed/%s/%d".formatted(account, occurredAt.toEpochMilli());
        }
    }

    /** A kind this version does not know: kept and counted, never dropped. @param raw the frame's data, JSON */
    @JsonTypeName("unrecognized")
    record Unrecognized(AccountId account, Instant occurredAt, String type, String raw) implements UserEvent {
        @Override
        public String eventId() {
            return "unrecognized/%s/%s/%d/%08x".formatted(account, type, occurredAt.toEpochMilli(), raw.hashCode());
        }
    }
}
