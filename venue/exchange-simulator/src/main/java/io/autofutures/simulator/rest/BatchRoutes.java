package io.autofutures.simulator.rest;

import io.autofutures.simulator.venue.Venue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Several orders in one call: each element of the reply is an order or an error, in the order of the request. */
final class BatchRoutes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MOST_PLACED = 5;
    private static final int MOST_CANCELED = 10;

    private final OrderRoutes orders;

    BatchRoutes(Venue venue) {
        this.orders = new OrderRoutes(venue);
    }

    Map<String, Route> routes() {
        var cost = new Route.OrderCost(5, 1);
        return Map.of(
                "POST /fapi/v1/batchOrders", Route.orders(5, cost, params -> each(params, orders::place)),
                "PUT /fapi/v1/batchOrders", Route.orders(5, cost, params -> each(params, orders::amend)),
                "DELETE /fapi/v1/batchOrders", Route.signed(1, this::cancel));
    }

    private static JsonNode each(Params params, Function<Params, JsonNode> one) {
        JsonNode list = array("batchOrders", params.mandatory("batchOrders"));
        if (list.isEmpty() || list.size() > MOST_PLACED) {
            throw ApiError.of(-4082, "Invalid number of batch place orders.");
        }
        ArrayNode replies = NODES.arrayNode();
        for (JsonNode element : list) {
            if (!element.isObject()) {
                throw ApiError.of(-1130, "Data sent for parameter 'batchOrders' is not valid.");
            }
            var values = new HashMap<String, String>();
            element.properties().forEach(field -> {
                if (!field.getValue().isNull()) {
                    values.put(field.getKey(), field.getValue().asString());
                }
            });
            replies.add(answer(new Params(values), one));
        }
        return replies;
    }

    private JsonNode cancel(Params params) {
        String symbol = params.mandatory("symbol");
        Optional<String> ids = params.text("orderIdList");
        Optional<String> clientIds = params.text("origClientOrderIdList");
        if (ids.isEmpty() && clientIds.isEmpty()) {
            throw ApiError.of(
                    -1102, "Param 'origClientOrderIdList' or 'orderIdList' must be sent, but both were empty/null!");
        }
        List<Map<String, String>> wanted = new ArrayList<>();
        for (JsonNode id : array("orderIdList", ids.orElse("[]"))) {
            wanted.add(Map.of("symbol", symbol, "orderId", id.asString()));
        }
        for (JsonNode id : array("origClientOrderIdList", ids.isPresent() ? "[]" : clientIds.orElse("[]"))) {
            wanted.add(Map.of("symbol", symbol, "origClientOrderId", id.asString()));
        }
        if (wanted.isEmpty() || wanted.size() > MOST_CANCELED) {
            throw ApiError.of(-4032, "Exceed maximum cancel order size.");
        }
        ArrayNode replies = NODES.arrayNode();
        wanted.forEach(values -> replies.add(answer(new Params(values), orders::cancel)));
        return replies;
    }

    private static JsonNode answer(Params element, Function<Params, JsonNode> one) {
        try {
            return one.apply(element);
        } catch (ApiError refused) {
            return NODES.objectNode().put("code", refused.code()).put("msg", refused.text());
        }
    }

    private static JsonNode array(String name, String text) {
        try {
            JsonNode list = JsonMapper.shared().readTree(text);
            if (list.isArray()) {
                return list;
            }
        } catch (JacksonException malformed) {
            throw ApiError.of(-1130, "Data sent for parameter '%s' is not valid.".formatted(name));
        }
        throw ApiError.of(-1130, "Data sent for parameter '%s' is not valid.".formatted(name));
    }
}
