package io.autofutures.transport.kafka;

import io.autofutures.model.topic.Topic;
import io.autofutures.transport.BadRecordException;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.client.RecordCodec;
import io.autofutures.transport.client.RecordFlow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads every partition of some topics, on its own. */
final class KafkaBroadcast extends PollLoop {
    private static final Logger LOGGER = LoggerFactory.getLogger(KafkaBroadcast.class);

    private final Broadcast broadcast;
    private final Map<String, Topic<?>> topics;
    private final List<TopicPartition> partitions;
    private final RecordFlow.Reader reader;
    private List<Delivery<?>> batch = List.of();
    private Map<TopicPartition, Long> endsAtStart = Map.of();
    private volatile boolean caughtUp;

    KafkaBroadcast(Broadcast broadcast, KafkaTransport transport, String id) {
        super(id, transport, transport.clients().reader(broadcast.name()));
        this.broadcast = broadcast;
        this.topics = broadcast.topics().stream().collect(Collectors.toMap(Topic::name, Function.identity()));
        this.partitions =
                topics.keySet().stream().flatMap(transport::partitionsOf).toList();
        this.reader = transport.flow().reader(id, topics.keySet(), broadcast.counted());
    }

    /** Before {@link #start}: what is published after this is read, whatever the start is. */
    void seek() {
        consumer.assign(partitions);
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> start =
                switch (broadcast.start()) {
                    case Broadcast.Start.Earliest() -> first;
                    case Broadcast.Start.Latest() -> ends;
                    case Broadcast.Start.At(var next) -> at(next, first);
                    case Broadcast.Start.AtEventTime(Instant time) -> since(time, ends);
                };
        endsAtStart = ends;
        start.forEach((partition, position) -> {
            consumer.seek(partition, position);
            reader.at(partition.topic(), partition.partition(), position);
        });
        ends.forEach((partition, end) -> transport.flow().known(partition.topic(), partition.partition(), end));
    }

    private static Map<TopicPartition, Long> at(Map<String, Map<Integer, Long>> next, Map<TopicPartition, Long> first) {
        return first.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        beginning -> Math.max(
                                beginning.getValue(),
                                next.getOrDefault(beginning.getKey().topic(), Map.of())
                                        .getOrDefault(beginning.getKey().partition(), 0L))));
    }

    private Map<TopicPartition, Long> since(Instant time, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> found = transport.scan().firstSince(time, ends);
        return ends.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> found.getOrDefault(end.getKey(), end.getValue())));
    }

    /** A batch whose handler threw comes again before anything is read behind it. */
    @Override
    void turn() throws Exception {
        if (batch.isEmpty()) {
            batch = poll();
        }
        if (!batch.isEmpty()) {
            broadcast.handler().on(batch);
            batch = List.of();
        }
        for (TopicPartition partition : partitions) {
            reader.at(partition.topic(), partition.partition(), consumer.position(partition));
        }
        if (!caughtUp) {
            caughtUp =
                    endsAtStart.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        }
    }

    private List<Delivery<?>> poll() {
        var deliveries = new ArrayList<Delivery<?>>();
        for (ConsumerRecord<String, byte[]> record : consumer.poll(IDLE)) {
            Topic<?> topic = topics.get(record.topic());
            if (record.value() == null || topic == null) {
                continue;
            }
            try {
                deliveries.add(RecordCodec.decode(topic, Records.received(record), false));
            } catch (BadRecordException e) { // its group readers send it to the dead letters
                LOGGER.atError()
                        .addKeyValue("reader", broadcast.name())
                        .addKeyValue("error", e.getMessage())
                        .log("A broadcast leaves out an unreadable record");
            }
        }
        return List.copyOf(deliveries);
    }

    @Override
    public boolean ready() {
        return caughtUp;
    }

    @Override
    void ended() {
        reader.close();
    }
}
