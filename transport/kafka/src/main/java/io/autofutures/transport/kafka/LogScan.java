package io.autofutures.transport.kafka;

import io.autofutures.transport.TransportException;
import io.autofutures.transport.client.Received;
import io.autofutures.transport.client.RecordCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Reads partitions once, from the beginning up to an end that is known before, by position. */
final class LogScan {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Clients clients;

    LogScan(Clients clients) {
        this.clients = clients;
    }

    /** Every committed record of these partitions at this moment, in order within each. */
    List<Received> all(Collection<TopicPartition> partitions) {
        var records = new ArrayList<Received>();
        try (Consumer<String, byte[]> consumer = clients.reader("restore")) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            read(consumer, consumer.endOffsets(partitions), record -> {
                records.add(record);
                return true;
            });
        }
        return records;
    }

    /**
     * The first record of each partition with an event time at or after {@code time}. Kafka indexes the time of
     * publishing, which says nothing of event time when history is replayed or time runs fast: so it is looked for.
     *
     * @param ends where to stop looking
     * @return partitions without such a record are absent
     */
    Map<TopicPartition, Long> firstSince(Instant time, Map<TopicPartition, Long> ends) {
        var found = new HashMap<TopicPartition, Long>();
        try (Consumer<String, byte[]> consumer = clients.reader("seek")) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            read(consumer, ends, record -> {
                if (RecordCodec.occurredAt(record).isBefore(time)) {
                    return true;
                }
                found.putIfAbsent(new TopicPartition(record.topic(), record.partition()), record.offset());
                return false;
            });
        }
        return found;
    }

    private interface Each {
        /** @return false when no more of this partition is wanted */
        boolean on(Received record);
    }

    private static void read(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends, Each each) {
        Set<TopicPartition> left = new HashSet<>(ends.keySet());
        long lastProgress = System.nanoTime();
        long lastSum = -1;
        dropRead(consumer, ends, left);
        while (!left.isEmpty()) {
            for (var record : consumer.poll(POLL)) {
                var partition = new TopicPartition(record.topic(), record.partition());
                if (left.contains(partition)
                        && (record.offset() >= end(ends, partition) || !each.on(Records.received(record)))) {
                    left.remove(partition);
                    consumer.pause(Set.of(partition));
                }
            }
            dropRead(consumer, ends, left);
            long sum = left.stream().mapToLong(consumer::position).sum();
            if (sum != lastSum) {
                lastSum = sum;
                lastProgress = System.nanoTime();
            } else if (System.nanoTime() - lastProgress > PATIENCE.toNanos()) {
                throw new TransportException("no more could be read of %s for %s".formatted(left, PATIENCE));
            }
        }
    }

    private static void dropRead(
            Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends, Set<TopicPartition> left) {
        left.removeIf(partition -> consumer.position(partition) >= end(ends, partition));
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }
}
