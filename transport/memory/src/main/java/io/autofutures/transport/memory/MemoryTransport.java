package io.autofutures.transport.memory;

import io.autofutures.model.time.Progress;
import io.autofutures.model.topic.Topic;
import io.autofutures.model.topic.Topics;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Capability;
import io.autofutures.transport.FoldStage;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.Ownership;
import io.autofutures.transport.Position;
import io.autofutures.transport.SharedStage;
import io.autofutures.transport.Subscription;
import io.autofutures.transport.Table;
import io.autofutures.transport.Transport;
import io.autofutures.transport.TransportException;
import io.autofutures.transport.client.Encoded;
import io.autofutures.transport.client.RecordCodec;
import io.autofutures.transport.client.RecordFlow;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The transport inside one process. Records are kept as bytes, so that readers see what a broker would give them. A log
 * keeps its last records, a table the latest of each key; what some reader has not passed is kept up to a limit, then
 * publishing is refused.
 */
public final class MemoryTransport implements Transport {
    /** Records that each partition of a log keeps behind its readers. */
    public static final int KEPT = 4_000;

    private final InstantSource wall;
    private final int partitions;
    private final int kept;
    private final RecordFlow flow;
    private final Map<String, List<MemoryLog>> logs = new ConcurrentHashMap<>();
    private final Map<String, MemoryGroup> groups = new ConcurrentHashMap<>();
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private volatile boolean closed;

    /** @param wall stamps the time of publishing */
    public MemoryTransport(InstantSource wall) {
        this(wall, Topics.PARTITIONS, KEPT);
    }

    /** @param kept records that each partition of a log keeps behind its readers, positive */
    public MemoryTransport(InstantSource wall, int partitions, int kept) {
        this.wall = wall;
        this.partitions = partitions;
        this.kept = kept;
        this.flow = new RecordFlow(partitions);
    }

    @Override
    public void declare(Collection<Topic<?>> topics) {
        for (Topic<?> topic : topics) {
            declare(topic.name(), topic.cleanup() == Topic.Cleanup.COMPACT);
            declare(topic.deadLetters(), false);
        }
    }

    private void declare(String name, boolean compacted) {
        logs.computeIfAbsent(name, _ -> IntStream.range(0, partitions)
                .mapToObj(partition -> new MemoryLog(name, partition, compacted, kept))
                .toList());
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public <T> CompletableFuture<Position> publish(Outgoing<T> record) {
        try {
            return send(RecordCodec.encode(record, partitions));
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    CompletableFuture<Position> send(Encoded record) {
        try {
            return CompletableFuture.completedFuture(append(record));
        } catch (TransportException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    Position append(Encoded record) {
        if (closed) {
            throw new TransportException("the transport is closed");
        }
        MemoryLog log = log(record.topic(), record.partition());
        flow.begin();
        long offset;
        try {
            offset = log.append(record, wall.instant());
        } catch (TransportException e) {
            flow.end();
            throw e;
        }
        var position = new Position(record.topic(), record.partition(), offset);
        flow.acknowledged(position);
        return position;
    }

    /** @throws TransportException if the topic is not declared */
    MemoryLog log(String topic, int partition) {
        var ofTopic = logs.get(topic);
        if (ofTopic == null) {
            throw new TransportException("topic %s is not declared".formatted(topic));
        }
        return ofTopic.get(partition);
    }

    MemoryGroup group(String name) {
        return groups.computeIfAbsent(name, _ -> new MemoryGroup(partitions));
    }

    RecordFlow flow() {
        return flow;
    }

    @Override
    public <T> Subscription shared(SharedStage<T> stage) {
        var subscription = new MemoryShared<>(stage, this);
        subscriptions.add(subscription);
        subscription.join();
        return subscription;
    }

    @Override
    public <T, C> Subscription fold(FoldStage<T, C> stage) {
        var subscription = new MemoryFold<>(stage, this);
        subscriptions.add(subscription);
        subscription.join();
        return subscription;
    }

    @Override
    public Subscription broadcast(Broadcast broadcast) {
        var subscription = new MemoryBroadcast(broadcast, this, broadcast.name() + "#" + ids.incrementAndGet());
        subscriptions.add(subscription);
        subscription.start();
        return subscription;
    }

    @Override
    public <T> Table<T> table(Topic<T> topic, boolean counted) {
        var table = new MemoryTable<>(topic, counted, this, topic.name() + "-table#" + ids.incrementAndGet());
        subscriptions.add(table);
        table.start();
        table.awaitRead();
        return table;
    }

    @Override
    public Subscription own(Ownership ownership) {
        var subscription = new MemoryOwnership(ownership, this);
        subscriptions.add(subscription);
        subscription.join();
        return subscription;
    }

    void forget(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    /** None: records live and die with the process. */
    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public Progress progress() {
        return flow;
    }

    @Override
    public void close() {
        for (var running = subscriptions; !running.isEmpty(); ) {
            running.getLast().close();
        }
        closed = true;
    }
}
