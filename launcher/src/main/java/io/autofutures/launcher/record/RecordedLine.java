package io.autofutures.launcher.record;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.autofutures.model.json.Json;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.Origin;
import io.autofutures.transport.client.RecordCodec;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One record of a topic as a line: its key, its headers under their names, its value. What is of the broker and not of
 * the record, offset and time of publishing, is left out: published again, it makes the same line.
 *
 * @param topic left out of a recording of one topic
 */
@JsonPropertyOrder({"topic", "key", "headers", "value"})
public record RecordedLine(@Nullable String topic, String key, Map<String, String> headers, JsonNode value) {
    static RecordedLine of(Delivery<?> delivery, JsonNode value, boolean named) {
        return new RecordedLine(
                named ? delivery.topic().name() : null, delivery.key(), RecordCodec.headers(delivery.origin()), value);
    }

    String text() {
        return Json.mapper().writeValueAsString(this);
    }

    /** @throws IllegalArgumentException if it is no such line */
    public static RecordedLine parse(String text) {
        RecordedLine line;
        try {
            line = Json.mapper().readValue(text, RecordedLine.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
        if (line == null || absent(line.key()) || absent(line.headers()) || absent(line.value())) {
            throw new IllegalArgumentException("it has no key, headers and value");
        }
        return line;
    }

    /** A file may lack what the type promises. */
    private static boolean absent(@Nullable Object part) {
        return part == null;
    }

    /** @throws IllegalArgumentException if a header is missing or is no time */
    Origin origin() {
        return new Origin(
                header("ce_id"),
                header("ce_type"),
                header("ce_source"),
                occurredAt(),
                headers.get("ce_causationid"),
                headers.get("ce_correlationid"));
    }

    Instant occurredAt() {
        String time = header("ce_time");
        try {
            return Instant.parse(time);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("header ce_time '%s' is no time".formatted(time), e);
        }
    }

    private String header(String name) {
        String value = headers.get(name);
        if (value == null) {
            throw new IllegalArgumentException("it has no header " + name);
        }
        return value;
    }
}
