package io.autofutures.transport.kafka;

import io.autofutures.model.topic.Topic;
import io.autofutures.transport.Table;
import io.autofutures.transport.TransportException;
import io.autofutures.transport.client.RecordFlow;
import io.autofutures.transport.client.TableContents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/** A compacted topic as a map: read whole by position, then followed. */
final class KafkaTable<T> extends PollLoop implements Table<T> {
    private static final Duration READING = Duration.ofSeconds(30);

    private final Topic<T> topic;
    private final List<TopicPartition> partitions;
    private final RecordFlow.Reader reader;
    private final TableContents<T> contents;
    private final ConcurrentLinkedQueue<Runnable> calls = new ConcurrentLinkedQueue<>();
    private final CountDownLatch read = new CountDownLatch(1);
    private Map<TopicPartition, Long> ends = Map.of();

    KafkaTable(Topic<T> topic, boolean counted, KafkaTransport transport, String id) {
        super(id, transport, transport.clients().reader(topic.name()));
        this.topic = topic;
        this.partitions = transport.partitionsOf(topic.name()).toList();
        this.contents = new TableContents<>(topic);
        this.reader = transport.flow().reader(id, List.of(topic.name()), counted);
    }

    /** Before {@link #start}. */
    void seek() {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        ends = consumer.endOffsets(partitions);
        ends.forEach((partition, end) -> transport.flow().known(partition.topic(), partition.partition(), end));
    }

    void awaitRead() {
        await(read, "read whole");
    }

    private void await(CountDownLatch latch, String what) {
        try {
            if (!latch.await(READING.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TransportException("table %s was not %s within %s, broker at %s"
                        .formatted(
                                topic,
                                what,
                                READING,
                                transport.clients().options().bootstrapServers()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException("interrupted while table %s was to be %s".formatted(topic, what), e);
        }
    }

    @Override
    void turn() {
        for (var record : consumer.poll(calls.isEmpty() ? IDLE : Duration.ZERO)) {
            contents.apply(Records.received(record));
        }
        for (TopicPartition partition : partitions) {
            reader.at(partition.topic(), partition.partition(), consumer.position(partition));
        }
        for (Runnable call = calls.poll(); call != null; call = calls.poll()) {
            call.run();
        }
        if (read.getCount() > 0
                && partitions.stream().allMatch(p -> consumer.position(p) >= ends.getOrDefault(p, 0L))) {
            read.countDown();
        }
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
        if (onThread()) {
            contents.listen(listener);
            return;
        }
        var told = new CountDownLatch(1);
        calls.add(() -> {
            contents.listen(listener);
            told.countDown();
        });
        consumer.wakeup();
        await(told, "told to a listener");
    }

    @Override
    public boolean ready() {
        return read.getCount() == 0;
    }

    @Override
    void ended() {
        reader.close();
    }
}
