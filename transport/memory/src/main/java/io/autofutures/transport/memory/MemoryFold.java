package io.autofutures.transport.memory;

import io.autofutures.transport.FoldStage;
import io.autofutures.transport.Subscription;
import io.autofutures.transport.client.FoldRun;
import io.autofutures.transport.client.PersistentPublisher;
import io.autofutures.transport.client.Received;
import io.autofutures.transport.client.RecordCodec;
import io.autofutures.transport.client.RecordFlow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** One member of a fold stage. */
final class MemoryFold<T, C> implements Subscription, MemoryGroup.Member {
    private final FoldStage<T, C> stage;
    private final MemoryTransport transport;
    private final MemoryGroup group;
    private final RecordFlow.Reader reader;
    private final Map<Integer, Part> parts = new ConcurrentHashMap<>();
    private volatile boolean joined;

    MemoryFold(FoldStage<T, C> stage, MemoryTransport transport) {
        this.stage = stage;
        this.transport = transport;
        this.group = transport.group(stage.group());
        this.reader =
                transport.flow().reader(stage.group(), List.of(stage.topic().name()), stage.counted());
    }

    void join() {
        group.join(this);
        joined = true;
    }

    @Override
    public void assigned(int partition) {
        var part = new Part(partition);
        parts.put(partition, part);
        part.start();
    }

    @Override
    public void revoked(int partition) {
        Part part = parts.remove(partition);
        if (part != null) {
            part.stop();
            part.log.release(part, part.bell);
        }
    }

    @Override
    public boolean ready() {
        return joined && parts.values().stream().allMatch(part -> part.opened.getCount() == 0);
    }

    @Override
    public void close() {
        group.leave(this);
        reader.close();
        transport.forget(this);
    }

    private final class Part extends Feed {
        private final String topic = stage.topic().name();
        private final int partition;
        private final MemoryLog log;
        private final CountDownLatch opened = new CountDownLatch(1);
        private @Nullable FoldRun<T> run;
        private long next;

        Part(int partition) {
            super(stage.group() + "-" + partition);
            this.partition = partition;
            this.log = transport.log(topic, partition);
            log.hold(this, () -> group.committed(topic, partition));
            log.ring(bell);
            transport.flow().known(topic, partition, log.end());
        }

        @Override
        boolean step() {
            if (run == null) {
                run = open();
                opened.countDown();
            }
            var records = log.read(next, 1);
            if (records.isEmpty()) {
                return false;
            }
            Received record = records.getFirst();
            run.apply(record);
            next = record.offset() + 1;
            return true;
        }

        private FoldRun<T> open() {
            var checkpoints = FoldRun.latest(
                    stage.state(),
                    transport.log(stage.state().name(), partition).readAll());
            FoldStage.Fold<T> fold = stage.factory().open(partition, checkpoints);
            long committed = group.committed(topic, partition);
            next = switch (fold.start()) {
                case FoldStage.Start.Committed() -> committed;
                case FoldStage.Start.At(long offset) -> Math.min(offset, committed);
                case FoldStage.Start.AtEventTime(Instant time) -> Math.min(firstSince(time), committed);
            };
            reader.at(topic, partition, next);
            return new FoldRun<>(
                    stage.topic(),
                    fold,
                    next,
                    committed,
                    transport.partitions(),
                    new PersistentPublisher(transport::send),
                    this::moved);
        }

        private long firstSince(Instant time) {
            return log.readAll().stream()
                    .filter(record -> !RecordCodec.occurredAt(record).isBefore(time))
                    .mapToLong(Received::offset)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        }

        private void moved(long position) {
            if (position > group.committed(topic, partition)) {
                group.commit(topic, partition, position);
            }
            reader.at(topic, partition, position);
        }

        @Override
        void failed() {
            run = null;
        }

        @Override
        void end() {
            if (run != null) {
                group.commit(topic, partition, run.close(PATIENCE));
            }
        }
    }
}
