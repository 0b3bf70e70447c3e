package io.autofutures.transport;

import io.autofutures.model.topic.Topic;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record to be published.
 *
 * @param partitionKey decides the partition
 * @param key the record's key; compaction works by it
 * @param value absent for a tombstone, which removes the key from a table
 */
public record Outgoing<T>(
        Topic<T> topic,
        String partitionKey,
        String key,
        @Nullable T value,
        Origin origin) {

    /** A value under the key and owner that its topic declares. */
    public static <T> Outgoing<T> of(Topic<T> topic, T value, Origin origin) {
        return new Outgoing<>(
                topic, topic.partitionBy().apply(value), topic.key().apply(value), value, origin);
    }

    /** Removes {@code value}'s key from a table. */
    public static <T> Outgoing<T> tombstone(Topic<T> topic, T value, String source, Instant occurredAt) {
        String key = topic.key().apply(value);
        return new Outgoing<>(
                topic,
                topic.partitionBy().apply(value),
                key,
                null,
                new Origin(key + "/removed", "tombstone", source, occurredAt, null, null));
    }
}
