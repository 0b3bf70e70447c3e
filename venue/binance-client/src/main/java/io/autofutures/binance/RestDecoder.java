package io.autofutures.binance;

import io.autofutures.model.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Bodies of REST answers as canonical JSON; which endpoint one belongs to is recognized by its fields. */
final class RestDecoder {
    private RestDecoder() {}

    /**
     * One text per row of an array. What no known endpoint answers gives {@code {"type":"unknown","event":"rest",…}}.
     *
     * @throws PayloadException naming the field of a known body that cannot be read
     */
    static List<String> decode(JsonNode body) {
        if (body.isArray()) {
            var rows = new ArrayList<String>(body.size());
            for (JsonNode row : body) {
                rows.addAll(row.isArray() ? List.of(candle(row)) : decode(row));
            }
            return rows.isEmpty() ? List.of(written(Map.of("type", "empty"))) : rows;
        }
        if (!body.isObject()) {
            throw new PayloadException("expected a JSON object or array, found " + body.getNodeType());
        }
        if (body.isEmpty()) {
            return List.of(written(Map.of("type", "empty")));
        }
        if (body.has("status") && body.has("id") && body.has("result")) {
            return decode(body.path("result")); // the websocket API answers in an envelope
        }
        if (body.has("status") && body.has("id") && body.path("error").isObject()) {
            return List.of(ErrorDecoder.decode(body.path("error")));
        }
        return List.of(row(body));
    }

    private static String row(JsonNode body) {
        Optional<BodyShape> shape = BodyShape.of(body);
        if (shape.isPresent()) {
            return event(shape.get().type(), shape.get().reader().apply(Fields.of(body)));
        }
        if (ErrorDecoder.isDone(body)) {
            return written(Map.of("type", "done"));
        }
        if (ErrorDecoder.isError(body)) {
            return ErrorDecoder.decode(body);
        }
        var unknown = new LinkedHashMap<String, Object>();
        unknown.put("type", "unknown");
        unknown.put("event", "rest");
        unknown.put("data", body);
        return written(unknown);
    }

    /** The interval of a candle is the question's, it does not stand in the answer. */
    private static String candle(JsonNode row) {
        ObjectNode node = Json.mapper()
                .valueToTree(MarketPayloads.klines(
                                tools.jackson.databind.node.JsonNodeFactory.instance
                                        .arrayNode()
                                        .add(row),
                                "")
                        .getFirst());
        node.remove("interval");
        return event("kline", node);
    }

    private static String event(String type, @Nullable Object value) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("type", type);
        JsonNode node = Json.mapper().valueToTree(value);
        if (node.isObject()) {
            node.properties()
                    .forEach(field ->
                            fields.put(field.getKey().equals("type") ? "orderType" : field.getKey(), field.getValue()));
        } else {
            fields.put("value", node);
        }
        return written(fields);
    }

    private static String written(Map<String, Object> fields) {
        return Json.mapper().writeValueAsString(fields);
    }
}
