package io.autofutures.transport;

import io.autofutures.model.topic.Topic;
import java.util.List;

/**
 * One owner per partition number over several topics of equal partition counts: all of an account's inputs reach one
 * thread, and what it publishes, the state it keeps and the positions of its inputs become visible together or not at
 * all. A new owner first fences every former one out of the log (where the transport spans processes), then restores.
 *
 * @param group of the inputs; also the stem of the fencing identity {@code <group>-<partition>}
 * @param inputs read by the group, the same partition of each going to the same owner
 * @param state topics whose records of this partition are handed to {@link Owner#restore}, whole
 * @param counted its work counts for lockstep
 */
public record Ownership(String group, List<Topic<?>> inputs, List<Topic<?>> state, Factory factory, boolean counted) {

    @FunctionalInterface
    public interface Factory {
        /** Called on the owning thread when a partition becomes active: it holds state, or its first input arrived. */
        Owner open(Context context);
    }

    /** What the owner may ask of its transport; safe to call from any thread. */
    public interface Context {
        int partition();

        /** Has {@link Owner#apply} called soon even when no input arrives: an answer or a timer waits in the owner. */
        void wake();

        /** The last proof of ownership is fresh: this member was in the group at its last poll and no fence was met. */
        boolean owns();
    }

    /** The owner of one partition. Called by one thread at a time. */
    public interface Owner extends AutoCloseable {
        /** The records of the state topics in this partition: latest of each key of a table, every record of a log. */
        void restore(List<Delivery<?>> state);

        /**
         * Applies inputs, in order, and whatever waits inside. Must not block.
         *
         * @param inputs may be empty after a {@link Context#wake()}
         */
        List<Outgoing<?>> apply(List<Delivery<?>> inputs);

        /**
         * What the last {@link #apply} returned is committed, with the positions of its inputs. Effects start here. Called
         * after every apply, also when it returned nothing.
         */
        void committed();

        /** Ownership ends. Nothing returned by a later apply would be committed. */
        @Override
        void close();
    }

    public static Ownership of(String group, List<Topic<?>> inputs, List<Topic<?>> state, Factory factory) {
        return new Ownership(group, inputs, state, factory, true);
    }
}
