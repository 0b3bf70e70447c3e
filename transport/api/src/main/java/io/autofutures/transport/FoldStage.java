package io.autofutures.transport;

import io.autofutures.model.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A stage whose group divides the partitions, each folded by one thread in order from a checkpoint: the fold says where
 * to start, records up to the committed position come {@linkplain Delivery#muted() muted}, later ones aloud. Outputs
 * are published without waiting; a position is committed once every output up to it is acknowledged.
 *
 * @param state table of checkpoints that {@link Factory#open} is given, those of its partition only
 * @param counted its work counts for lockstep
 */
public record FoldStage<T, C>(
        String group, Topic<T> topic, Topic<C> state, Factory<T, C> factory, Duration commitInterval, boolean counted) {

    @FunctionalInterface
    public interface Factory<T, C> {
        /** Called when a partition is assigned, on the thread that will fold it. @param checkpoints latest of each key */
        Fold<T> open(int partition, List<Delivery<C>> checkpoints);
    }

    /** The fold of one partition. Called by one thread at a time. */
    public interface Fold<T> {
        /** Where to start reading. */
        Start start();

        /** Applies one record; its outputs are thrown away when the delivery is muted. */
        List<Outgoing<?>> on(Delivery<T> delivery);

        /** The partition goes to another member, or the stage closes: last outputs, checkpoints for instance. */
        default List<Outgoing<?>> close() {
            return List.of();
        }
    }

    public sealed interface Start {
        /** After the last committed position; from the beginning if there is none. */
        record Committed() implements Start {}

        /** At this offset, or after the committed position if that is earlier. */
        record At(long offset) implements Start {}

        /** At the first record published with an event time at or after this, or the committed position if earlier. */
        record AtEventTime(Instant occurredAt) implements Start {}
    }

    public static <T, C> FoldStage<T, C> of(String group, Topic<T> topic, Topic<C> state, Factory<T, C> factory) {
        return new FoldStage<>(group, topic, state, factory, Duration.ofMillis(500), true);
    }
}
