package io.autofutures.simulator.rest;

import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What another host of the same company answers: lists of coins and margin pairs, empty here. Clients for the whole
 * company ask for them before they load the contracts, and have one address for all hosts when they are pointed here.
 */
final class WalletRoutes {
    private WalletRoutes() {}

    static Map<String, Route> routes() {
        return Map.of(
                "GET /sapi/v1/capital/config/getall", none(),
                "GET /sapi/v1/margin/allPairs", none(),
                "GET /sapi/v1/margin/isolated/allPairs", none());
    }

    private static Route none() {
        return Route.keyed(1, params -> JsonNodeFactory.instance.arrayNode());
    }
}
