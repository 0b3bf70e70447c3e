package io.autofutures.e2e;

import io.autofutures.model.account.OrderEvent;
import io.autofutures.model.json.Json;
import io.autofutures.model.topic.Topic;
import io.autofutures.model.topic.Topics;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Everything that stands on the topics, from the first record on; of the detector's large checkpoints only the last. */
final class Journal {
    private final List<Delivery<?>> records = new ArrayList<>();
    private final Map<String, Delivery<?>> checkpoints = new TreeMap<>();

    Journal(Transport transport) {
        transport.broadcast(
                new Broadcast("e2e-journal", Topics.all(), new Broadcast.Start.Earliest(), this::add, false));
    }

    private synchronized void add(List<Delivery<?>> batch) {
        for (Delivery<?> record : batch) {
            if (record.topic().equals(Topics.DETECTOR_STATE)) {
                checkpoints.put(record.key(), record);
            } else {
                records.add(record);
            }
        }
    }

    synchronized List<Delivery<?>> all() {
        return Stream.concat(records.stream(), checkpoints.values().stream()).toList();
    }

    @SuppressWarnings("unchecked")
    <T> List<Delivery<T>> of(Topic<T> topic) {
        return all().stream()
                .filter(record -> record.topic().equals(topic))
                .map(record -> (Delivery<T>) record)
                .toList();
    }

    <T> Stream<T> values(Topic<T> topic) {
        return of(topic).stream().map(Delivery::value);
    }

    /** Triggers, proposals, decisions, orders and fills, one line each, in an order of their own. */
    List<String> canonical() {
        return Stream.of(
                        lines(Topics.TRIGGERS, values(Topics.TRIGGERS)),
                        lines(Topics.PROPOSALS, values(Topics.PROPOSALS)),
                        lines(Topics.DECISIONS, values(Topics.DECISIONS)),
                        lines(
                                Topics.ORDER_EVENTS,
                                values(Topics.ORDER_EVENTS)
                                        .filter(event -> event instanceof OrderEvent.OrderChanged
                                                || event instanceof OrderEvent.OrderFilled)))
                .flatMap(lines -> lines)
                .sorted()
                .toList();
    }

    List<String> triggers() {
        return lines(Topics.TRIGGERS, values(Topics.TRIGGERS)).sorted().toList();
    }

    private static Stream<String> lines(Topic<?> topic, Stream<?> values) {
        return values.map(value -> topic.name() + " " + Json.mapper().writeValueAsString(value));
    }
}
