package io.autofutures.transport.client;

import io.autofutures.model.topic.Topic;
import io.autofutures.transport.BadRecordException;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.Ownership;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of one active owner: fence, restore, then apply → commit → committed, until it is stopped or fails. A loop
 * that failed is over; its transport starts another from the committed positions.
 */
public final class OwnerLoop implements Ownership.Context {
    private static final Logger LOGGER = LoggerFactory.getLogger(OwnerLoop.class);
    private static final int BATCH = 500;

    /** Where the owner's records come from and go to. Called on the owner's thread. */
    public interface Log {
        /** Fences every former owner, then reads the state topics of the partition, whole. */
        List<Received> open();

        /**
         * Makes the records and the positions visible together, or throws.
         *
         * @param next input topic → offset of the next record
         */
        void commit(List<Encoded> records, Map<String, Long> next);

        boolean owns();

        void close();
    }

    /** How a loop ended by itself. @param singles so many inputs are to be applied one by one to find the bad one */
    public record Failure(Throwable reason, int singles) {}

    /** What its transport wants to know; called on the owner's thread. */
    public interface Observer {
        /** The state is restored: inputs may come, from the committed positions. */
        void restored();

        /** The owner is closed; a new one may be opened. */
        void failed(Failure failure);
    }

    private final Ownership ownership;
    private final int partition;
    private final int partitions;
    private final Log log;
    private final RecordFlow.Reader reader;
    private final Observer observer;
    private final Map<String, Topic<?>> topics;
    private final ArrayDeque<Received> queue = new ArrayDeque<>();
    private final Map<String, Long> next = new HashMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private int singles;
    private boolean woken;
    private boolean opening = true;
    private boolean busy = true;
    private boolean stopping;

    public OwnerLoop(
            Ownership ownership,
            int partition,
            int partitions,
            int singles,
            Log log,
            RecordFlow.Reader reader,
            Observer observer) {
        this.ownership = ownership;
        this.partition = partition;
        this.partitions = partitions;
        this.singles = singles;
        this.log = log;
        this.reader = reader;
        this.observer = observer;
        this.topics = ownership.inputs().stream().collect(Collectors.toMap(Topic::name, Function.identity()));
    }

    public void start() {
        reader.begin();
        Thread.ofVirtual().name(ownership.group() + "-" + partition).start(this::run);
    }

    /** The next record of each input, once known: each commit repeats what has not moved. */
    public synchronized void startFrom(Map<String, Long> positions) {
        next.putAll(positions);
    }

    /** Inputs in order; never waits. */
    public synchronized void offer(Received record) {
        queue.addLast(record);
        notifyAll();
    }

    public synchronized int queued() {
        return queue.size();
    }

    /** Restored, nothing queued, nothing in apply or commit. */
    public synchronized boolean idle() {
        return queue.isEmpty() && !busy;
    }

    @Override
    public int partition() {
        return partition;
    }

    @Override
    public synchronized void wake() {
        if (!woken && !stopping) {
            woken = true;
            reader.begin();
            notifyAll();
        }
    }

    @Override
    public boolean owns() {
        synchronized (this) {
            if (stopping) {
                return false;
            }
        }
        return log.owns();
    }

    /** Lets the running cycle finish, closes the owner. @return false if it did not end in time */
    public boolean stop(Duration patience) {
        requestStop();
        try {
            return ended.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public synchronized void requestStop() {
        stopping = true;
        notifyAll();
    }

    private void run() {
        Failure failure = null;
        Ownership.Owner owner = null;
        try {
            List<Delivery<?>> state = decode(log.open());
            owner = ownership.factory().open(this);
            owner.restore(state);
            observer.restored();
            opened();
            for (var batch = take(); batch != null; batch = take()) {
                cycle(owner, batch);
            }
        } catch (Poison e) {
            failure = new Failure(e.reason, e.singles);
        } catch (Throwable e) { // whatever it is, the partition must not stay without an owner
            failure = new Failure(e, 0);
        } finally {
            end(owner, failure);
        }
    }

    private void end(Ownership.@Nullable Owner owner, @Nullable Failure failure) {
        boolean pending;
        synchronized (this) {
            pending = woken;
            woken = false;
            stopping = true;
            if (opening) {
                opening = false;
                reader.end();
            }
        }
        try {
            if (owner != null) {
                owner.close();
            }
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).addKeyValue("partition", partition).log("An owner failed to close");
        }
        log.close();
        if (pending) {
            reader.end();
        }
        ended.countDown();
        if (failure != null) {
            observer.failed(failure);
        }
    }

    private List<Delivery<?>> decode(List<Received> records) {
        var state = new ArrayList<Delivery<?>>();
        for (Topic<?> topic : ownership.state()) {
            var ofTopic = records.stream()
                    .filter(record -> record.topic().equals(topic.name()))
                    .toList();
            state.addAll(
                    topic.cleanup() == Topic.Cleanup.COMPACT
                            ? FoldRun.latest(topic, ofTopic)
                            : FoldRun.every(topic, ofTopic));
        }
        return state;
    }

    private synchronized void opened() {
        opening = false;
        busy = false;
        reader.end();
    }

    private synchronized void rest() {
        busy = false;
    }

    private synchronized @Nullable Batch take() throws InterruptedException {
        while (!stopping && !woken && queue.isEmpty()) {
            wait();
        }
        if (stopping) {
            return null;
        }
        busy = true;
        int most = singles > 0 ? 1 : BATCH;
        var records = new ArrayList<Received>();
        while (!queue.isEmpty() && records.size() < most) {
            records.add(queue.removeFirst());
        }
        if (singles > 0 && !records.isEmpty()) {
            singles--;
        }
        boolean wake = woken;
        woken = false;
        return new Batch(records, wake);
    }

    private record Batch(List<Received> records, boolean wake) {}

    private void cycle(Ownership.Owner owner, Batch batch) {
        try {
            apply(owner, batch);
        } finally {
            rest();
            if (batch.wake()) {
                reader.end();
            }
        }
    }

    private void apply(Ownership.Owner owner, Batch batch) {
        var inputs = new ArrayList<Delivery<?>>();
        var records = new ArrayList<Encoded>();
        var positions = positions();
        for (Received record : batch.records()) {
            positions.put(record.topic(), record.offset() + 1);
            if (record.value() == null) {
                continue;
            }
            try {
                inputs.add(RecordCodec.decode(topic(record), record, false));
            } catch (BadRecordException e) {
                records.add(bury(record, e));
            }
        }
        try {
            records.addAll(RecordCodec.encode(owner.apply(inputs), partitions));
        } catch (BadRecordException e) {
            poison(batch, inputs, positions, e);
        }
        if (!records.isEmpty() || !batch.records().isEmpty()) {
            log.commit(records, positions);
        }
        moved(positions);
        owner.committed();
        positions.forEach((name, offset) -> reader.at(name, partition, offset));
    }

    /** One input: it goes to the dead letters. Several: they come again, one by one. Either way the state is restored. */
    private void poison(Batch batch, List<Delivery<?>> inputs, Map<String, Long> positions, BadRecordException reason) {
        if (inputs.size() != 1 || batch.records().size() != 1) {
            throw inputs.isEmpty() ? reason : new Poison(reason, batch.records().size());
        }
        log.commit(List.of(bury(batch.records().getFirst(), reason)), positions);
        moved(positions);
        positions.forEach((name, offset) -> reader.at(name, partition, offset));
        int left;
        synchronized (this) {
            left = singles;
        }
        throw new Poison(reason, left);
    }

    private Encoded bury(Received record, BadRecordException reason) {
        LOGGER.atError()
                .addKeyValue("group", ownership.group())
                .addKeyValue("position", RecordCodec.place(record))
                .addKeyValue("error", reason.getMessage())
                .log("A record goes to the dead letters");
        return RecordCodec.deadLetter(record, reason, 1);
    }

    private Topic<?> topic(Received record) {
        return java.util.Objects.requireNonNull(topics.get(record.topic()));
    }

    private synchronized Map<String, Long> positions() {
        return new HashMap<>(next);
    }

    private synchronized void moved(Map<String, Long> positions) {
        next.putAll(positions);
    }

    private static final class Poison extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Throwable reason;
        private final int singles;

        Poison(Throwable reason, int singles) {
            super(reason);
            this.reason = reason;
            this.singles = singles;
        }
    }
}
