package io.autofutures.simulator.rest;

import io.autofutures.simulator.stream.StreamHub;
import io.autofutures.simulator.venue.Venue;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The listen key of the user stream; API key only, no signature. */
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
                "DELETE /fapi/v1/listenKey", Route.keyed(1, params -> delete()));
    }

    private JsonNode key() {
        return NODES.objectNode()
                .put("listenKey", venue.listenKeys().create(venue.clock().patience()));
    }

    private JsonNode prolong() {
        if (!venue.listenKeys().keepAlive(venue.clock().patience())) {
            throw ApiError.of(
                    -1125,
                    "This listenKey does not exist. Please use `POST /fapi/v1/listenKey` to recreate `listenKey`");
        }
        return key();
    }

    private JsonNode delete() {
        venue.listenKeys().delete().ifPresent(ended -> hub.listenKeyExpired(ended, venue.now()));
        return NODES.objectNode();
    }
}
