package io.autofutures.simulator.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Live requests on a websocket, and the venue's answers to them. */
final class StreamRequests {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final StreamHub hub;

    StreamRequests(StreamHub hub) {
        this.hub = hub;
    }

    /** A refusal: has no request id, as the venue's have none. */
    private static final class BadRequest extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int code;
        private final String text;

        BadRequest(int code, String text) {
            super(text, null, false, false);
            this.code = code;
            this.text = text;
        }
    }

    String answer(StreamConnection from, String message) {
        try {
            JsonNode request = read(message);
            return reply(request, result(from, request));
        } catch (BadRequest e) {
            return NODES.objectNode().put("code", e.code).put("msg", e.text).toString();
        }
    }

    private static JsonNode read(String message) {
        try {
            JsonNode request = JsonMapper.shared().readTree(message);
            if (!request.isObject()) {
                throw new BadRequest(2, "Invalid request: expected an object at line 1 column 1");
            }
            JsonNode id = request.get("id");
            if (id != null && !id.isNull() && !id.isIntegralNumber() && !id.isString()) {
                throw new BadRequest(2, "Invalid request: request ID must be an unsigned integer");
            }
            return request;
        } catch (JacksonException e) {
            throw new BadRequest(
                    3,
                    "Invalid JSON: expected value at line %d column %d"
                            .formatted(
                                    e.getLocation() == null
                                            ? 1
                                            : e.getLocation().getLineNr(),
                                    e.getLocation() == null
                                            ? 1
                                            : e.getLocation().getColumnNr()));
        }
    }

    private @Nullable JsonNode result(StreamConnection from, JsonNode request) {
        JsonNode method = request.get("method");
        if (method == null || !method.isString()) {
            throw new BadRequest(2, "Invalid request: missing field `method` at line 1 column 1");
        }
        return switch (method.asString()) {
            case "SUBSCRIBE" -> {
                List<String> names = names(request);
                long more = names.stream()
                        .filter(name -> !from.subscriptions().contains(name))
                        .count();
                if (from.subscriptions().size() + more > from.limits().streams()) {
                    throw new BadRequest(
                            2,
                            "Invalid request: a connection carries at most %d streams"
                                    .formatted(from.limits().streams()));
                }
                hub.subscribe(from, names);
                yield null;
            }
            case "UNSUBSCRIBE" -> {
                hub.unsubscribe(from, names(request));
                yield null;
            }
            case "LIST_SUBSCRIPTIONS" -> {
                ArrayNode list = NODES.arrayNode();
                from.subscriptions().forEach(list::add);
                yield list;
            }
            case "SET_PROPERTY" -> {
                property(request);
                JsonNode value = request.path("params").path(1);
                if (!value.isBoolean()) {
                    throw new BadRequest(1, "Invalid value type: expected Boolean");
                }
                from.combine(value.asBoolean());
                yield null;
            }
            case "GET_PROPERTY" -> {
                property(request);
                yield NODES.booleanNode(from.combined());
            }
            default ->
                throw new BadRequest(
                        2,
                        "Invalid request: unknown variant `%s`, expected one of `SUBSCRIBE`, `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`, `SET_PROPERTY`, `GET_PROPERTY` at line 1 column 28"
                                .formatted(method.asString()));
        };
    }

    private static void property(JsonNode request) {
        JsonNode name = request.path("params").path(0);
        if (!name.isString()) {
            throw new BadRequest(2, "Invalid request: property name must be a string");
        }
        if (!name.asString().equals("combined")) {
            throw new BadRequest(0, "Unknown property");
        }
    }

    private static List<String> names(JsonNode request) {
        JsonNode params = request.get("params");
        if (params == null || !params.isArray()) {
            throw new BadRequest(2, "Invalid request: missing field `params` at line 1 column 1");
        }
        var names = new ArrayList<String>();
        for (JsonNode name : params) {
            if (!name.isString() || name.asString().isBlank()) {
                throw new BadRequest(2, "Invalid request: stream names must be strings");
            }
            names.add(name.asString());
        }
        return names;
    }

    private static String reply(JsonNode request, @Nullable JsonNode result) {
        ObjectNode reply = NODES.objectNode();
        reply.set("result", result == null ? NODES.nullNode() : result);
        reply.set("id", Optional.ofNullable(request.get("id")).orElseGet(NODES::nullNode));
        return reply.toString();
    }
}
