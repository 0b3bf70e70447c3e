package io.autofutures.simulator.rest;

import java.util.function.Function;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;

/**
 * One endpoint.
 *
 * @param weight request weight that a call with these parameters costs its address
 * @param orders what an accepted call adds to the order counts of the account
 * @param pool a limit of its own that calls share, beside the weight
 */
record Route(
        Access access, ToIntFunction<Params> weight, OrderCost orders, Pool pool, Function<Params, JsonNode> handler) {
    enum Access {
        OPEN,
        KEY,
        SIGNED
    }

    /** Calls that are counted together, per address and 5 minutes of patience. */
    enum Pool {
        NONE(Integer.MAX_VALUE),
        /** {@code fundingRate} and {@code fundingInfo}. */
        FUNDING(500),
        /** {@code /futures/data}. */
        DATA(1_000);

        private final int limit;

        Pool(int limit) {
            this.limit = limit;
        }

        int limit() {
            return limit;
        }
    }

    /** @param tenSeconds and {@code minute}: how many orders the call counts as in each window */
    record OrderCost(int tenSeconds, int minute) {
        static final OrderCost NONE = new OrderCost(0, 0);
        static final OrderCost ONE = new OrderCost(1, 1);
    }

    static Route open(int weight, Function<Params, JsonNode> handler) {
        return open(params -> weight, handler);
    }

    static Route open(ToIntFunction<Params> weight, Function<Params, JsonNode> handler) {
        return new Route(Access.OPEN, weight, OrderCost.NONE, Pool.NONE, handler);
    }

    /** No weight, but a limit shared with the other routes of the pool. */
    static Route pooled(Pool pool, Function<Params, JsonNode> handler) {
        return new Route(Access.OPEN, params -> 0, OrderCost.NONE, pool, handler);
    }

    static Route keyed(int weight, Function<Params, JsonNode> handler) {
        return new Route(Access.KEY, params -> weight, OrderCost.NONE, Pool.NONE, handler);
    }

    static Route signed(int weight, Function<Params, JsonNode> handler) {
        return signed(params -> weight, handler);
    }

    static Route signed(ToIntFunction<Params> weight, Function<Params, JsonNode> handler) {
        return new Route(Access.SIGNED, weight, OrderCost.NONE, Pool.NONE, handler);
    }

    /** Without weight, one order in each window: POST order and algoOrder. */
    static Route order(Function<Params, JsonNode> handler) {
        return orders(0, OrderCost.ONE, handler);
    }

    /** Weight and orders: PUT order is {@code (1, ONE)}, POST batchOrders {@code (5, new OrderCost(5, 1))}. */
    static Route orders(int weight, OrderCost orders, Function<Params, JsonNode> handler) {
        return new Route(Access.SIGNED, params -> weight, orders, Pool.NONE, handler);
    }

    /** The same endpoint, answered by another. */
    Route with(Function<Params, JsonNode> other) {
        return new Route(access, weight, orders, pool, other);
    }
}
