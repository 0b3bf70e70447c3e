package io.autofutures.transport.kafka;

import io.autofutures.transport.FoldStage;
import io.autofutures.transport.client.Backoff;
import io.autofutures.transport.client.FoldRun;
import io.autofutures.transport.client.PersistentPublisher;
import io.autofutures.transport.client.Received;
import io.autofutures.transport.client.RecordFlow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One member of a fold stage; its folds run on the polling thread, between polls. */
final class KafkaFold<T, C> extends GroupLoop {
    private static final Logger LOGGER = LoggerFactory.getLogger(KafkaFold.class);
    private static final int POLLED = 2_000;
    private static final int WAITING = 10_000;
    private static final Duration HANDING_OVER = Duration.ofSeconds(3);

    private final FoldStage<T, C> stage;
    private final PersistentPublisher publisher;
    private final RecordFlow.Reader reader;
    private final Map<TopicPartition, FoldRun<T>> runs = new HashMap<>();
    private final Set<TopicPartition> failed = new HashSet<>();
    private final Backoff backoff = Backoff.standard();
    private long retryAt;

    KafkaFold(FoldStage<T, C> stage, KafkaTransport transport) {
        super(
                stage.group(),
                List.of(stage.topic().name()),
                transport,
                transport.clients().member(stage.group(), POLLED, false));
        this.stage = stage;
        this.reader =
                transport.flow().reader(stage.group(), List.of(stage.topic().name()), stage.counted());
        this.publisher = new PersistentPublisher(transport.publisher());
    }

    @Override
    long commitEveryNanos() {
        return stage.commitInterval().toNanos();
    }

    @Override
    Duration beforePoll() {
        if (!failed.isEmpty() && System.nanoTime() >= retryAt) {
            var again = Set.copyOf(failed);
            failed.clear();
            open(start(again));
        }
        boolean full = runs.values().stream().anyMatch(run -> run.waiting() > WAITING);
        if (full) {
            consumer.pause(runs.keySet());
        } else {
            consumer.resume(runs.keySet());
        }
        return full ? BUSY : IDLE;
    }

    @Override
    void open(Map<TopicPartition, Long> start) {
        Map<Integer, List<Received>> checkpoints = transport
                .scan()
                .all(start.keySet().stream()
                        .map(partition -> new TopicPartition(stage.state().name(), partition.partition()))
                        .toList())
                .stream()
                .collect(Collectors.groupingBy(Received::partition));
        start.forEach((partition, committed) -> {
            try {
                open(partition, committed, checkpoints.getOrDefault(partition.partition(), List.of()));
            } catch (RuntimeException e) {
                failed(partition, e);
            }
        });
    }

    private void open(TopicPartition partition, long committed, List<Received> checkpoints) {
        var fold = stage.factory().open(partition.partition(), FoldRun.latest(stage.state(), checkpoints));
        long first =
                switch (fold.start()) {
                    case FoldStage.Start.Committed() -> committed;
                    case FoldStage.Start.At(long offset) -> Math.min(offset, committed);
                    case FoldStage.Start.AtEventTime(Instant time) ->
                        transport
                                .scan()
                                .firstSince(time, Map.of(partition, committed))
                                .getOrDefault(partition, committed);
                };
        consumer.seek(partition, first);
        reader.at(partition.topic(), partition.partition(), first);
        runs.put(
                partition,
                new FoldRun<>(
                        stage.topic(),
                        fold,
                        first,
                        committed,
                        transport.partitions(),
                        publisher,
                        next -> reader.at(partition.topic(), partition.partition(), next)));
    }

    private void failed(TopicPartition partition, RuntimeException reason) {
        LOGGER.atWarn()
                .setCause(reason)
                .addKeyValue("group", group)
                .addKeyValue("partition", partition.partition())
                .addKeyValue("error", reason.toString())
                .log("A fold failed and is opened again from its checkpoint");
        runs.remove(partition);
        failed.add(partition);
        consumer.pause(Set.of(partition));
        retryAt = System.nanoTime() + backoff.next().toNanos();
    }

    @Override
    void handle(ConsumerRecords<String, byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            FoldRun<T> run = runs.get(partition);
            if (run != null) {
                apply(partition, run, records.records(partition));
            }
        }
        runs.forEach((partition, run) -> {
            if (run.idle()) { // past transaction markers too
                reader.at(partition.topic(), partition.partition(), consumer.position(partition));
            }
        });
    }

    private void apply(TopicPartition partition, FoldRun<T> run, List<ConsumerRecord<String, byte[]>> records) {
        try {
            for (ConsumerRecord<String, byte[]> record : records) {
                run.apply(Records.received(record));
            }
            backoff.succeeded();
        } catch (RuntimeException e) {
            failed(partition, e);
        }
    }

    @Override
    Map<TopicPartition, Long> finished() {
        var positions = new HashMap<TopicPartition, Long>();
        runs.forEach((partition, run) -> positions.put(partition, run.position()));
        return positions;
    }

    @Override
    Map<TopicPartition, Long> release(Collection<TopicPartition> partitions) {
        failed.removeAll(partitions);
        var positions = new HashMap<TopicPartition, Long>();
        long deadline = System.nanoTime() + HANDING_OVER.toNanos();
        for (TopicPartition partition : partitions) {
            FoldRun<T> run = runs.remove(partition);
            if (run != null) {
                positions.put(
                        partition, run.close(Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()))));
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
