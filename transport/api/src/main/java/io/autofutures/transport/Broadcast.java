package io.autofutures.transport;

import io.autofutures.model.topic.Topic;
import java.util.List;
import java.util.Map;

/**
 * A reader of every partition of some topics, beside every other reader: no group, no commits. Batches are handed over
 * on one thread, records of a partition in order.
 *
 * @param start where to begin
 * @param handler throwing stops the reading of everything behind it: the batch comes again after a back-off
 * @param counted its work counts for lockstep; false for pure sinks
 */
public record Broadcast(String name, List<Topic<?>> topics, Start start, Handler handler, boolean counted) {
    @FunctionalInterface
    public interface Handler {
        void on(List<Delivery<?>> batch) throws Exception;
    }

    public sealed interface Start {
        record Earliest() implements Start {}

        record Latest() implements Start {}

        /** Partitions that are not named start at the earliest record. @param next topic → partition → next offset */
        record At(Map<String, Map<Integer, Long>> next) implements Start {}

        /** At the first record whose event time is at or after this. */
        record AtEventTime(java.time.Instant occurredAt) implements Start {}
    }

    public static Broadcast latest(String name, List<Topic<?>> topics, Handler handler) {
        return new Broadcast(name, topics, new Start.Latest(), handler, true);
    }

    /** The same, outside the work that lockstep waits for. */
    public Broadcast asSink() {
        return new Broadcast(name, topics, start, handler, false);
    }
}
