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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Orders of both books as REST writes them. The shapes differ by endpoint in what only some of them have. */
final class OrderPayloads {
    private OrderPayloads() {}

    static OrderView plain(JsonNode body) {
        return plain(Fields.of(body));
    }

    static OrderView algo(JsonNode body) {
        return algo(Fields.of(body));
    }

    static List<OrderView> plainRows(JsonNode body) {
        return Fields.rowsOf(body).stream().map(OrderPayloads::plain).toList();
    }

    static List<OrderView> algoRows(JsonNode body) {
        return Fields.rowsOf(body).stream().map(OrderPayloads::algo).toList();
    }

    /** {@code {"code":200,…}}, the code as number or text. */
    static boolean done(JsonNode body) {
        if (Fields.of(body).number("code") != 200) {
            throw new PayloadException("field 'code' is not 200: " + body.path("code"));
        }
        return true;
    }

    static Duration countdown(JsonNode body) {
        return Duration.ofMillis(Fields.of(body).number("countdownTime"));
    }

    /** Replies to placing, changing and canceling have no {@code time}: there {@code updateTime} stands for it. */
    static OrderView plain(Fields f) {
        Instant updated = f.instant("updateTime");
        boolean closes = f.flag("closePosition");
        return new OrderView(
                Book.PLAIN,
                f.symbol("symbol"),
                new ClientOrderId(f.text("clientOrderId")),
                String.valueOf(f.number("orderId")),
                type(f, "type"),
                f.word(Side.class, "side"),
                positionSide(f, "positionSide"),
                status(f, "status"),
                closes ? Quantity.ZERO : f.quantity("origQty"),
                f.quantity("executedQty"),
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
        boolean closes = f.flag("closePosition");
        OrderStatus status = status(f, "algoStatus");
        return new OrderView(
                Book.ALGO,
                f.symbol("symbol"),
                new ClientOrderId(f.text("clientAlgoId")),
                String.valueOf(f.number("algoId")),
                type(f, "orderType"),
                f.word(Side.class, "side"),
                positionSide(f, "positionSide"),
                status,
                closes ? Quantity.ZERO : f.quantity("quantity"),
                executedByChild(f, status),
                f.priceOrNull("actualPrice"),
                f.priceOrNull("price"),
                f.priceOrNull("triggerPrice"),
                f.wordOr(WorkingType.class, "workingType", null),
                closes,
                f.flag("reduceOnly"),
                null,
                digitsOrNull(f, "actualOrderId"),
                null,
                f.instant("createTime"),
                f.instant("updateTime"));
    }

    /** Not every shape has it before the trigger, where nothing can be executed. */
    private static Quantity executedByChild(Fields f, OrderStatus status) {
        boolean triggered = status == OrderStatus.TRIGGERED || status == OrderStatus.FINISHED;
        return triggered ? f.quantity("actualQty") : f.quantityOrZero("actualQty");
    }

    private static @Nullable String digitsOrNull(Fields f, String name) {
        Long number = f.numberOrNull(name);
        return number == null ? null : number.toString();
    }

    /** {@code UNKNOWN} for a word this version does not know. */
    static OrderType type(Fields f, String name) {
        return wordOrUnknown(f, OrderType.class, name, OrderType.UNKNOWN);
    }

    static PositionSide positionSide(Fields f, String name) {
        return f.word(PositionSide.class, name);
    }

    /** NEW_INSURANCE and NEW_ADL of old captures are open liquidation orders. */
    static OrderStatus status(Fields f, String name) {
        return f.text(name).startsWith("NEW_")
                ? OrderStatus.NEW
                : wordOrUnknown(f, OrderStatus.class, name, OrderStatus.UNKNOWN);
    }

    private static <E extends Enum<E>> E wordOrUnknown(Fields f, Class<E> type, String name, E unknown) {
        var unused = f.text(name); // a missing word is an error, a new one is not
        E word = f.wordOr(type, name, unknown);
        return word == null ? unknown : word;
    }

    private static Instant firstOf(@Nullable Instant first, Instant second) {
        return first == null ? second : first;
    }
}
