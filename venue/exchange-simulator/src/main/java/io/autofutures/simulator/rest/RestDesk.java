package io.autofutures.simulator.rest;

import io.autofutures.simulator.DemoKeys;
import io.autofutures.simulator.SimulatorOptions;
import io.autofutures.simulator.fault.Faults;
import io.autofutures.simulator.fault.RestPlan;
import io.autofutures.simulator.stream.StreamHub;
import io.autofutures.simulator.venue.Venue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What every REST call passes: faults in front, limits, key, signature, the route, and faults behind it. */
final class RestDesk {
    private final Venue venue;
    private final Faults faults;
    private final Signatures signatures;
    private final Limits limits;
    private final Map<String, Route> routes = new HashMap<>();

    RestDesk(Venue venue, StreamHub hub, Faults faults, SimulatorOptions options) {
        this.venue = venue;
        this.faults = faults;
        this.limits = new Limits(venue.clock().speed());
        this.signatures = new Signatures(
                Map.of(
                        options.apiKey(),
                        Signatures.Key.Hmac.of(options.secretKey()),
                        DemoKeys.ed25519ApiKey(options.apiKey()),
                        Signatures.Key.Ed25519.of(DemoKeys.ED25519_PUBLIC)),
                venue.clock().speed());
        MarketRoutes.all(venue).forEach(routes::putAll);
        routes.putAll(new AccountRoutes(venue).routes());
        routes.putAll(new PositionRoutes(venue).routes());
        routes.putAll(new HistoryRoutes(venue).routes());
        routes.putAll(new OrderRoutes(venue).routes());
        routes.putAll(new OrderListRoutes(venue).routes());
        routes.putAll(new BatchRoutes(venue).routes());
        routes.putAll(new AlgoRoutes(venue).routes());
        routes.putAll(new KeyRoutes(venue, hub).routes());
        routes.putAll(WalletRoutes.routes());
    }

    /**
     * @param header takes the reply's headers
     * @throws ApiError what the venue refuses
     * @throws io.autofutures.simulator.fault.FaultReply or {@link io.autofutures.simulator.fault.ConnectionCut} by a fault
     */
    JsonNode answer(RestRequest request, BiConsumer<String, String> header) {
        Duration patience = venue.clock().patience();
        Instant now = venue.now();
        Route route = routes.get(request.method() + " " + request.path());
        if (route == null) {
            spend(request, 1, Route.Pool.NONE, patience, now, header);
            throw new ApiError(404, -5000, "Path %s, Method %s is invalid".formatted(request.path(), request.method()));
        }
        var params = new Params(request.query(), request.form());
        RestPlan plan = faults.request(request.method(), request.path(), params::text);
        plan.arrived(params::text);
        spend(request, route.weight().applyAsInt(params), route.pool(), patience, now, header);
        if (route.access() != Route.Access.OPEN) {
            Signatures.Key key = signatures.key(request.apiKey());
            if (route.access() == Route.Access.SIGNED) {
                Instant told = Instant.ofEpochMilli(faults.skewed(now.toEpochMilli()));
                signatures.check(key, request.query(), request.form(), params, told);
            }
        }
        boolean orders = !route.orders().equals(Route.OrderCost.NONE);
        if (orders) {
            refuseStale(request.path());
            refuseIf(limits.mayOrder(request.address(), route.orders(), patience, now));
        }
        plan.beforeExecution();
        JsonNode reply = execute(route, params, plan);
        if (orders) {
            Limits.OrderCounts counts = limits.ordered(route.orders(), patience);
            header.accept("X-MBX-ORDER-COUNT-10S", Integer.toString(counts.tenSeconds()));
            header.accept("X-MBX-ORDER-COUNT-1M", Integer.toString(counts.minute()));
        }
        JsonNode seen = plan.seen(reply);
        plan.afterExecution();
        return seen;
    }

    /** A refusal too can be lost on its way. */
    private static JsonNode execute(Route route, Params params, RestPlan plan) {
        try {
            return route.handler().apply(params);
        } catch (ApiError refusal) {
            plan.afterExecution();
            throw refusal;
        }
    }

    private void spend(
            RestRequest request,
            int weight,
            Route.Pool pool,
            Duration patience,
            Instant now,
            BiConsumer<String, String> header) {
        Limits.Spent spent = limits.spend(request.address(), weight, pool, patience, now);
        header.accept("X-MBX-USED-WEIGHT-1M", Integer.toString(spent.used()));
        refuseIf(spent.refusal());
    }

    /** Nothing is filled at a price of long ago: a live market that is silent takes no orders, only conditional ones. */
    private void refuseStale(String path) {
        if (venue.stale() && !path.contains("algo")) {
            throw new ApiError(503, -1016, "This service is no longer available: the live market is silent.");
        }
    }

    private static void refuseIf(@Nullable ApiError refusal) {
        if (refusal != null) {
            throw refusal;
        }
    }
}
