package io.autofutures.transport.client;

import io.autofutures.model.json.Json;
import io.autofutures.model.topic.Topic;
import io.autofutures.transport.BadRecordException;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.Partitioning;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Records to bytes and back: JSON values, CloudEvents headers in their binary names. */
public final class RecordCodec {
    private static final int LONGEST_REASON = 2_000;

    private RecordCodec() {}

    /** @throws IllegalArgumentException if the value cannot be written as JSON */
    public static <T> Encoded encode(Outgoing<T> record, int partitions) {
        Topic<T> topic = record.topic();
        return new Encoded(
                topic.name(),
                Partitioning.of(record.partitionKey(), partitions),
                record.key(),
                json(topic, record.value()),
                headers(record.origin()));
    }

    public static List<Encoded> encode(List<Outgoing<?>> records, int partitions) {
        return records.stream()
                .<Encoded>map(record -> encode(record, partitions))
                .toList();
    }

    private static <T> byte @Nullable [] json(Topic<T> topic, @Nullable T value) {
        if (value == null) {
            return null;
        }
        try {
            return Json.mapper().writerFor(topic.type()).writeValueAsBytes(value);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("a record for %s cannot be written as JSON".formatted(topic), e);
        }
    }

    /** CloudEvents' binary names and ours, in the order they are written. */
    public static Map<String, String> headers(Origin origin) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", origin.id());
        headers.put("ce_source", origin.source());
        headers.put("ce_type", origin.type());
        headers.put("ce_time", origin.occurredAt().toString());
        headers.put("content-type", "application/json");
        if (origin.causationId() != null) {
            headers.put("ce_causationid", origin.causationId());
        }
        if (origin.correlationId() != null) {
            headers.put("ce_correlationid", origin.correlationId());
        }
        return headers;
    }

    /** @throws BadRecordException if the value is not what the topic carries, or absent */
    public static <T> Delivery<T> decode(Topic<T> topic, Received record, boolean muted) {
        byte[] bytes = record.value();
        if (bytes == null) {
            throw new BadRecordException("%s holds a tombstone where a value was expected".formatted(place(record)));
        }
        T value;
        try {
            value = Json.mapper().readValue(bytes, topic.type());
        } catch (JacksonException e) {
            throw new BadRecordException(
                    "%s is not a %s: %s".formatted(place(record), topic.type().getSimpleName(), e.getOriginalMessage()),
                    e);
        }
        if (value == null) {
            throw new BadRecordException("%s holds the JSON value null".formatted(place(record)));
        }
        return new Delivery<>(
                topic,
                record.partition(),
                record.offset(),
                record.key(),
                value,
                origin(record),
                record.publishedAt(),
                muted);
    }

    /** Headers as written by {@link #encode}; a record of other make gets what its position says. */
    public static Origin origin(Received record) {
        Map<String, String> headers = record.headers();
        return new Origin(
                headers.getOrDefault("ce_id", place(record)),
                headers.getOrDefault("ce_type", "unknown"),
                headers.getOrDefault("ce_source", "unknown"),
                occurredAt(record),
                headers.get("ce_causationid"),
                headers.get("ce_correlationid"));
    }

    /** Event time; the time of publishing for a record that names none. */
    public static Instant occurredAt(Received record) {
        String time = record.headers().get("ce_time");
        if (time == null) {
            return record.publishedAt();
        }
        try {
            return Instant.parse(time);
        } catch (DateTimeException _) {
            return record.publishedAt();
        }
    }

    /** The record as it was, in the same partition of the dead letters, with the reason in headers. */
    public static Encoded deadLetter(Received record, Throwable reason, int attempts) {
        var headers = new LinkedHashMap<>(record.headers());
        String message = String.valueOf(reason.getMessage());
        headers.put("error-class", reason.getClass().getName());
        headers.put("error-message", message.substring(0, Math.min(message.length(), LONGEST_REASON)));
        headers.put("error-attempts", Integer.toString(attempts));
        headers.put("error-topic", record.topic());
        headers.put("error-partition", Integer.toString(record.partition()));
        headers.put("error-offset", Long.toString(record.offset()));
        return new Encoded(record.topic() + ".dlt", record.partition(), record.key(), record.value(), headers);
    }

    static String place(Received record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }
}
