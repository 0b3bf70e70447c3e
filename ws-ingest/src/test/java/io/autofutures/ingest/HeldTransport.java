package io.autofutures.ingest;

import io.autofutures.model.time.Progress;
import io.autofutures.model.topic.Topic;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A transport whose broker can be away: publishing then waits, or fails. */
final class HeldTransport implements Transport {
    private final Transport inner;
    private final List<Runnable> waiting = new ArrayList<>();
    private final List<CompletableFuture<Position>> held = new ArrayList<>();
    private int events;
    private int most;
    private boolean away;
    private boolean failing;

    HeldTransport(Transport inner) {
        this.inner = inner;
    }

    synchronized void away(boolean isAway) {
        away = isAway;
        if (!away) {
            waiting.forEach(Runnable::run);
            forget();
        }
    }

    private void forget() {
        waiting.clear();
        held.clear();
        events = 0;
    }

    /** What waits is given up by the broker's client; the broker stays away. */
    void timeOut() {
        List<CompletableFuture<Position>> given;
        synchronized (this) {
            given = List.copyOf(held);
            forget();
        }
        given.forEach(each -> each.completeExceptionally(new TransportException("not acknowledged in time")));
    }

    /** Most events, of market and user, that waited at once. */
    synchronized int most() {
        return most;
    }

    synchronized void failing(boolean fails) {
        failing = fails;
    }

    @Override
    public synchronized <T> CompletableFuture<Position> publish(Outgoing<T> record) {
        if (failing) {
            return CompletableFuture.failedFuture(new TransportException("the broker refused " + record.key()));
        }
        if (!away) {
            return inner.publish(record);
        }
        var later = new CompletableFuture<Position>();
        held.add(later);
        if (record.topic().name().endsWith("-events")) {
            events++;
            most = Math.max(most, events);
        }
        waiting.add(() -> inner.publish(record).whenComplete((position, failure) -> later.complete(position)));
        return later;
    }

    @Override
    public void declare(Collection<Topic<?>> topics) {
        inner.declare(topics);
    }

    @Override
    public int partitions() {
        return inner.partitions();
    }

    @Override
    public <T> Subscription shared(SharedStage<T> stage) {
        return inner.shared(stage);
    }

    @Override
    public <T, C> Subscription fold(FoldStage<T, C> stage) {
        return inner.fold(stage);
    }

    @Override
    public Subscription broadcast(Broadcast broadcast) {
        return inner.broadcast(broadcast);
    }

    @Override
    public <T> Table<T> table(Topic<T> topic, boolean counted) {
        return inner.table(topic, counted);
    }

    @Override
    public Subscription own(Ownership ownership) {
        return inner.own(ownership);
    }

    @Override
    public Set<Capability> capabilities() {
        return inner.capabilities();
    }

    @Override
    public Progress progress() {
        return inner.progress();
    }

    @Override
    public void close() {
        inner.close();
    }
}
