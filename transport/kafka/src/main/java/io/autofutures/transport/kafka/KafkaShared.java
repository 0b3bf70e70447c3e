package io.autofutures.transport.kafka;

import io.autofutures.transport.SharedStage;
import io.autofutures.transport.client.PersistentPublisher;
import io.autofutures.transport.client.Received;
import io.autofutures.transport.client.RecordFlow;
import io.autofutures.transport.client.SharedWork;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** One member of a shared stage: polls on whatever its handlers do, paused while the stage is full. */
final class KafkaShared<T> extends GroupLoop {
    private static final int POLLED = 500;
    private static final Duration HANDING_OVER = Duration.ofSeconds(2);

    private final PersistentPublisher publisher;
    private final SharedWork<T> work;
    private final RecordFlow.Reader reader;
    private final Map<TopicPartition, SharedWork<T>.Share> shares = new HashMap<>();
    private final ArrayDeque<Received> backlog = new ArrayDeque<>();

    KafkaShared(SharedStage<T> stage, KafkaTransport transport) {
        super(
                stage.group(),
                List.of(stage.topic().name()),
                transport,
                transport.clients().member(stage.group(), Math.min(POLLED, stage.maxInFlight()), false));
        this.reader =
                transport.flow().reader(stage.group(), List.of(stage.topic().name()), stage.counted());
        this.publisher = new PersistentPublisher(transport.publisher());
        this.work = new SharedWork<>(stage, transport.partitions(), publisher, () -> {});
    }

    @Override
    Duration beforePoll() {
        hand();
        if (!backlog.isEmpty() || work.full()) {
            consumer.pause(consumer.assignment());
            return BUSY;
        }
        consumer.resume(shares.keySet());
        return IDLE;
    }

    private void hand() {
        while (!backlog.isEmpty() && work.reserve()) {
            Received record = backlog.removeFirst();
            var share = shares.get(new TopicPartition(record.topic(), record.partition()));
            java.util.Objects.requireNonNull(share, "the backlog holds assigned partitions only")
                    .take(record);
        }
    }

    @Override
    void open(Map<TopicPartition, Long> start) {
        start.forEach((partition, position) -> {
            consumer.seek(partition, position);
            reader.at(partition.topic(), partition.partition(), position);
            shares.put(
                    partition, work.open(position, next -> reader.at(partition.topic(), partition.partition(), next)));
        });
    }

    @Override
    void handle(ConsumerRecords<String, byte[]> records) {
        for (ConsumerRecord<String, byte[]> record : records) {
            backlog.addLast(Records.received(record));
        }
        hand();
        if (backlog.isEmpty()) {
            shares.forEach((partition, share) -> {
                if (share.idle()) { // past transaction markers too
                    reader.at(partition.topic(), partition.partition(), consumer.position(partition));
                }
            });
        }
    }

    @Override
    Map<TopicPartition, Long> finished() {
        var positions = new HashMap<TopicPartition, Long>();
        shares.forEach((partition, share) -> positions.put(partition, share.position()));
        return positions;
    }

    @Override
    Map<TopicPartition, Long> release(Collection<TopicPartition> partitions) {
        backlog.removeIf(record -> partitions.contains(new TopicPartition(record.topic(), record.partition())));
        var positions = new HashMap<TopicPartition, Long>();
        long deadline = System.nanoTime() + HANDING_OVER.toNanos();
        for (TopicPartition partition : partitions) {
            var share = shares.remove(partition);
            if (share != null) {
                Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
                positions.put(partition, share.abandon(left));
            }
        }
        return positions;
    }

    @Override
    void ended() {
        publisher.stop();
        reader.close();
    }
}
