package io.autofutures.transport;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A compacted topic, read whole up to the end offsets taken at start, then followed. Reads are of the latest known. */
public interface Table<T> extends Subscription {
    Optional<T> get(String key);

    /** A snapshot, key to value. */
    Map<String, T> all();

    /** Called after each change with the new value, on the table's thread; also for what is read at start. */
    void onChange(Consumer<T> listener);
}
