package io.autofutures.ledger;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.UserEvent;
import io.autofutures.model.id.Lineage;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.Leg;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.order.WorkingType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of a user stream as the venue would send them. Fees are 0.0004 of the notional. */
final class Session {
    static final AccountId ACCOUNT = new AccountId("main");
    static final Symbol SYMBOL = new Symbol("ADAUSDT");
    static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
    static final Lineage LINEAGE = Lineage.derive("mark/ADAUSDT/1", "ADAUSDT", "mark");

    private Session() {}

    static ClientOrderId id(Leg leg) {
        return ClientOrderId.of("af01", LINEAGE, leg, 1);
    }

    static Instant at(long millis) {
        return START.plusMillis(millis);
    }

    static UserEvent.OrderUpdated accepted(long orderId, ClientOrderId id, Side side, String quantity, long millis) {
        return order(orderId, id, side, quantity, "NEW", OrderStatus.NEW, "0", null, "0", 0, "0", "0", millis);
    }

    static UserEvent.OrderUpdated filled(
            long orderId,
            ClientOrderId id,
            Side side,
            String quantity,
            String last,
            String price,
            String cumulative,
            long tradeId,
            String realized,
            long millis) {
        boolean whole = new BigDecimal(quantity).compareTo(new BigDecimal(cumulative)) == 0;
        BigDecimal fee = new BigDecimal(last).multiply(new BigDecimal(price)).multiply(new BigDecimal("0.0004"));
        return order(
                orderId,
                id,
                side,
                quantity,
                "TRADE",
                whole ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED,
                last,
                price,
                cumulative,
                tradeId,
                fee.toPlainString(),
                realized,
                millis);
    }

    private static UserEvent.OrderUpdated order(
            long orderId,
            ClientOrderId id,
            Side side,
            String quantity,
            String execution,
            OrderStatus status,
            String last,
            @Nullable String price,
            String cumulative,
            long tradeId,
            String fee,
            String realized,
            long millis) {
        Price lastPrice = price == null ? null : Price.of(price);
        return new UserEvent.OrderUpdated(
                ACCOUNT,
                at(millis),
                at(millis),
                SYMBOL,
                orderId,
                id,
                side,
                PositionSide.LONG,
                OrderType.MARKET,
                OrderType.MARKET,
                execution,
                status,
                Quantity.of(quantity),
                null,
                lastPrice,
                null,
                Quantity.of(last),
                lastPrice,
                Quantity.of(cumulative),
                tradeId,
                new BigDecimal(fee),
                "USDT",
                new BigDecimal(realized),
                false,
                false,
                false,
                WorkingType.CONTRACT_PRICE,
                "0",
                null);
    }

    static UserEvent.AlgoUpdated algo(
            long algoId, ClientOrderId id, OrderStatus status, @Nullable String child, String filled, long millis) {
        return new UserEvent.AlgoUpdated(
                ACCOUNT,
                at(millis),
                at(millis),
                SYMBOL,
                algoId,
                id,
                Side.SELL,
                PositionSide.LONG,
                OrderType.STOP_MARKET,
                status,
                Quantity.ZERO,
                Price.of("0.30"),
                null,
                Quantity.of(filled),
                null,
                child,
                WorkingType.MARK_PRICE,
                true,
                false,
                null);
    }

    static UserEvent.AccountUpdated account(String reason, String wallet, String change, String amount, long millis) {
        return new UserEvent.AccountUpdated(
                ACCOUNT,
                at(millis),
                at(millis),
                reason,
                List.of(new UserEvent.AccountUpdated.Balance(
                        "USDT", new BigDecimal(wallet), new BigDecimal(wallet), new BigDecimal(change))),
                List.of(new UserEvent.AccountUpdated.PositionRow(
                        SYMBOL,
                        PositionSide.LONG,
                        new BigDecimal(amount),
                        null,
                        null,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        "isolated",
                        BigDecimal.ZERO)),
                null);
    }

    /** Cross margin: the balance alone, and the symbol. */
    static UserEvent.AccountUpdated crossFunding(String wallet, String change, long millis) {
        return new UserEvent.AccountUpdated(
                ACCOUNT,
                at(millis),
                at(millis),
                "FUNDING_FEE",
                List.of(new UserEvent.AccountUpdated.Balance(
                        "USDT", new BigDecimal(wallet), new BigDecimal(wallet), new BigDecimal(change))),
                List.of(),
                SYMBOL);
    }

    /** 100 bought in two executions, the stop placed. */
    static List<UserEvent> entry() {
        return List.of(
                accepted(1, id(Leg.ENTRY), Side.BUY, "100", 0),
                filled(1, id(Leg.ENTRY), Side.BUY, "100", "40", "0.3100", "40", 11, "0", 1),
                filled(1, id(Leg.ENTRY), Side.BUY, "100", "60", "0.3110", "100", 12, "0", 1),
                algo(50, id(Leg.POSITION_STOP), OrderStatus.NEW, null, "0", 5));
    }

    /** The stop fires: every kind of event the venue sends for it. */
    static List<UserEvent> stop() {
        ClientOrderId stop = id(Leg.POSITION_STOP);
        return List.of(
                algo(50, stop, OrderStatus.TRIGGERING, null, "0", 100),
                algo(50, stop, OrderStatus.TRIGGERED, "2", "0", 101),
                accepted(2, stop, Side.SELL, "100", 101),
                account("ORDER", "9998.9", "0", "0", 102),
                filled(2, stop, Side.SELL, "100", "100", "0.2995", "100", 13, "-1.11", 102),
                algo(50, stop, OrderStatus.FINISHED, "2", "100", 103));
    }
}
