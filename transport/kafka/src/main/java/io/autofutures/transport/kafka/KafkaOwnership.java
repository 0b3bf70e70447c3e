package io.autofutures.transport.kafka;

import io.autofutures.model.topic.Topic;
import io.autofutures.transport.Ownership;
import io.autofutures.transport.client.RecordFlow;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of an ownership group: one polling thread, one thread and one transactional producer per active owner. A
 * partition becomes active when it is assigned and its state topics hold records, or when its first input arrives.
 */
final class KafkaOwnership extends GroupLoop {
    private static final Logger LOGGER = LoggerFactory.getLogger(KafkaOwnership.class);
    private static final int POLLED = 500;
    private static final int QUEUED = 1_000;
    private static final Duration OPENING = Duration.ofMillis(10);

    private final Ownership ownership;
    private final List<String> inputs;
    private final List<String> state;
    private final RecordFlow.Reader reader;
    private final Membership membership;
    private final Map<Integer, OwnedPartition> parts = new HashMap<>();
    private volatile boolean settled;

    KafkaOwnership(Ownership ownership, KafkaTransport transport) {
        super(
                ownership.group(),
                names(ownership.inputs()),
                transport,
                transport.clients().member(ownership.group(), POLLED, true));
        this.ownership = ownership;
        this.inputs = names(ownership.inputs());
        this.state = names(ownership.state());
        this.reader = transport.flow().reader(ownership.group(), inputs, ownership.counted());
        this.membership = new Membership(consumer, transport.clients().options().sessionTimeout());
    }

    private static List<String> names(List<Topic<?>> topics) {
        return topics.stream().<String>map(Topic::name).toList();
    }

    private List<TopicPartition> inputsOf(int partition) {
        return inputs.stream()
                .map(input -> new TopicPartition(input, partition))
                .toList();
    }

    private List<TopicPartition> stateOf(int partition) {
        return state.stream().map(topic -> new TopicPartition(topic, partition)).toList();
    }

    @Override
    Duration beforePoll() {
        boolean opening = false;
        for (OwnedPartition part : parts.values()) {
            if (part.takeFailure()) {
                consumer.pause(part.inputs());
            }
            if (part.due()) {
                reopen(part);
            }
            if (part.readyToBegin()) {
                begin(part);
            }
            opening |= part.opening();
            throttle(part);
        }
        settled = !opening;
        return opening ? OPENING : IDLE;
    }

    private void throttle(OwnedPartition part) {
        if (part.running()) {
            if (part.loop().queued() > QUEUED) {
                consumer.pause(part.inputs());
            } else {
                consumer.resume(part.inputs());
            }
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        membership.joined();
        super.onPartitionsAssigned(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        membership.lost();
        super.onPartitionsLost(partitions);
    }

    /** Owners with state first: their fence also ends what a dead predecessor left open on the inputs. */
    @Override
    void assigned(Set<TopicPartition> partitions) {
        membership.polled();
        Set<Integer> numbers = numbers(partitions);
        Set<Integer> stateful = transport
                .topics()
                .holdingRecords(numbers.stream()
                        .flatMap(number -> stateOf(number).stream())
                        .toList());
        for (int number : numbers) {
            if (!parts.containsKey(number)) {
                var part = new OwnedPartition(number, inputsOf(number));
                parts.put(number, part);
                if (stateful.contains(number)) {
                    settled = false;
                    activate(part);
                }
            }
        }
        open(start(partitions.stream()
                .filter(partition -> inactive(partition.partition()))
                .toList()));
    }

    private boolean inactive(int number) {
        OwnedPartition part = parts.get(number);
        return part != null && part.inactive();
    }

    /** Waits for the first input. */
    @Override
    void open(Map<TopicPartition, Long> start) {
        start.forEach((partition, position) -> {
            consumer.seek(partition, position);
            reader.at(partition.topic(), partition.partition(), position);
        });
        consumer.resume(start.keySet());
    }

    private void activate(OwnedPartition part) {
        int number = part.number();
        var log = new OwnedLog(
                ownership.group() + "-" + number,
                number,
                stateOf(number),
                transport,
                membership::metadata,
                membership::fresh);
        part.open(ownership, transport.partitions(), log, reader);
    }

    /**
     * Before a fence is thrown at anybody, the group confirms that this is a member: one that slept through its own
     * exclusion would disturb the rightful owner.
     */
    private void reopen(OwnedPartition part) {
        Map<TopicPartition, Long> positions = start(part.inputs());
        try {
            consumer.commitSync(positions.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, e -> new OffsetAndMetadata(e.getValue()))));
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOGGER.atInfo()
                    .addKeyValue("group", group)
                    .addKeyValue("partition", part.number())
                    .log("An owner is not opened: the group is being divided anew");
            part.retryLater();
            return;
        }
        activate(part);
    }

    private void begin(OwnedPartition part) {
        Map<TopicPartition, Long> start = start(part.inputs());
        open(start);
        part.begin(start.entrySet().stream()
                .collect(Collectors.toMap(position -> position.getKey().topic(), Map.Entry::getValue)));
    }

    @Override
    void handle(ConsumerRecords<String, byte[]> records) {
        membership.polled();
        for (TopicPartition partition : records.partitions()) {
            OwnedPartition part = parts.get(partition.partition());
            if (part == null) {
                continue;
            }
            if (part.running()) {
                for (ConsumerRecord<String, byte[]> record : records.records(partition)) {
                    part.loop().offer(Records.received(record));
                }
            } else if (part.inactive()) { // read again from the committed positions once the owner is there
                consumer.pause(part.inputs());
                part.firstInput();
            }
        }
        parts.values().forEach(this::report);
    }

    private void report(OwnedPartition part) {
        if (part.inactive() || (part.running() && part.loop().idle())) { // past transaction markers too
            for (TopicPartition input : part.inputs()) {
                if (consumer.assignment().contains(input)) {
                    reader.at(input.topic(), input.partition(), consumer.position(input));
                }
            }
        }
    }

    /** Positions are committed by the owners, in their transactions. */
    @Override
    Map<TopicPartition, Long> finished() {
        return Map.of();
    }

    @Override
    Map<TopicPartition, Long> release(Collection<TopicPartition> partitions) {
        Set<Integer> numbers = numbers(partitions);
        numbers.forEach(number -> {
            OwnedPartition part = parts.get(number);
            if (part != null) {
                part.requestStop();
            }
        });
        for (int number : numbers) {
            OwnedPartition part = parts.remove(number);
            if (part != null) {
                part.stop(PATIENCE);
            }
        }
        return Map.of();
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
    }

    @Override
    public boolean ready() {
        return super.ready() && settled;
    }

    @Override
    void ended() {
        reader.close();
    }
}
