package io.autofutures.bench.pipeline;

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
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the market events that the broker has acknowledged. */
final class CountingTransport implements Transport {
    private final Transport transport;
    private final AtomicLong acknowledged = new AtomicLong();

    CountingTransport(Transport transport) {
        this.transport = transport;
    }

    long acknowledged() {
        return acknowledged.get();
    }

    @Override
    public <T> CompletableFuture<Position> publish(Outgoing<T> record) {
        CompletableFuture<Position> published = transport.publish(record);
        return record.topic().equals(Topics.WS_EVENTS)
                ? published.whenComplete((position, failure) -> {
                    if (failure == null) {
                        acknowledged.incrementAndGet();
                    }
                })
                : published;
    }

    @Override
    public void declare(Collection<Topic<?>> topics) {
        transport.declare(topics);
    }

    @Override
    public int partitions() {
        return transport.partitions();
    }

    @Override
    public <T> Subscription shared(SharedStage<T> stage) {
        return transport.shared(stage);
    }

    @Override
    public <T, C> Subscription fold(FoldStage<T, C> stage) {
        return transport.fold(stage);
    }

    @Override
    public Subscription broadcast(Broadcast broadcast) {
        return transport.broadcast(broadcast);
    }

    @Override
    public <T> Table<T> table(Topic<T> topic, boolean counted) {
        return transport.table(topic, counted);
    }

    @Override
    public Subscription own(Ownership ownership) {
        return transport.own(ownership);
    }

    @Override
    public Set<Capability> capabilities() {
        return transport.capabilities();
    }

    @Override
    public Progress progress() {
        return transport.progress();
    }

    @Override
    public void close() {
        transport.close();
    }
}
