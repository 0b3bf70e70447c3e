package io.autofutures.transport.memory;

import io.autofutures.transport.SharedStage;
import io.autofutures.transport.Subscription;
import io.autofutures.transport.client.PersistentPublisher;
import io.autofutures.transport.client.Received;
import io.autofutures.transport.client.RecordFlow;
import io.autofutures.transport.client.SharedWork;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One member of a shared stage. */
final class MemoryShared<T> implements Subscription, MemoryGroup.Member {
    private final SharedStage<T> stage;
    private final MemoryTransport transport;
    private final MemoryGroup group;
    private final RecordFlow.Reader reader;
    private final SharedWork<T> work;
    private final Map<Integer, Share> shares = new ConcurrentHashMap<>();
    private volatile boolean ready;

    MemoryShared(SharedStage<T> stage, MemoryTransport transport) {
        this.stage = stage;
        this.transport = transport;
        this.group = transport.group(stage.group());
        this.reader =
                transport.flow().reader(stage.group(), List.of(stage.topic().name()), stage.counted());
        this.work = new SharedWork<>(
                stage, transport.partitions(), new PersistentPublisher(transport::send), this::released);
    }

    void join() {
        group.join(this);
        ready = true;
    }

    private void released() {
        shares.values().forEach(share -> share.bell.ring());
    }

    @Override
    public void assigned(int partition) {
        var share = new Share(partition);
        shares.put(partition, share);
        share.start();
    }

    @Override
    public void revoked(int partition) {
        Share share = shares.remove(partition);
        if (share != null) {
            share.close();
        }
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public void close() {
        group.leave(this);
        reader.close();
        transport.forget(this);
    }

    private final class Share extends Feed {
        private final String topic = stage.topic().name();
        private final int partition;
        private final MemoryLog log;
        private final SharedWork<T>.Share share;
        private long next;

        Share(int partition) {
            super(stage.group() + "-" + partition);
            this.partition = partition;
            this.log = transport.log(topic, partition);
            this.next = group.committed(topic, partition);
            this.share = work.open(next, this::moved);
            reader.at(topic, partition, next);
            transport.flow().known(topic, partition, log.end());
            log.hold(this, () -> group.committed(topic, partition));
            log.ring(bell);
        }

        private void moved(long position) {
            group.commit(topic, partition, position);
            reader.at(topic, partition, position);
        }

        @Override
        boolean step() {
            var records = log.read(next, 1);
            if (records.isEmpty() || !work.reserve()) {
                return false;
            }
            Received record = records.getFirst();
            share.take(record);
            next = record.offset() + 1;
            return true;
        }

        void close() {
            stop();
            group.commit(topic, partition, share.abandon(PATIENCE));
            log.release(this, bell);
        }
    }
}
