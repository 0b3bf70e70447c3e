package io.autofutures.transport.client;

import io.autofutures.model.topic.Topic;
import io.autofutures.transport.BadRecordException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Latest value of each key. Written by the table's thread, read by any. */
public final class TableContents<T> {
    private static final Logger LOGGER = LoggerFactory.getLogger(TableContents.class);

    private final Topic<T> topic;
    private final Map<String, T> values = new ConcurrentHashMap<>();
    private final List<Consumer<T>> listeners = new ArrayList<>();

    public TableContents(Topic<T> topic) {
        this.topic = topic;
    }

    public Optional<T> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    public Map<String, T> all() {
        return Map.copyOf(values);
    }

    /** On the table's thread. An unreadable record leaves the former value. */
    public void apply(Received record) {
        if (record.value() == null) {
            values.remove(record.key());
            return;
        }
        T value;
        try {
            value = RecordCodec.decode(topic, record, false).value();
        } catch (BadRecordException e) {
            LOGGER.atError()
                    .addKeyValue("topic", topic.name())
                    .addKeyValue("error", e.getMessage())
                    .log("A table leaves out an unreadable record");
            return;
        }
        values.put(record.key(), value);
        listeners.forEach(listener -> tell(listener, value));
    }

    /** On the table's thread: tells the listener what is there, then every change. */
    public void listen(Consumer<T> listener) {
        values.values().forEach(value -> tell(listener, value));
        listeners.add(listener);
    }

    private void tell(Consumer<T> listener, T value) {
        try {
            listener.accept(value);
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).addKeyValue("topic", topic.name()).log("A listener of a table failed");
        }
    }
}
