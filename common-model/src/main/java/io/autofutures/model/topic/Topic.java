package io.autofutures.model.topic;

import java.time.Duration;
import java.util.function.Function;

/**
 * One topic: what it carries, how it is keyed, what decides the partition, how long it is kept.
 *
 * @param name as on the broker
 * @param type class of the values
 * @param partitionBy names the owner of a value: the partition is chosen by this, never by the whole key
 * @param key identifies a value among those of its owner; compaction works by it
 * @param cleanup compacted topics are tables, the others are logs
 * @param retention of a log; a table keeps the latest of each key
 */
public record Topic<T>(
        String name,
        Class<T> type,
        Function<T, String> partitionBy,
        Function<T, String> key,
        Cleanup cleanup,
        Duration retention) {
    public enum Cleanup {
        DELETE,
        COMPACT
    }

    /** Where records go that no retry can mend. */
    public String deadLetters() {
        return name + ".dlt";
    }

    @Override
    public String toString() {
        return name;
    }
}
