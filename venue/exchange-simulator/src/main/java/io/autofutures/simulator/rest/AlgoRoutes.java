package io.autofutures.simulator.rest;

import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.WorkingType;
import io.autofutures.paperbook.AlgoRequest;
import io.autofutures.paperbook.Outcome;
import io.autofutures.paperbook.PaperAlgo;
import io.autofutures.paperbook.PaperBook;
import io.autofutures.simulator.stream.Frames;
import io.autofutures.simulator.venue.Instrument;
import io.autofutures.simulator.venue.Venue;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Conditional orders, which live apart since 2025-12-09, in the three reply shapes of production. */
final class AlgoRoutes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Venue venue;

    AlgoRoutes(Venue venue) {
        this.venue = venue;
    }

    Map<String, Route> routes() {
        return Map.of(
                "POST /fapi/v1/algoOrder", Route.order(this::place),
                "GET /fapi/v1/algoOrder", Route.signed(1, this::query),
                "DELETE /fapi/v1/algoOrder", Route.signed(1, this::cancel),
                "GET /fapi/v1/openAlgoOrders",
                        Route.signed(params -> params.text("symbol").isPresent() ? 1 : 40, this::open));
    }

    private JsonNode place(Params params) {
        if (!params.mandatory("algoType").equals("CONDITIONAL")) {
            throw ApiError.notSimulated("algoType other than CONDITIONAL");
        }
        Instrument instrument = params.instrument(venue.instruments());
        OrderType type = OrderRoutes.type(params);
        if (type == OrderType.MARKET || type == OrderType.LIMIT) {
            throw ApiError.of(-1116, "Invalid orderType.");
        }
        if (type != OrderType.STOP_MARKET && type != OrderType.TAKE_PROFIT_MARKET) {
            throw ApiError.notSimulated("algo orders of type " + type);
        }
        OrderRoutes.refuseUnsimulated(params, "priceMatch", "goodTillDate", "activatePrice", "callbackRate");
        if (params.flag("priceProtect")) {
            throw ApiError.notSimulated("priceProtect");
        }
        boolean closes = params.flag("closePosition");
        if (closes && params.flag("reduceOnly")) {
            throw ApiError.of(-1106, "Parameter 'reduceonly' sent when not required.");
        }
        var request = new AlgoRequest(
                instrument.symbol(),
                params.clientId("clientAlgoId").orElse(null),
                type,
                OrderRoutes.side(params),
                OrderRoutes.positionSide(params),
                closes ? params.decimal("quantity").orElse(null) : params.mandatoryDecimal("quantity"),
                closes,
                params.flag("reduceOnly"),
                params.mandatoryDecimal("triggerPrice"),
                params.word(
                        "workingType",
                        WorkingType.class,
                        WorkingType.CONTRACT_PRICE,
                        -1102,
                        "Mandatory parameter 'workingType' was not sent, was empty/null, or malformed."));
        PaperAlgo placed = ApiError.orThrow(venue.change((book, at) -> book.placeAlgo(request, at)));
        return tail(head(placed), placed, instrument);
    }

    private JsonNode query(Params params) {
        PaperAlgo algo =
                venue.read(book -> find(book, params)).orElseThrow(() -> ApiError.of(-2013, "Order does not exist."));
        return listed(algo, true);
    }

    private static Optional<PaperAlgo> find(PaperBook book, Params params) {
        Optional<Long> id = params.number("algoId");
        if (id.isPresent()) {
            return book.algo(id.get());
        }
        String clientId = params.text("clientAlgoId")
                .orElseThrow(() ->
                        ApiError.of(-1102, "Param 'algoId' or 'clientAlgoId' must be sent, but both were empty/null!"));
        return book.algo(clientId);
    }

    private JsonNode cancel(Params params) {
        PaperAlgo canceled = ApiError.orThrow(venue.change((book, at) -> find(book, params)
                .map(found -> book.cancelAlgo(found, at))
                .orElseGet(() -> new Outcome.Refused<>(-2011, "Unknown order sent."))));
        return NODES.objectNode()
                .put("algoId", canceled.algoId())
                .put("clientAlgoId", canceled.clientAlgoId())
                .put("code", "200") // a string here, an integer elsewhere: so it is in production
                .put("msg", "success");
    }

    private JsonNode open(Params params) {
        Instrument one = params.instrumentOrAll(venue.instruments());
        ArrayNode rows = NODES.arrayNode();
        for (PaperAlgo algo : venue.read(PaperBook::openAlgos)) {
            if (one == null || one.symbol().equals(algo.symbol())) {
                rows.add(listed(algo, false));
            }
        }
        return rows;
    }

    private static ObjectNode head(PaperAlgo algo) {
        return NODES.objectNode()
                .put("algoId", algo.algoId())
                .put("clientAlgoId", algo.clientAlgoId())
                .put("algoType", "CONDITIONAL")
                .put("orderType", algo.type().name())
                .put("symbol", algo.symbol().value())
                .put("side", algo.side().name())
                .put("positionSide", algo.positionSide().name())
                .put("timeInForce", algo.timeInForce())
                .put("quantity", algo.quantity().toPlainString())
                .put("algoStatus", algo.status().name());
    }

    private ObjectNode listed(PaperAlgo algo, boolean whole) {
        ObjectNode reply = head(algo);
        Long child = algo.childOrderId();
        reply.put("actualOrderId", child == null ? "" : Long.toString(child));
        if (whole) {
            reply.put("actualPrice", algo.averagePrice().toPlainString());
        }
        reply.put("actualQty", algo.filled().toPlainString());
        if (whole && child != null) {
            reply.put("actualType", "MARKET");
        }
        Instrument instrument = venue.instruments().get(algo.symbol());
        if (instrument == null) {
            throw ApiError.of(-1121, "Invalid symbol.");
        }
        if (whole) {
            reply.put("tpOrderType", "");
            if (algo.reason() != null) {
                reply.put("failReason", algo.reason());
            }
        }
        return tail(reply, algo, instrument).put("isActivated", false);
    }

    private static ObjectNode tail(ObjectNode reply, PaperAlgo algo, Instrument instrument) {
        return reply.put("triggerPrice", Frames.scaled(algo.triggerPrice(), instrument.priceScale()))
                .put("price", Frames.scaled(BigDecimal.ZERO, instrument.priceScale()))
                .putNull("icebergQuantity")
                .put("selfTradePreventionMode", "EXPIRE_MAKER")
                .put("workingType", algo.workingType().name())
                .put("priceMatch", "NONE")
                .put("closePosition", algo.closePosition())
                .put("priceProtect", false)
                .put("reduceOnly", algo.reduceOnly())
                .put("createTime", algo.createdAt().toEpochMilli())
                .put("updateTime", algo.updatedAt().toEpochMilli())
                .put(
                        "triggerTime",
                        algo.triggeredAt() == null ? 0 : algo.triggeredAt().toEpochMilli())
                .put("goodTillDate", 0);
    }
}
