package io.autofutures.binance;

import io.autofutures.model.market.Quantity;
import io.autofutures.model.order.Book;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.order.WorkingType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Orders of both books as REST writes them. The shapes differ by endpoint, so nearly every field may be missing. */
final class OrderPayloads {
    private OrderPayloads() {}

    static OrderView plain(Fields f) {
        Instant updated = firstOf(f.instantOrNull("updateTime"), f.instantOrNull("time"));
        boolean closes = f.flag("closePosition");
        return new OrderView(
                Book.PLAIN,
                f.symbol("symbol"),
                new ClientOrderId(f.text("clientOrderId")),
                f.text("orderId"),
                type(f, "type"),
                f.word(Side.class, "side"),
                positionSide(f, "positionSide"),
                status(f, "status"),
                closes ? Quantity.ZERO : f.quantityOrZero("origQty"),
                f.quantityOrZero("executedQty"),
                f.priceOrNull("avgPrice"),
                f.priceOrNull("price"),
                f.priceOrNull("stopPrice"),
                f.wordOr(WorkingType.class, "workingType", null),
                closes,
                f.flag("reduceOnly"),
                null,
                null,
                null,
                firstOf(f.instantOrNull("time"), updated),
                updated);
    }

    static OrderView algo(Fields f) {
        Instant updated = firstOf(f.instantOrNull("updateTime"), f.instantOrNull("createTime"));
        boolean closes = f.flag("closePosition");
        return new OrderView(
                Book.ALGO,
                f.symbol("symbol"),
                new ClientOrderId(f.text("clientAlgoId")),
                f.text("algoId"),
                type(f, "orderType"),
                f.word(Side.class, "side"),
                positionSide(f, "positionSide"),
                status(f, "algoStatus"),
                closes ? Quantity.ZERO : f.quantityOrZero("quantity"),
                f.quantityOrZero("actualQty"),
                f.priceOrNull("actualPrice"),
                f.priceOrNull("price"),
                f.priceOrNull("triggerPrice"),
                f.wordOr(WorkingType.class, "workingType", null),
                closes,
                f.flag("reduceOnly"),
                null,
                f.textOrNull("actualOrderId"),
                null,
                firstOf(f.instantOrNull("createTime"), updated),
                updated);
    }

    static OrderType type(Fields f, String name) {
        OrderType type = f.wordOr(OrderType.class, name, OrderType.UNKNOWN);
        return type == null ? OrderType.UNKNOWN : type;
    }

    static PositionSide positionSide(Fields f, String name) {
        PositionSide side = f.wordOr(PositionSide.class, name, PositionSide.BOTH);
        return side == null ? PositionSide.BOTH : side;
    }

    /** NEW_INSURANCE and NEW_ADL of old captures are open liquidation orders. */
    static OrderStatus status(Fields f, String name) {
        String text = f.text(name);
        if (text.startsWith("NEW_")) {
            return OrderStatus.NEW;
        }
        OrderStatus status = f.wordOr(OrderStatus.class, name, OrderStatus.UNKNOWN);
        return status == null ? OrderStatus.UNKNOWN : status;
    }

    private static Instant firstOf(@Nullable Instant first, @Nullable Instant second) {
        if (first != null) {
            return first;
        }
        return second == null ? Instant.EPOCH : second;
    }
}
