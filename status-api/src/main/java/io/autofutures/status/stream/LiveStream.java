package io.autofutures.status.stream;

import io.autofutures.status.projector.Change;
import io.autofutures.status.projector.ChangeListener;
import io.autofutures.status.view.MarketItem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where the projector's changes meet the listeners. Numbered changes are remembered and never left out; prices and the
 * status are only ever the latest, and each listener is told at its own pace. No listener can hold up the projector.
 */
public final class LiveStream implements ChangeListener, AutoCloseable {
    private static final long GOODBYE_NANOS = 1_500_000_000;

    private final ReentrantLock leaving = new ReentrantLock();
    private final Condition gone = leaving.newCondition();
    private final ChangeRing ring;
    private final InstantSource wall;
    private final Map<String, Priced> prices = new ConcurrentHashMap<>();
    private final AtomicLong priceVersion = new AtomicLong();
    private final AtomicInteger listeners;
    private final Counter resyncs;
    private final Counter dropped;
    private volatile Status status = new Status(0, null);
    private volatile boolean closed;

    /** @param version grows with each change, over all symbols */
    record Priced(long version, MarketItem item) {}

    record Status(long version, @Nullable Object view) {}

    /** @param remembered how many changes can be repeated, positive */
    public LiveStream(int remembered, InstantSource wall, MeterRegistry meters) {
        this.ring = new ChangeRing(remembered);
        this.wall = wall;
        this.listeners = meters.gauge("autofutures.sse.clients", new AtomicInteger());
        this.resyncs = meters.counter("autofutures.sse.resyncs");
        this.dropped = meters.counter("autofutures.sse.dropped.clients");
    }

    @Override
    public void began(String epoch, long seq) {
        ring.begin(epoch, seq);
    }

    @Override
    public void applied(List<Change> changes) {
        ring.append(changes);
    }

    @Override
    public void priced(Collection<MarketItem> items) {
        long version = priceVersion.incrementAndGet();
        items.forEach(item -> prices.put(item.symbol(), new Priced(version, item)));
    }

    /** The state of the whole has been read again. */
    public void stated(Object view) {
        status = new Status(status.version() + 1, view);
    }

    /** Someone listens. */
    public boolean watched() {
        return listeners.get() > 0;
    }

    /** What a snapshot that is read after this call can be followed from. */
    public String cursor() {
        return ring.head().toString();
    }

    ChangeRing ring() {
        return ring;
    }

    Status status() {
        return status;
    }

    long priceVersion() {
        return priceVersion.get();
    }

    List<MarketItem> pricesSince(long version) {
        List<MarketItem> changed = new ArrayList<>();
        for (Priced priced : prices.values()) {
            if (priced.version() > version) {
                changed.add(priced.item());
            }
        }
        return changed;
    }

    InstantSource wall() {
        return wall;
    }

    void joined() {
        listeners.incrementAndGet();
    }

    void left() {
        leaving.lock();
        try {
            listeners.decrementAndGet();
            gone.signalAll();
        } finally {
            leaving.unlock();
        }
    }

    void resynced() {
        resyncs.increment();
    }

    void cutOff() {
        dropped.increment();
    }

    boolean closed() {
        return closed;
    }

    /** Tells every listener goodbye, and gives it a moment to be written. */
    @Override
    public void close() {
        closed = true;
        ring.close();
        leaving.lock();
        try {
            long nanos = GOODBYE_NANOS;
            while (listeners.get() > 0 && nanos > 0) {
                nanos = gone.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leaving.unlock();
        }
    }
}
