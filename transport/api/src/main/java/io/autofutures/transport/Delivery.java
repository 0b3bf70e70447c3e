package io.autofutures.transport;

import io.autofutures.model.topic.Topic;
import java.time.Instant;

/**
 * A record as received. Tombstones are not delivered; tables forget the key.
 *
 * @param publishedAt the broker's time of publishing; for lag only
 * @param muted already handled once: a fold applies it, its outputs are thrown away
 */
public record Delivery<T>(
        Topic<T> topic,
        int partition,
        long offset,
        String key,
        T value,
        Origin origin,
        Instant publishedAt,
        boolean muted) {
    public Position position() {
        return new Position(topic.name(), partition, offset);
    }
}
