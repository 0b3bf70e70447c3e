package io.autofutures.transport.memory;

import io.autofutures.model.topic.Topic;
import io.autofutures.transport.Table;
import io.autofutures.transport.TransportException;
import io.autofutures.transport.client.Received;
import io.autofutures.transport.client.RecordFlow;
import io.autofutures.transport.client.TableContents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;

/** A compacted topic as a map. */
final class MemoryTable<T> extends Feed implements Table<T> {
    private final Topic<T> topic;
    private final MemoryTransport transport;
    private final RecordFlow.Reader reader;
    private final TableContents<T> contents;
    private final AtomicLongArray next;
    private final ConcurrentLinkedQueue<Runnable> calls = new ConcurrentLinkedQueue<>();
    private final CountDownLatch read = new CountDownLatch(1);
    private final String id;

    MemoryTable(Topic<T> topic, boolean counted, MemoryTransport transport, String id) {
        super(id);
        this.id = id;
        this.topic = topic;
        this.transport = transport;
        this.reader = transport.flow().reader(id, List.of(topic.name()), counted);
        this.contents = new TableContents<>(topic);
        this.next = new AtomicLongArray(transport.partitions());
        for (int i = 0; i < transport.partitions(); i++) {
            int partition = i;
            MemoryLog log = transport.log(topic.name(), partition);
            log.hold(this, () -> next.get(partition));
            log.ring(bell);
            transport.flow().known(topic.name(), partition, log.end());
        }
    }

    void awaitRead() {
        await(read, "read whole");
    }

    private void await(CountDownLatch latch, String what) {
        try {
            if (!latch.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TransportException("table %s was not %s within %s".formatted(topic, what, PATIENCE));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException("interrupted while table %s was to be %s".formatted(topic, what), e);
        }
    }

    @Override
    boolean step() {
        boolean moved = false;
        for (int partition = 0; partition < transport.partitions(); partition++) {
            for (Received record : transport.log(topic.name(), partition).read(next.get(partition), 500)) {
                contents.apply(record);
                next.set(partition, record.offset() + 1);
                reader.at(topic.name(), partition, record.offset() + 1);
                moved = true;
            }
        }
        for (Runnable call = calls.poll(); call != null; call = calls.poll()) {
            call.run();
        }
        if (!moved) {
            read.countDown();
        }
        return moved;
    }

    @Override
    public Optional<T> get(String key) {
        return contents.get(key);
    }

    @Override
    public Map<String, T> all() {
        return contents.all();
    }

    @Override
    public void onChange(Consumer<T> listener) {
        if (Thread.currentThread().getName().equals(id)) {
            contents.listen(listener);
            return;
        }
        var told = new CountDownLatch(1);
        calls.add(() -> {
            contents.listen(listener);
            told.countDown();
        });
        bell.ring();
        await(told, "told to a listener");
    }

    @Override
    public boolean ready() {
        return read.getCount() == 0;
    }

    @Override
    public void close() {
        stop();
        for (int partition = 0; partition < transport.partitions(); partition++) {
            transport.log(topic.name(), partition).release(this, bell);
        }
        reader.close();
        transport.forget(this);
    }
}
