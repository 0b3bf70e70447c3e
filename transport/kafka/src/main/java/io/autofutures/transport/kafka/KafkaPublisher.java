package io.autofutures.transport.kafka;

import io.autofutures.transport.Position;
import io.autofutures.transport.TransportException;
import io.autofutures.transport.client.Encoded;
import io.autofutures.transport.client.Publisher;
import io.autofutures.transport.client.RecordFlow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * One idempotent producer behind a bounded queue: Kafka's own {@code send} may block on metadata or on a full buffer,
 * and callers here must not. One thread sends, so records keep the order in which they were accepted.
 */
final class KafkaPublisher implements Publisher {
    private record Task(Encoded record, CompletableFuture<Position> sent) {}

    private final Producer<String, byte[]> producer;
    private final KafkaTransportOptions options;
    private final RecordFlow flow;
    private final Set<String> declared = ConcurrentHashMap.newKeySet();
    private final LinkedBlockingQueue<Task> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger unacknowledged = new AtomicInteger();
    private final Thread thread;
    private volatile boolean closing;

    KafkaPublisher(Producer<String, byte[]> producer, KafkaTransportOptions options, RecordFlow flow) {
        this.producer = producer;
        this.options = options;
        this.flow = flow;
        this.thread = Thread.ofPlatform()
                .name(options.clientId() + "-publisher")
                .daemon()
                .start(this::run);
    }

    void declared(String topic) {
        declared.add(topic);
    }

    boolean knows(String topic) {
        return declared.contains(topic);
    }

    @Override
    public CompletableFuture<Position> send(Encoded record) {
        if (closing) {
            return refused("the transport is closed");
        }
        if (!knows(record.topic())) {
            return refused("topic %s is not declared".formatted(record.topic()));
        }
        if (unacknowledged.incrementAndGet() > options.bufferedRecords()) {
            unacknowledged.decrementAndGet();
            return refused("%d records wait for the broker at %s to acknowledge them: no more are taken"
                    .formatted(options.bufferedRecords(), options.bootstrapServers()));
        }
        flow.begin();
        var task = new Task(record, new CompletableFuture<>());
        queue.add(task);
        return task.sent();
    }

    private static CompletableFuture<Position> refused(String why) {
        return CompletableFuture.failedFuture(new TransportException(why));
    }

    private void run() {
        var batch = new ArrayList<Task>();
        try {
            while (!closing || !queue.isEmpty()) {
                Task first = queue.poll(50, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
                queue.drainTo(batch, 1_000);
                batch.forEach(this::hand);
                batch.clear();
            }
        } catch (InterruptedException _) {
            closing = true; // what is queued fails in close()
        }
    }

    private void hand(Task task) {
        try {
            var unused = producer.send(
                    Records.outgoing(task.record()),
                    (metadata, failure) -> done(task, failure == null ? Records.position(metadata) : null, failure));
        } catch (KafkaException | IllegalStateException e) {
            done(task, null, e);
        }
    }

    private void done(Task task, @Nullable Position position, @Nullable Exception failure) {
        unacknowledged.decrementAndGet();
        if (position != null) {
            flow.acknowledged(position);
            task.sent().complete(position);
        } else {
            flow.end();
            task.sent()
                    .completeExceptionally(new TransportException(
                            "a record for topic %s was not acknowledged by the broker at %s: %s"
                                    .formatted(
                                            task.record().topic(),
                                            options.bootstrapServers(),
                                            failure == null ? "closed" : failure.getMessage()),
                            failure == null ? new IllegalStateException("closed") : failure));
        }
    }

    /** Waits for what was published to be acknowledged, but not longer than this. */
    void close(Duration patience) {
        closing = true;
        try {
            if (!thread.join(patience)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(patience);
        for (Task task = queue.poll(); task != null; task = queue.poll()) {
            done(task, null, new IllegalStateException("the transport was closed first"));
        }
    }
}
