package io.autofutures.simulator.stream;

import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.Side;
import io.autofutures.model.order.WorkingType;
import io.autofutures.paperbook.BookEvent;
import io.autofutures.paperbook.Fill;
import io.autofutures.paperbook.OrderOptions;
import io.autofutures.paperbook.PaperAlgo;
import io.autofutures.paperbook.PaperOrder;
import io.autofutures.paperbook.Trail;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Order and algo events of one instant as the user stream tells them. */
final class OrderFrames {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final List<BookEvent> events;
    private final Instant at;
    private final Set<List<Long>> hinted = new HashSet<>();

    OrderFrames(List<BookEvent> events, Instant at) {
        this.events = events;
        this.at = at;
    }

    /** TRADE_LITE of the next trade of that order in this batch, told ahead of everything else about it, once. */
    Optional<ObjectNode> hint(long orderId, int from) {
        for (BookEvent event : events.subList(from, events.size())) {
            if (event instanceof BookEvent.OrderTraded(PaperOrder order, Fill fill) && order.orderId() == orderId) {
                return hinted.add(List.of(orderId, fill.tradeId())) ? Optional.of(lite(order, fill)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private ObjectNode lite(PaperOrder order, Fill fill) {
        return envelope("TRADE_LITE", at)
                .put("s", order.symbol().value())
                .put("q", plain(order.quantity()))
                .put("p", plain(order.price()))
                .put("m", fill.maker())
                .put("c", order.clientOrderId())
                .put("S", order.side().name())
                .put("L", plain(fill.price()))
                .put("l", plain(fill.quantity()))
                .put("t", fill.tradeId())
                .put("i", order.orderId());
    }

    ObjectNode placed(PaperOrder order) {
        return order(order, "NEW", null, "0", null);
    }

    ObjectNode traded(PaperOrder order, Fill fill) {
        return order(order, "TRADE", fill, "0", null);
    }

    /** Liquidation or deleveraging. */
    ObjectNode forced(PaperOrder order, Fill fill) {
        return order(order, "CALCULATED", fill, "0", null);
    }

    ObjectNode amended(PaperOrder order, @Nullable String modifyId) {
        return order(order, "AMENDMENT", null, "0", modifyId);
    }

    ObjectNode ended(PaperOrder order, String expiry) {
        return order(order, order.status() == OrderStatus.CANCELED ? "CANCELED" : "EXPIRED", null, expiry, null);
    }

    private ObjectNode order(
            PaperOrder order, String execution, @Nullable Fill fill, String expiry, @Nullable String modifyId) {
        PaperOrder.Origin origin = order.origin();
        OrderOptions options = order.options();
        ObjectNode frame = envelope("ORDER_TRADE_UPDATE", at);
        boolean buys = order.side() == Side.BUY;
        BigDecimal open = order.isOpen() ? order.remaining().multiply(order.price()) : BigDecimal.ZERO;
        ObjectNode body = frame.putObject("o")
                .put("s", order.symbol().value())
                .put("c", order.clientOrderId())
                .put("S", order.side().name())
                .put("o", order.type().name())
                .put("f", order.timeInForce().name())
                .put("q", plain(order.quantity()))
                .put("p", plain(order.price()))
                .put("ap", plain(order.averagePrice()))
                .put("sp", origin == null ? "0" : plain(origin.triggerPrice()))
                .put("x", execution)
                .put("X", order.status().name())
                .put("i", order.orderId());
        if (modifyId != null) {
            body.put("M", modifyId);
        }
        body.put("l", fill == null ? "0" : plain(fill.quantity()))
                .put("z", plain(order.filled()))
                .put("L", fill == null ? "0" : plain(fill.price()))
                .put("n", fill == null ? "0" : plain(fill.fee()))
                .put("N", "USDT")
                .put("T", at.toEpochMilli())
                .put("t", fill == null ? 0 : fill.tradeId())
                .put("b", buys ? plain(open) : "0")
                .put("a", buys ? "0" : plain(open))
                .put("m", fill != null && fill.maker())
                .put("R", order.reduceOnly())
                .put("wt", (origin == null ? WorkingType.CONTRACT_PRICE : origin.workingType()).name())
                .put("ot", origin == null ? order.type().name() : origin.type().name())
                .put("ps", order.positionSide().name())
                .put("cp", origin != null && origin.closePosition())
                .put("rp", fill == null ? "0" : plain(fill.realized()));
        if (origin != null && origin.trailing() != null) {
            BigDecimal activate = origin.trailing().activatePrice();
            body.put("AP", activate == null ? "0" : plain(activate))
                    .put("cr", plain(origin.trailing().callbackRate()));
        }
        body.put("pP", false)
                .put("si", 0)
                .put("ss", 0)
                .put("V", options.selfTrade().name())
                .put("pm", options.priceMatch().name())
                .put("gtd", goodTill(options))
                .put("er", expiry)
                .put("st", 1);
        return frame;
    }

    ObjectNode algo(PaperAlgo algo) {
        ObjectNode frame = envelope("ALGO_UPDATE", at);
        OrderOptions options = algo.terms().options();
        Long child = algo.childOrderId();
        Trail trail = algo.trail();
        ObjectNode body = frame.putObject("o")
                .put("caid", algo.clientAlgoId())
                .put("aid", algo.algoId())
                .put("at", "CONDITIONAL")
                .put("o", algo.type().name())
                .put("s", algo.symbol().value())
                .put("S", algo.side().name())
                .put("ps", algo.positionSide().name())
                .put("f", algo.timeInForce().name())
                .put("q", plain(algo.quantity()))
                .put("X", algo.status().name())
                .put("ai", child == null ? "" : Long.toString(child));
        if (algo.triggeredAt() != null) {
            body.put("ap", plain(algo.averagePrice()))
                    .put("aq", plain(algo.filled()))
                    .put("act", child == null ? "0" : algo.childType().name());
        }
        body.put("tp", plain(algo.triggerPrice()))
                .put("p", plain(algo.price()))
                .put("V", options.selfTrade().name())
                .put("wt", algo.workingType().name())
                .put("pm", options.priceMatch().name())
                .put("cp", algo.closePosition())
                .put("pP", algo.terms().priceProtect())
                .put("R", algo.reduceOnly())
                .put("tt", algo.triggeredAt() == null ? 0 : algo.triggeredAt().toEpochMilli())
                .put("gtd", goodTill(options))
                .put("ia", trail != null && trail.isActivated());
        if (algo.reason() != null) {
            body.put("rm", algo.reason());
        }
        return frame;
    }

    private static long goodTill(OrderOptions options) {
        Instant goodTill = options.goodTill();
        return goodTill == null ? 0 : goodTill.toEpochMilli();
    }

    static ObjectNode envelope(String kind, Instant at) {
        return NODES.objectNode().put("e", kind).put("T", at.toEpochMilli()).put("E", at.toEpochMilli());
    }

    /** No exponent and no trailing zeros. */
    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
