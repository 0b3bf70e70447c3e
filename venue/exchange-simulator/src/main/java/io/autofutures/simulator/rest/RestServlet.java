package io.autofutures.simulator.rest;

import io.autofutures.model.time.Activity;
import io.autofutures.simulator.SimulatorOptions;
import io.autofutures.simulator.fault.ConnectionCut;
import io.autofutures.simulator.fault.FaultControl;
import io.autofutures.simulator.fault.FaultReply;
import io.autofutures.simulator.fault.Faults;
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
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Everything that comes in over HTTP: REST calls, the handshakes of websockets, and the switches of the faults. */
public final class RestServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String JSON = "application/json;charset=UTF-8";

    private final transient Venue venue;
    private final transient StreamHub hub;
    private final transient @Nullable Activity activity;
    private final transient RestDesk desk;
    private final transient FaultControl control;
    private final transient VenueSockets sockets;

    public RestServlet(Venue venue, StreamHub hub, Faults faults, VenueSockets sockets, SimulatorOptions options) {
        this.venue = venue;
        this.hub = hub;
        this.activity = options.lockstep() ? options.activity() : null;
        this.desk = new RestDesk(venue, hub, faults, options);
        this.control = new FaultControl(faults);
        this.sockets = sockets;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Optional<VenueSockets.Connection> connection = sockets.of(request.getRemoteAddr(), request.getRemotePort());
        try {
            if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
                connection.ifPresent(VenueSockets.Connection::busy);
                upgrade(request, response, connection.map(open -> (Runnable) open::reset));
                return;
            }
            answer(request, response, connection);
        } catch (ApiError error) {
            refuse(response, error);
        } catch (FaultReply fault) {
            retryAfter(response, fault.retryAfter());
            write(response, fault.status(), fault.type(), fault.body());
        } catch (ConnectionCut cut) {
            connection.ifPresent(cut.reset() ? VenueSockets.Connection::reset : VenueSockets.Connection::close);
        }
        connection.ifPresent(VenueSockets.Connection::waits);
    }

    private void answer(
            HttpServletRequest request, HttpServletResponse response, Optional<VenueSockets.Connection> connection)
            throws IOException {
        connection.ifPresent(VenueSockets.Connection::readsBody);
        RestRequest read = RestRequest.read(request);
        connection.ifPresent(VenueSockets.Connection::busy);
        if (read.path().startsWith(FaultControl.PATH)) {
            FaultControl.Answer switched =
                    control.answer(request.getRemoteAddr(), read.method(), read.path(), read.body());
            write(response, switched.status(), JSON, switched.body());
            return;
        }
        String reply;
        try {
            reply = desk.answer(read, response::setHeader).toString();
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            System.getLogger(RestServlet.class.getName())
                    .log(System.Logger.Level.ERROR, "a request failed inside the simulator", e);
            throw new ApiError(500, -1000, "An unknown error occurred while processing the request.");
        }
        write(response, 200, JSON, reply);
    }

    private void upgrade(HttpServletRequest request, HttpServletResponse response, Optional<Runnable> abort)
            throws ServletException, IOException {
        StreamRoute route = StreamRoute.of(request.getRequestURI(), request.getQueryString())
                .orElseThrow(() -> new ApiError(404, -1, "Not simulated: websocket " + request.getRequestURI()));
        if (route.category() == StreamRoute.Category.PRIVATE
                && !venue.listenKeys().active().equals(Optional.ofNullable(route.listenKey()))) {
            throw KeyRoutes.noListenKey();
        }
        var configurator = new ServerEndpointConfig.Configurator() {
            @Override
            public <T> T getEndpointInstance(Class<T> type) {
                return type.cast(
                        new StreamEndpoint(hub, route, venue.clock()::patience, activity, abort.orElse(() -> {})));
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
        retryAfter(response, error.retryAfter());
        write(
                response,
                error.status(),
                JSON,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("code", error.code())
                        .put("msg", error.text())
                        .toString());
    }

    private static void retryAfter(HttpServletResponse response, @Nullable Duration length) {
        if (length != null) {
            response.setHeader(
                    "Retry-After",
                    Long.toString(Math.max(1, length.plusMillis(999).toSeconds())));
        }
    }

    private static void write(HttpServletResponse response, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        OutputStream out = response.getOutputStream();
        out.write(bytes);
    }
}
