package io.autofutures.simulator.rest;

import java.util.function.Function;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;

/** One endpoint. @param weight request weight @param order counts as an order when accepted */
record Route(Access access, ToIntFunction<Params> weight, boolean order, Function<Params, JsonNode> handler) {
    enum Access {
        OPEN,
        KEY,
        SIGNED
    }

    static Route open(int weight, Function<Params, JsonNode> handler) {
        return new Route(Access.OPEN, params -> weight, false, handler);
    }

    static Route open(ToIntFunction<Params> weight, Function<Params, JsonNode> handler) {
        return new Route(Access.OPEN, weight, false, handler);
    }

    static Route keyed(int weight, Function<Params, JsonNode> handler) {
        return new Route(Access.KEY, params -> weight, false, handler);
    }

    static Route signed(int weight, Function<Params, JsonNode> handler) {
        return new Route(Access.SIGNED, params -> weight, false, handler);
    }

    static Route signed(ToIntFunction<Params> weight, Function<Params, JsonNode> handler) {
        return new Route(Access.SIGNED, weight, false, handler);
    }

    static Route order(Function<Params, JsonNode> handler) {
        return new Route(Access.SIGNED, params -> 0, true, handler);
    }
}
