package io.autofutures.simulator.rest;

import io.autofutures.model.time.Activity;
import io.autofutures.simulator.SimulatorOptions;
import io.autofutures.simulator.stream.StreamEndpoint;
import io.autofutures.simulator.stream.StreamHub;
import io.autofutures.simulator.stream.StreamRoute;
import io.autofutures.simulator.venue.Venue;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Everything that comes in over HTTP: REST calls, and the handshakes of websockets. */
public final class RestServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int LARGEST_BODY = 64 * 1024;

    private final transient Venue venue;
    private final transient StreamHub hub;
    private final transient @Nullable Activity activity;
    private final transient Signatures signatures;
    private final transient Limits limits;
    private final transient Map<String, Route> routes = new HashMap<>();

    public RestServlet(Venue venue, StreamHub hub, SimulatorOptions options) {
        this.venue = venue;
        this.hub = hub;
        this.activity = options.lockstep() ? options.activity() : null;
        this.limits = new Limits(venue.clock().speed());
        this.signatures = new Signatures(
                options.apiKey(), options.secretKey(), venue.clock().speed());
        routes.putAll(new MarketRoutes(venue).routes());
        routes.putAll(new AccountRoutes(venue).routes());
        routes.putAll(new OrderRoutes(venue).routes());
        routes.putAll(new OrderListRoutes(venue).routes());
        routes.putAll(new BatchRoutes(venue).routes());
        routes.putAll(new AlgoRoutes(venue).routes());
        routes.putAll(new KeyRoutes(venue, hub).routes());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
                upgrade(request, response);
            } else {
                write(response, 200, rest(request, response));
            }
        } catch (ApiError error) {
            refuse(response, error);
        }
    }

    private JsonNode rest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Duration now = venue.clock().patience();
        String query = Optional.ofNullable(request.getQueryString()).orElse("");
        String body = body(request);
        var params = new Params(query, body);
        Route route = routes.get(request.getMethod() + " " + request.getRequestURI());
        Limits.Spent spent = limits.spend(
                request.getRemoteAddr(),
                route == null ? 1 : route.weight().applyAsInt(params),
                route == null ? Route.Pool.NONE : route.pool(),
                now,
                venue.now());
        response.setHeader("X-MBX-USED-WEIGHT-1M", Integer.toString(spent.used()));
        if (spent.refusal() != null) {
            throw spent.refusal();
        }
        if (route == null) {
            throw new ApiError(404, -1, unknown(request));
        }
        if (route.access() != Route.Access.OPEN) {
            signatures.checkKey(request.getHeader("X-MBX-APIKEY"));
        }
        if (route.access() == Route.Access.SIGNED) {
            signatures.check(query, body, params, venue.now());
        }
        boolean orders = !route.orders().equals(Route.OrderCost.NONE);
        if (orders) {
            ApiError tooMany = limits.mayOrder(request.getRemoteAddr(), route.orders(), now, venue.now());
            if (tooMany != null) {
                throw tooMany;
            }
        }
        JsonNode reply = route.handler().apply(params);
        if (orders) {
            Limits.OrderCounts counts = limits.ordered(route.orders(), now);
            response.setHeader("X-MBX-ORDER-COUNT-10S", Integer.toString(counts.tenSeconds()));
            response.setHeader("X-MBX-ORDER-COUNT-1M", Integer.toString(counts.minute()));
        }
        return reply;
    }

    private String unknown(HttpServletRequest request) {
        boolean otherMethod = routes.keySet().stream().anyMatch(known -> known.endsWith(" " + request.getRequestURI()));
        return "Not simulated: %s %s%s"
                .formatted(
                        request.getMethod(),
                        request.getRequestURI(),
                        otherMethod ? " (the path is, with another method)" : "");
    }

    private static String body(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            throw new ApiError(413, -1, "Not simulated: bodies above 64 KiB");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void upgrade(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        StreamRoute route = StreamRoute.of(request.getRequestURI(), request.getQueryString())
                .orElseThrow(() -> new ApiError(404, -1, "Not simulated: websocket " + request.getRequestURI()));
        if (route.category() == StreamRoute.Category.PRIVATE
                && !venue.listenKeys().active().equals(Optional.ofNullable(route.listenKey()))) {
            throw ApiError.of(
                    -1125,
                    "This listenKey does not exist. Please use `POST /fapi/v1/listenKey` to recreate `listenKey`");
        }
        List<String> strange = StreamEndpoint.notSimulated(route);
        if (!strange.isEmpty()) {
            throw ApiError.notSimulated("stream " + String.join(", ", strange));
        }
        var configurator = new ServerEndpointConfig.Configurator() {
            @Override
            public <T> T getEndpointInstance(Class<T> type) {
                return type.cast(new StreamEndpoint(hub, route, activity));
            }

            @Override
            public boolean checkOrigin(String origin) {
                return true;
            }
        };
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(StreamEndpoint.class, "/stream")
                .configurator(configurator)
                .build();
        var container = (ServerContainer) getServletContext().getAttribute(ServerContainer.class.getName());
        count(Activity::begin); // until the endpoint is open, so that lockstep does not run ahead of it
        try {
            container.upgradeHttpToWebSocket(request, response, config, Map.of());
        } catch (DeploymentException | IOException | RuntimeException e) {
            count(Activity::end);
            throw new ServletException("the websocket handshake failed", e);
        }
    }

    private void count(Consumer<Activity> what) {
        if (activity != null) {
            what.accept(activity);
        }
    }

    private static void refuse(HttpServletResponse response, ApiError error) throws IOException {
        Duration retryAfter = error.retryAfter();
        if (retryAfter != null) {
            response.setHeader(
                    "Retry-After",
                    Long.toString(Math.max(1, retryAfter.plusMillis(999).toSeconds())));
        }
        write(
                response,
                error.status(),
                JsonNodeFactory.instance.objectNode().put("code", error.code()).put("msg", error.text()));
    }

    private static void write(HttpServletResponse response, int status, JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/json;charset=UTF-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
