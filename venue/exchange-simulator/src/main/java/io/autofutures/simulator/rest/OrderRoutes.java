package io.autofutures.simulator.rest;

import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.paperbook.OrderRequest;
import io.autofutures.paperbook.Outcome;
import io.autofutures.paperbook.PaperBook;
import io.autofutures.paperbook.PaperOrder;
import io.autofutures.simulator.stream.Frames;
import io.autofutures.simulator.venue.Instrument;
import io.autofutures.simulator.venue.Venue;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Plain orders. Replies to placing have no avgPrice and no cumQuote since 2026-06-30. */
final class OrderRoutes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> LIVES = Set.of("GTC", "IOC", "FOK", "GTX");
    private static final Set<String> LIVES_NOT_SIMULATED = Set.of("GTD", "RPI", "GTE_GTC");

    private final Venue venue;

    OrderRoutes(Venue venue) {
        this.venue = venue;
    }

    Map<String, Route> routes() {
        return Map.of(
                "POST /fapi/v1/order", Route.order(this::place),
                "GET /fapi/v1/order", Route.signed(1, this::query),
                "DELETE /fapi/v1/order", Route.signed(1, this::cancel),
                "GET /fapi/v1/openOrders",
                        Route.signed(params -> params.text("symbol").isPresent() ? 1 : 40, this::open));
    }

    private JsonNode place(Params params) {
        Instrument instrument = params.instrument(venue.instruments());
        Side side = side(params);
        OrderType type = type(params);
        if (type.isConditional()) {
            throw ApiError.of(
                    -4120,
                    "Order type not supported for this endpoint. Please use the Algo Order API endpoints instead.");
        }
        refuseUnsimulated(params, "priceMatch", "goodTillDate");
        boolean limit = type == OrderType.LIMIT;
        String life = limit ? life(params) : "GTC";
        var request = new OrderRequest(
                instrument.symbol(),
                params.clientId("newClientOrderId").orElse(null),
                side,
                positionSide(params),
                type,
                life,
                params.mandatoryDecimal("quantity"),
                limit ? params.mandatoryDecimal("price") : null,
                params.flag("reduceOnly"));
        PaperOrder placed = ApiError.orThrow(venue.change((book, at) -> book.place(request, at)));
        boolean result = params.text("newOrderRespType").orElse("ACK").equals("RESULT");
        return placeReply(placed, instrument, result && (!limit || life.equals("IOC") || life.equals("FOK")));
    }

    static Side side(Params params) {
        return params.word("side", Side.class, -1117, "Invalid side.");
    }

    static OrderType type(Params params) {
        OrderType type = params.word("type", OrderType.class, -1116, "Invalid orderType.");
        if (type == OrderType.LIQUIDATION || type == OrderType.UNKNOWN) {
            throw ApiError.of(-1116, "Invalid orderType.");
        }
        return type;
    }

    static PositionSide positionSide(Params params) {
        return params.word("positionSide", PositionSide.class, PositionSide.BOTH, -4060, "Invalid position side.");
    }

    static void refuseUnsimulated(Params params, String... names) {
        for (String name : names) {
            params.text(name)
                    .filter(value -> !value.equals("NONE") && !value.equals("0"))
                    .ifPresent(value -> {
                        throw ApiError.notSimulated("parameter '%s'".formatted(name));
                    });
        }
    }

    private static String life(Params params) {
        String life = params.mandatory("timeInForce");
        if (LIVES_NOT_SIMULATED.contains(life)) {
            throw ApiError.notSimulated("timeInForce " + life);
        }
        if (!LIVES.contains(life)) {
            throw ApiError.of(-1115, "Invalid timeInForce.");
        }
        return life;
    }

    private JsonNode query(Params params) {
        Instrument instrument = params.instrument(venue.instruments());
        PaperOrder order = venue.read(book -> find(book, params))
                .filter(found -> found.symbol().equals(instrument.symbol()))
                .orElseThrow(() -> ApiError.of(-2013, "Order does not exist."));
        return queryReply(order, instrument);
    }

    private static Optional<PaperOrder> find(PaperBook book, Params params) {
        Optional<Long> id = params.number("orderId");
        if (id.isPresent()) {
            return book.order(id.get());
        }
        String clientId = params.text("origClientOrderId")
                .orElseThrow(() -> ApiError.of(
                        -1102, "Param 'origClientOrderId' or 'orderId' must be sent, but both were empty/null!"));
        return book.order(clientId);
    }

    private JsonNode cancel(Params params) {
        Instrument instrument = params.instrument(venue.instruments());
        PaperOrder canceled = ApiError.orThrow(venue.change((book, at) -> find(book, params)
                .filter(found -> found.symbol().equals(instrument.symbol()))
                .map(found -> book.cancel(found, at))
                .orElseGet(() -> new Outcome.Refused<>(-2011, "Unknown order sent."))));
        return placeReply(canceled, instrument, true);
    }

    private JsonNode open(Params params) {
        Instrument one = params.instrumentOrAll(venue.instruments());
        ArrayNode rows = NODES.arrayNode();
        for (PaperOrder order : venue.read(PaperBook::openOrders)) {
            Instrument instrument = venue.instruments().get(order.symbol());
            if (instrument != null && (one == null || one.equals(instrument))) {
                rows.add(queryReply(order, instrument));
            }
        }
        return rows;
    }

    /** @param told false for ACK: status NEW and nothing filled, whatever has happened */
    private static ObjectNode placeReply(PaperOrder order, Instrument instrument, boolean told) {
        ObjectNode reply = head(order, instrument, told);
        String filled = told ? order.filled().toPlainString() : "0";
        reply.put("origQty", order.quantity().toPlainString())
                .put("executedQty", filled)
                .put("cumQty", filled);
        return tail(reply, order).put("updateTime", order.updatedAt().toEpochMilli());
    }

    private static ObjectNode queryReply(PaperOrder order, Instrument instrument) {
        ObjectNode reply = head(order, instrument, true);
        reply.put("avgPrice", order.averagePrice().toPlainString())
                .put("origQty", order.quantity().toPlainString())
                .put("executedQty", order.filled().toPlainString())
                .put("cumQuote", order.cumulativeQuote().toPlainString());
        return tail(reply, order)
                .put("time", order.createdAt().toEpochMilli())
                .put("updateTime", order.updatedAt().toEpochMilli());
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
        BigDecimal stop = origin == null ? BigDecimal.ZERO : origin.triggerPrice();
        return reply.put("timeInForce", order.timeInForce())
                .put("type", order.type().name())
                .put("reduceOnly", order.reduceOnly())
                .put("closePosition", origin != null && origin.closePosition())
                .put("side", order.side().name())
                .put("positionSide", order.positionSide().name())
                .put("stopPrice", stop.toPlainString())
                .put("workingType", "CONTRACT_PRICE")
                .put("priceProtect", false)
                .put(
                        "origType",
                        origin == null ? order.type().name() : origin.type().name())
                .put("priceMatch", "NONE")
                .put("selfTradePreventionMode", "EXPIRE_MAKER")
                .put("goodTillDate", 0);
    }
}
