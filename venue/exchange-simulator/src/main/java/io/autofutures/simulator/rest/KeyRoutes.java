package io.autofutures.simulator.rest;

import io.autofutures.simulator.stream.StreamHub;
import io.autofutures.simulator.venue.Venue;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The listen key of the user stream (API key only, no signature), and what the account's order limits are. */
final class KeyRoutes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Venue venue;
    private final StreamHub hub;

    KeyRoutes(Venue venue, StreamHub hub) {
        this.venue = venue;
        this.hub = hub;
    }

    Map<String, Route> routes() {
        return Map.of(
                "POST /fapi/v1/listenKey", Route.keyed(1, params -> key()),
                "PUT /fapi/v1/listenKey", Route.keyed(1, params -> prolong()),
                "DELETE /fapi/v1/listenKey", Route.keyed(1, params -> delete()),
                "GET /fapi/v1/rateLimit/order", Route.signed(1, params -> orderLimits()));
    }

    static ApiError noListenKey() {
        return ApiError.of(
                -1125, "This listenKey does not exist. Please use `POST /fapi/v1/listenKey` to recreate `listenKey`");
    }

    private JsonNode key() {
        return NODES.objectNode()
                .put("listenKey", venue.listenKeys().create(venue.clock().patience()));
    }

    private JsonNode prolong() {
        if (!venue.listenKeys().keepAlive(venue.clock().patience())) {
            throw noListenKey();
        }
        return key();
    }

    private JsonNode delete() {
        venue.listenKeys().delete().ifPresent(ended -> hub.listenKeyExpired(ended, venue.now()));
        return NODES.objectNode();
    }

    private static JsonNode orderLimits() {
        ArrayNode limits = NODES.arrayNode();
        limits.addObject()
                .put("rateLimitType", "ORDERS")
                .put("interval", "SECOND")
                .put("intervalNum", 10)
                .put("limit", Limits.ORDERS_PER_TEN_SECONDS);
        limits.addObject()
                .put("rateLimitType", "ORDERS")
                .put("interval", "MINUTE")
                .put("intervalNum", 1)
                .put("limit", Limits.ORDERS_PER_MINUTE);
        return limits;
    }
}
