package io.autofutures.simulator.rest;

import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.WorkingType;
import io.autofutures.paperbook.Amendment;
import io.autofutures.paperbook.OrderOptions;
import io.autofutures.paperbook.PaperOrder;
import io.autofutures.simulator.stream.Frames;
import io.autofutures.simulator.venue.Instrument;
import java.math.BigDecimal;
import java.time.Instant;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Plain orders as they stand in replies. Those to placing have no avgPrice and no cumQuote since 2026-06-30. */
final class OrderReplies {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private OrderReplies() {}

    /** @param told false for ACK: status NEW and nothing filled, whatever has happened */
    static ObjectNode placed(PaperOrder order, Instrument instrument, boolean told) {
        ObjectNode reply = head(order, instrument, told);
        String filled = told ? order.filled().toPlainString() : "0";
        reply.put("origQty", order.quantity().toPlainString())
                .put("executedQty", filled)
                .put("cumQty", filled);
        return tail(reply, order).put("updateTime", order.updatedAt().toEpochMilli());
    }

    static ObjectNode amended(PaperOrder order, Instrument instrument) {
        return placed(order, instrument, true)
                .put("pair", order.symbol().value())
                .put("cumBase", "0");
    }

    static ObjectNode queried(PaperOrder order, Instrument instrument) {
        ObjectNode reply = head(order, instrument, true);
        reply.put("avgPrice", order.averagePrice().toPlainString())
                .put("origQty", order.quantity().toPlainString())
                .put("executedQty", order.filled().toPlainString())
                .put("cumQuote", order.cumulativeQuote().toPlainString());
        return tail(reply, order)
                .put("time", order.createdAt().toEpochMilli())
                .put("updateTime", order.updatedAt().toEpochMilli());
    }

    /** A row of allOrders. */
    static ObjectNode listed(PaperOrder order, Instrument instrument) {
        return queried(order, instrument)
                .put("cumBase", "0")
                .put("pair", order.symbol().value());
    }

    static ObjectNode amendment(PaperOrder order, Amendment amendment) {
        ObjectNode row = NODES.objectNode()
                .put("amendmentId", amendment.id())
                .put("symbol", order.symbol().value())
                .put("pair", order.symbol().value())
                .put("orderId", order.orderId())
                .put("clientOrderId", order.clientOrderId())
                .put("time", amendment.at().toEpochMilli());
        ObjectNode change = row.putObject("amendment");
        change.putObject("price")
                .put("before", amendment.priceBefore().toPlainString())
                .put("after", amendment.priceAfter().toPlainString());
        change.putObject("origQty")
                .put("before", amendment.quantityBefore().toPlainString())
                .put("after", amendment.quantityAfter().toPlainString());
        change.put("count", amendment.count());
        return row.put("priceMatch", amendment.priceMatch().name());
    }

    private static ObjectNode head(PaperOrder order, Instrument instrument, boolean told) {
        OrderStatus status = told ? order.status() : OrderStatus.NEW;
        return NODES.objectNode()
                .put("orderId", order.orderId())
                .put("symbol", order.symbol().value())
                .put("status", status.name())
                .put("clientOrderId", order.clientOrderId())
                .put("price", Frames.scaled(order.price(), instrument.priceScale()));
    }

    private static ObjectNode tail(ObjectNode reply, PaperOrder order) {
        PaperOrder.Origin origin = order.origin();
        OrderOptions options = order.options();
        Instant goodTill = options.goodTill();
        BigDecimal stop = origin == null ? BigDecimal.ZERO : origin.triggerPrice();
        reply.put("timeInForce", order.timeInForce().name())
                .put("type", order.type().name())
                .put("reduceOnly", order.reduceOnly())
                .put("closePosition", origin != null && origin.closePosition())
                .put("side", order.side().name())
                .put("positionSide", order.positionSide().name())
                .put("stopPrice", stop.toPlainString());
        if (origin != null && origin.trailing() != null) {
            BigDecimal activate = origin.trailing().activatePrice();
            reply.put("activatePrice", activate == null ? "0" : activate.toPlainString())
                    .put("priceRate", origin.trailing().callbackRate().toPlainString());
        }
        return reply.put("workingType", (origin == null ? WorkingType.CONTRACT_PRICE : origin.workingType()).name())
                .put("priceProtect", origin != null && origin.priceProtect())
                .put(
                        "origType",
                        origin == null ? order.type().name() : origin.type().name())
                .put("priceMatch", options.priceMatch().name())
                .put("selfTradePreventionMode", options.selfTrade().name())
                .put("goodTillDate", goodTill == null ? 0 : goodTill.toEpochMilli());
    }
}
