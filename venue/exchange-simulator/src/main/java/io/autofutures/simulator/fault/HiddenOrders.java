package io.autofutures.simulator.fault;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Orders that were accepted but that no query shows yet. Thread-safe. */
final class HiddenOrders {
    private final Map<String, Duration> until = new ConcurrentHashMap<>();

    /** @param reply to placing: an order, or a list of orders and refusals */
    void hide(JsonNode reply, Duration end) {
        if (reply.isArray()) {
            reply.forEach(each -> hide(each, end));
            return;
        }
        String id = id(reply);
        if (!id.isEmpty()) {
            until.put(id, end);
        }
    }

    /** The reply to a query as it looks meanwhile. @throws FaultReply for the one order that is not to be seen yet */
    JsonNode seen(JsonNode reply, Duration patience) {
        until.values().removeIf(end -> patience.compareTo(end) >= 0);
        if (until.isEmpty()) {
            return reply;
        }
        if (reply.isArray()) {
            ArrayNode rows = JsonNodeFactory.instance.arrayNode();
            for (JsonNode row : reply) {
                if (!until.containsKey(id(row))) {
                    rows.add(row);
                }
            }
            return rows;
        }
        if (until.containsKey(id(reply))) {
            throw FaultReply.notYet();
        }
        return reply;
    }

    private static String id(JsonNode order) {
        return order.has("algoId")
                ? "algo " + order.path("algoId").asString()
                : order.has("orderId") ? "order " + order.path("orderId").asString() : "";
    }
}
