package io.autofutures.simulator.stream;

import io.autofutures.model.time.Activity;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One client's websocket: takes live SUBSCRIBE, UNSUBSCRIBE and LIST_SUBSCRIPTIONS. */
public final class StreamEndpoint extends Endpoint {
    private static final Pattern MARKET = Pattern.compile("[^@!]+@(markPrice|markPrice@1s|kline_1m)");
    private static final Pattern PUBLIC = Pattern.compile("[^@!]+@bookTicker");

    private final StreamHub hub;
    private final StreamRoute route;
    private final @Nullable Activity activity;
    private final Runnable abort;
    private @Nullable StreamConnection connection;

    /** @param abort breaks the TCP connection */
    public StreamEndpoint(StreamHub hub, StreamRoute route, @Nullable Activity activity, Runnable abort) {
        this.abort = abort;
        this.hub = hub;
        this.route = route;
        this.activity = activity;
    }

    /** The streams of a route that are not simulated; a category's silence about foreign streams is simulated. */
    public static List<String> notSimulated(StreamRoute route) {
        return route.streams().stream()
                .filter(stream -> !simulated(route.category(), stream))
                .toList();
    }

    private static boolean simulated(StreamRoute.Category category, String stream) {
        return switch (category) {
            case MARKET ->
                MARKET.matcher(stream).matches() || PUBLIC.matcher(stream).matches();
            case PUBLIC, UNROUTED -> true;
            case PRIVATE -> false;
        };
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.setMaxIdleTimeout(0);
        session.setMaxTextMessageBufferSize(256 * 1024);
        var opened = new StreamConnection(session, route, activity, hub.faults(), abort);
        connection = opened;
        // not a lambda: Tomcat reads the message type from the class
        session.addMessageHandler(new MessageHandler.Whole<String>() {
            @Override
            public void onMessage(String message) {
                answer(opened, message);
            }
        });
        opened.start();
        hub.add(opened);
        if (activity != null) {
            activity.end(); // begun with the handshake
        }
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        StreamConnection closed = connection;
        if (closed != null) {
            hub.remove(closed);
            closed.gone();
        }
    }

    @Override
    public void onError(Session session, Throwable error) {
        System.getLogger(StreamEndpoint.class.getName()).log(System.Logger.Level.DEBUG, "a websocket broke", error);
    }

    private void answer(StreamConnection to, String message) {
        JsonNode request;
        try {
            request = JsonMapper.shared().readTree(message);
        } catch (JacksonException e) {
            error(to, 3, "Invalid JSON: " + e.getOriginalMessage());
            return;
        }
        String method = request.path("method").asString("");
        List<String> names = names(request.path("params"));
        switch (method) {
            case "SUBSCRIBE" -> {
                List<String> strange = names.stream()
                        .filter(name -> !simulated(route.category(), name))
                        .toList();
                if (strange.isEmpty()) {
                    to.subscriptions().addAll(names);
                    result(to, request, null);
                } else {
                    error(to, 2, "Invalid request: not simulated: " + String.join(", ", strange));
                }
            }
            case "UNSUBSCRIBE" -> {
                names.forEach(to.subscriptions()::remove);
                result(to, request, null);
            }
            case "LIST_SUBSCRIPTIONS" -> {
                ArrayNode list = JsonNodeFactory.instance.arrayNode();
                to.subscriptions().forEach(list::add);
                result(to, request, list);
            }
            default ->
                error(
                        to,
                        2,
                        "Invalid request: unknown variant `%s`, expected one of `SUBSCRIBE`, `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`"
                                .formatted(method));
        }
    }

    private static List<String> names(JsonNode params) {
        var names = new ArrayList<String>();
        params.forEach(name -> names.add(name.asString("")));
        return names;
    }

    private static void result(StreamConnection to, JsonNode request, @Nullable ArrayNode list) {
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        reply.set("result", list == null ? JsonNodeFactory.instance.nullNode() : list);
        reply.set("id", request.has("id") ? request.get("id") : JsonNodeFactory.instance.nullNode());
        to.control(reply.toString());
    }

    private static void error(StreamConnection to, int code, String text) {
        to.control(JsonNodeFactory.instance
                .objectNode()
                .put("code", code)
                .put("msg", text)
                .toString());
    }
}
