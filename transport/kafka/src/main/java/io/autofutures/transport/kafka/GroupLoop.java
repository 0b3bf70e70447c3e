package io.autofutures.transport.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A member of a group. Partitions arrive paused and are opened outside the callback, where a failure can be retried
 * without losing the place in the group.
 */
abstract class GroupLoop extends PollLoop implements ConsumerRebalanceListener {
    private static final Logger LOGGER = LoggerFactory.getLogger(GroupLoop.class);
    private static final long COMMIT_EVERY_NANOS = Duration.ofMillis(100).toNanos();

    final String group;
    private final Set<TopicPartition> unopened = new LinkedHashSet<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private long lastCommit = System.nanoTime();
    private volatile boolean assigned;
    private volatile boolean allOpen;

    GroupLoop(String group, List<String> topics, KafkaTransport transport, Consumer<String, byte[]> consumer) {
        super(group, transport, consumer);
        this.group = group;
        consumer.subscribe(topics, this);
    }

    /** Prepares what has just been assigned; called again with the same if it throws. */
    void assigned(Set<TopicPartition> partitions) {
        open(start(partitions));
    }

    /** Seeks and prepares. @param start committed position, or the first of the log */
    abstract void open(Map<TopicPartition, Long> start);

    abstract void handle(ConsumerRecords<String, byte[]> records);

    /** Ends the work on these, as far as it was opened. @return positions to commit */
    abstract Map<TopicPartition, Long> release(Collection<TopicPartition> partitions);

    /** What could be committed by now. */
    abstract Map<TopicPartition, Long> finished();

    /** Pauses and resumes; partitions arrive paused. @return how long the next poll may wait */
    abstract Duration beforePoll();

    long commitEveryNanos() {
        return COMMIT_EVERY_NANOS;
    }

    @Override
    final void turn() {
        Duration wait = beforePoll();
        ConsumerRecords<String, byte[]> records = consumer.poll(unopened.isEmpty() ? wait : Duration.ZERO);
        handle(records);
        openAssigned();
        commit();
    }

    private void openAssigned() {
        if (!unopened.isEmpty()) {
            assigned(Set.copyOf(unopened));
            unopened.clear();
        }
        allOpen = assigned;
    }

    /** Committed positions; the first of the log where there is none. */
    final Map<TopicPartition, Long> start(Collection<TopicPartition> partitions) {
        var asked = Set.copyOf(partitions);
        var positions = new HashMap<TopicPartition, Long>();
        consumer.committed(asked).forEach((partition, position) -> {
            if (position != null) {
                positions.put(partition, position.offset());
            }
        });
        consumer.beginningOffsets(asked).forEach((partition, first) -> positions.merge(partition, first, Math::max));
        consumer.endOffsets(asked)
                .forEach((partition, end) -> transport.flow().known(partition.topic(), partition.partition(), end));
        committed.putAll(positions);
        return positions;
    }

    private void commit() {
        if (System.nanoTime() - lastCommit < commitEveryNanos()) {
            return;
        }
        lastCommit = System.nanoTime();
        Map<TopicPartition, OffsetAndMetadata> moved = moved(finished());
        if (!moved.isEmpty()) {
            consumer.commitAsync(moved, (offsets, failure) -> {
                if (failure != null) {
                    LOGGER.atDebug()
                            .addKeyValue("group", group)
                            .addKeyValue("error", failure.toString())
                            .log("A commit failed; a later one covers it");
                    offsets.keySet().forEach(committed::remove);
                }
            });
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> moved(Map<TopicPartition, Long> finished) {
        var moved = new HashMap<TopicPartition, OffsetAndMetadata>();
        finished.forEach((partition, position) -> {
            if (!position.equals(committed.put(partition, position))) {
                moved.put(partition, new OffsetAndMetadata(position));
            }
        });
        return moved;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        consumer.pause(partitions);
        unopened.addAll(partitions);
        allOpen = false;
        assigned = true;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> positions = drop(partitions);
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        positions.forEach((partition, position) -> offsets.put(partition, new OffsetAndMetadata(position)));
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets, PATIENCE);
        } catch (KafkaException e) { // the next owner repeats what is not committed
            LOGGER.atWarn()
                    .addKeyValue("group", group)
                    .addKeyValue("error", e.toString())
                    .log("The last commit before handing partitions over failed");
        }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        LOGGER.atWarn()
                .addKeyValue("group", group)
                .addKeyValue("partitions", partitions.size())
                .log("Partitions were lost to other members");
        drop(partitions);
    }

    private Map<TopicPartition, Long> drop(Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            assigned = false;
            allOpen = false;
        }
        partitions.forEach(unopened::remove);
        Map<TopicPartition, Long> positions = release(partitions);
        partitions.forEach(committed::remove);
        return positions;
    }

    @Override
    public boolean ready() {
        return allOpen;
    }
}
