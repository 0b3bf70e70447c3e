package io.autofutures.transport.memory;

import io.autofutures.model.topic.Topic;
import io.autofutures.transport.Ownership;
import io.autofutures.transport.Subscription;
import io.autofutures.transport.TransportException;
import io.autofutures.transport.client.Encoded;
import io.autofutures.transport.client.OwnerLoop;
import io.autofutures.transport.client.Received;
import io.autofutures.transport.client.RecordFlow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One member of an ownership group. */
final class MemoryOwnership implements Subscription, MemoryGroup.Member {
    private static final Logger LOGGER = LoggerFactory.getLogger(MemoryOwnership.class);
    private static final int QUEUED = 1_000;

    private final Ownership ownership;
    private final MemoryTransport transport;
    private final MemoryGroup group;
    private final RecordFlow.Reader reader;
    private final List<String> inputs;
    private final Map<Integer, Part> parts = new ConcurrentHashMap<>();
    private volatile boolean joined;

    MemoryOwnership(Ownership ownership, MemoryTransport transport) {
        this.ownership = ownership;
        this.transport = transport;
        this.group = transport.group(ownership.group());
        this.inputs = ownership.inputs().stream().<String>map(Topic::name).toList();
        this.reader = transport.flow().reader(ownership.group(), inputs, ownership.counted());
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
            part.revoke();
        }
    }

    @Override
    public boolean ready() {
        return joined && parts.values().stream().allMatch(Part::settled);
    }

    @Override
    public void close() {
        group.leave(this);
        reader.close();
        transport.forget(this);
    }

    /** Feeds one partition of every input to its owner, once there is something to own. */
    private final class Part extends Feed implements OwnerLoop.Log, OwnerLoop.Observer {
        private final int partition;
        private final Map<String, MemoryLog> logs = new HashMap<>();
        private final Map<String, Long> next = new ConcurrentHashMap<>();
        private final Object fence = new Object();
        private boolean fenced;
        private volatile @Nullable OwnerLoop loop;
        private volatile OwnerLoop.@Nullable Failure failure;
        private volatile boolean restored;
        private volatile boolean settled;
        private volatile int singles;

        Part(int partition) {
            super(ownership.group() + "-feed-" + partition);
            this.partition = partition;
            for (String input : inputs) {
                MemoryLog log = transport.log(input, partition);
                logs.put(input, log);
                log.hold(this, () -> group.committed(input, partition));
                log.ring(bell);
                reader.at(input, partition, group.committed(input, partition));
                transport.flow().known(input, partition, log.end());
            }
        }

        boolean settled() {
            return settled;
        }

        @Override
        boolean step() throws InterruptedException {
            OwnerLoop.Failure failed = failure;
            if (failed != null) {
                failure = null;
                restored = false;
                loop = null;
                singles = failed.singles();
                if (failed.singles() == 0) {
                    throw new IllegalStateException(
                            "the owner of partition %d failed".formatted(partition), failed.reason());
                }
            }
            OwnerLoop running = loop;
            if (running == null) {
                boolean active = owned() || waiting();
                if (active) {
                    activate();
                }
                settled |= !active;
                return false;
            }
            return restored && feed(running);
        }

        private boolean owned() {
            return ownership.state().stream()
                    .anyMatch(topic ->
                            !transport.log(topic.name(), partition).readAll().isEmpty());
        }

        private boolean waiting() {
            return logs.entrySet().stream().anyMatch(e -> !e.getValue()
                    .read(group.committed(e.getKey(), partition), 1)
                    .isEmpty());
        }

        private void activate() {
            restored = false;
            var started = new OwnerLoop(ownership, partition, transport.partitions(), singles, this, reader, this);
            loop = started;
            started.start();
        }

        private boolean feed(OwnerLoop running) throws InterruptedException {
            if (running.queued() >= QUEUED) {
                bell.await(Duration.ofMillis(2));
                return true;
            }
            boolean fed = false;
            for (String input : inputs) {
                long from = next.getOrDefault(input, 0L);
                for (Received record :
                        java.util.Objects.requireNonNull(logs.get(input)).read(from, 100)) {
                    next.put(input, record.offset() + 1);
                    running.offer(record);
                    fed = true;
                }
            }
            return fed;
        }

        @Override
        public List<Received> open() {
            var state = new ArrayList<Received>();
            for (Topic<?> topic : ownership.state()) {
                state.addAll(transport.log(topic.name(), partition).readAll());
            }
            return state;
        }

        @Override
        public void restored() {
            var positions = new HashMap<String, Long>();
            inputs.forEach(input -> positions.put(input, group.committed(input, partition)));
            next.putAll(positions);
            positions.forEach((input, position) -> reader.at(input, partition, position));
            restored = true;
            settled = true;
            bell.ring();
        }

        @Override
        public void commit(List<Encoded> records, Map<String, Long> positions) {
            synchronized (fence) {
                if (fenced) {
                    throw new TransportException("partition %d has another owner".formatted(partition));
                }
                records.forEach(transport::append);
                positions.forEach((input, position) -> group.commit(input, partition, position));
            }
        }

        @Override
        public boolean owns() {
            synchronized (fence) {
                return !fenced;
            }
        }

        @Override
        public void failed(OwnerLoop.Failure reason) {
            LOGGER.atWarn()
                    .addKeyValue("group", ownership.group())
                    .addKeyValue("partition", partition)
                    .addKeyValue("error", reason.reason().toString())
                    .log("An owner failed and is opened again");
            failure = reason;
            bell.ring();
        }

        /** Nothing was opened. */
        @Override
        public void close() {}

        void revoke() {
            stop();
            OwnerLoop running = loop;
            if (running != null && !running.stop(PATIENCE)) {
                LOGGER.atWarn().addKeyValue("partition", partition).log("An owner did not end in time and is fenced");
            }
            synchronized (fence) {
                fenced = true;
            }
            logs.values().forEach(log -> log.release(this, bell));
        }
    }
}
