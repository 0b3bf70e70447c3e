package io.autofutures.transport.client;

import io.autofutures.model.topic.Topic;
import io.autofutures.transport.BadRecordException;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.FoldStage;
import io.autofutures.transport.Outgoing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One opened fold: mutes it up to the committed position, publishes what it says after that, knows what to commit. */
public final class FoldRun<T> {
    private static final Logger LOGGER = LoggerFactory.getLogger(FoldRun.class);

    private final Topic<T> topic;
    private final FoldStage.Fold<T> fold;
    private final long committed;
    private final int partitions;
    private final PersistentPublisher publisher;
    private final LongConsumer moved;
    private final TreeSet<Long> unacknowledged = new TreeSet<>();
    private long next;
    private boolean closed;

    /**
     * @param start offset of the first record to come
     * @param committed records before it are muted
     * @param moved told the position before which everything is applied and acknowledged
     */
    public FoldRun(
            Topic<T> topic,
            FoldStage.Fold<T> fold,
            long start,
            long committed,
            int partitions,
            PersistentPublisher publisher,
            LongConsumer moved) {
        this.topic = topic;
        this.fold = fold;
        this.next = start;
        this.committed = committed;
        this.partitions = partitions;
        this.publisher = publisher;
        this.moved = moved;
    }

    /** @throws RuntimeException what the fold threw; it must be opened anew from its checkpoint then */
    public void apply(Received record) {
        boolean muted = record.offset() < committed;
        List<Encoded> outputs = List.of();
        try {
            if (record.value() != null) {
                outputs = RecordCodec.encode(fold.on(RecordCodec.decode(topic, record, muted)), partitions);
            }
        } catch (BadRecordException e) {
            LOGGER.atError()
                    .addKeyValue("position", RecordCodec.place(record))
                    .addKeyValue("error", e.toString())
                    .log("A record goes to the dead letters");
            outputs = List.of(RecordCodec.deadLetter(record, e, 1));
        }
        applied(record.offset(), muted ? List.of() : outputs);
    }

    private void applied(long offset, List<Encoded> outputs) {
        synchronized (this) {
            next = offset + 1;
            if (!outputs.isEmpty()) {
                unacknowledged.add(offset);
            }
        }
        if (outputs.isEmpty()) {
            tell();
            return;
        }
        var unused = publisher.send(outputs).thenRun(() -> {
            synchronized (this) {
                unacknowledged.remove(offset);
            }
            tell();
        });
    }

    private synchronized void tell() {
        if (!closed) {
            moved.accept(finished());
        }
    }

    private synchronized long finished() {
        return unacknowledged.isEmpty() ? next : unacknowledged.first();
    }

    /** Records whose outputs are not acknowledged; a growing number calls for a pause. */
    public synchronized int waiting() {
        return unacknowledged.size();
    }

    /** All before it is applied, aloud where it had to be, and acknowledged; never before the committed position. */
    public synchronized long position() {
        return Math.max(committed, finished());
    }

    /** Everything applied so far is acknowledged. */
    public synchronized boolean idle() {
        return unacknowledged.isEmpty();
    }

    /** Publishes the fold's last outputs and waits for every acknowledgment. @return the position to commit */
    public long close(Duration patience) {
        var last = new ArrayList<Outgoing<?>>(fold.close());
        boolean aloud;
        synchronized (this) {
            aloud = next >= committed;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        CompletableFuture<Void> sent =
                publisher.send(aloud ? RecordCodec.encode(List.copyOf(last), partitions) : List.of());
        try {
            sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            awaitIdle(deadline);
        } catch (TimeoutException | ExecutionException e) {
            LOGGER.atWarn()
                    .addKeyValue("topic", topic.name())
                    .log("A fold closed before its outputs were acknowledged");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            closed = true;
            return position();
        }
    }

    private synchronized void awaitIdle(long deadline) throws InterruptedException {
        while (!unacknowledged.isEmpty() && System.nanoTime() < deadline) {
            wait(10);
        }
    }

    /** Latest of each key, in log order; keys that were removed are absent. */
    public static <C> List<Delivery<C>> latest(Topic<C> table, List<Received> records) {
        var latest = new LinkedHashMap<String, Received>();
        for (Received record : records) {
            latest.remove(record.key());
            latest.put(record.key(), record);
        }
        return every(table, List.copyOf(latest.values()));
    }

    /** All that can be read, without tombstones. */
    public static <C> List<Delivery<C>> every(Topic<C> topic, List<Received> records) {
        var read = new ArrayList<Delivery<C>>();
        for (Received record : records) {
            if (record.value() == null) {
                continue;
            }
            try {
                read.add(RecordCodec.decode(topic, record, false));
            } catch (BadRecordException e) {
                LOGGER.atError().addKeyValue("error", e.getMessage()).log("A stored state is unreadable and left out");
            }
        }
        return List.copyOf(read);
    }
}
