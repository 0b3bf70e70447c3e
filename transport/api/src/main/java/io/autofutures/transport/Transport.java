package io.autofutures.transport;

import io.autofutures.model.time.Progress;
import io.autofutures.model.topic.Topic;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The seam to the broker. Thread-safe. Every reader sees committed records only.
 *
 * <p>Implementations pass one contract: order per key; at least once; redelivery after a failure; a retry that blocks its
 * key only; dead letters; back-pressure; handlers slower than the poll interval; shared, broadcast and table
 * subscriptions; checkpoint and seek with muted output; atomic ownership.
 */
public interface Transport extends AutoCloseable {
    /**
     * Creates what is missing of these topics and their dead letters.
     *
     * @throws TransportException if the broker is away, or a topic exists with another number of partitions
     */
    void declare(Collection<Topic<?>> topics);

    /** Number of partitions of each declared topic. */
    int partitions();

    /** Does not wait for the broker; records of one partition key keep their order. Completes when acknowledged. */
    <T> CompletableFuture<Position> publish(Outgoing<T> record);

    <T> Subscription shared(SharedStage<T> stage);

    <T, C> Subscription fold(FoldStage<T, C> stage);

    Subscription broadcast(Broadcast broadcast);

    /** Returns once the table is read up to the end offsets of this moment. @param counted work counts for lockstep */
    <T> Table<T> table(Topic<T> topic, boolean counted);

    Subscription own(Ownership ownership);

    Set<Capability> capabilities();

    /** Records published through this instance and subscriptions that count, for lockstep. */
    Progress progress();

    /** Stops every subscription, waits for what was published to be acknowledged. */
    @Override
    void close();
}
