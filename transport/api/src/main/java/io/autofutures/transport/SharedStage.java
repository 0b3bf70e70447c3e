package io.autofutures.transport;

import io.autofutures.model.topic.Topic;
import java.time.Duration;
import java.util.List;

/**
 * A stage whose group divides the partitions. Records of one partition key are handled in order, one at a time, on a
 * virtual thread; different keys run side by side. The lowest unfinished position of a partition is what is committed,
 * after the outputs are acknowledged: at least once. A handler that throws is called again with the same record after
 * the back-off, which holds up its key only; {@link BadRecordException} sends the record to the dead letters instead.
 * A full stage stops fetching and keeps its place in the group, however long a handler takes.
 *
 * @param group name of the consumer group
 * @param maxInFlight records taken and not finished, over all keys, positive
 * @param retryFirst first back-off; doubles up to {@code retryMax}
 * @param counted its work counts for lockstep; false for pure sinks
 */
public record SharedStage<T>(
        String group,
        Topic<T> topic,
        Handler<T> handler,
        int maxInFlight,
        Duration retryFirst,
        Duration retryMax,
        boolean counted) {

    /** Returns the records to publish because of this one. */
    @FunctionalInterface
    public interface Handler<T> {
        List<Outgoing<?>> on(Delivery<T> delivery) throws Exception;
    }

    public static <T> SharedStage<T> of(String group, Topic<T> topic, Handler<T> handler) {
        return new SharedStage<>(group, topic, handler, 64, Duration.ofMillis(100), Duration.ofSeconds(10), true);
    }

    public SharedStage<T> withMaxInFlight(int records) {
        return new SharedStage<>(group, topic, handler, records, retryFirst, retryMax, counted);
    }

    public SharedStage<T> withRetry(Duration first, Duration max) {
        return new SharedStage<>(group, topic, handler, maxInFlight, first, max, counted);
    }
}
