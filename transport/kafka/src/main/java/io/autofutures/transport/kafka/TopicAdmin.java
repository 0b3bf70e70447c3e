package io.autofutures.transport.kafka;

import io.autofutures.model.topic.Topic;
import io.autofutures.model.topic.Topics;
import io.autofutures.transport.TransportException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates topics as {@link Topic} declares them; never changes one that exists. */
final class TopicAdmin {
    /** A small broker on a busy machine takes a tenth of a second for each partition. */
    private static final Duration CREATION = Duration.ofSeconds(90);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final long HOUR_MILLIS = TimeUnit.HOURS.toMillis(1);
    private static final long MEBIBYTE = 1 << 20;
    /** Of each partition of the market's log: 12 of them are 1.5 GiB. */
    private static final long MARKET_BYTES = 128 * MEBIBYTE;

    private final Admin admin;
    private final KafkaTransportOptions options;

    TopicAdmin(Admin admin, KafkaTransportOptions options) {
        this.admin = admin;
        this.options = options;
    }

    void awaitBroker() {
        answer(admin.describeCluster().nodes(), "asked who is there");
    }

    void declare(Collection<Topic<?>> topics) {
        var wanted = new LinkedHashMap<String, NewTopic>();
        for (Topic<?> topic : topics) {
            wanted.put(topic.name(), topic(topic.name(), config(topic)));
            if (!topic.name().equals(topic.deadLetters())) {
                wanted.put(topic.deadLetters(), topic(topic.deadLetters(), deadLetters(topic)));
            }
        }
        var present = answer(admin.listTopics().names(), "asked for its topics");
        var missing = wanted.values().stream()
                .filter(topic -> !present.contains(topic.name()))
                .toList();
        if (!missing.isEmpty()) {
            create(missing);
        }
        Collection<TopicDescription> known = describe(wanted.keySet());
        known.forEach(this::check);
        awaitLeaders(known);
    }

    /**
     * Waits until every partition's leader leads: it is named before it takes records. A new producer that writes
     * meanwhile has its first record refused and a later one, already on its way, accepted; the broker then waits for
     * none of the earlier ones, and they fail when their delivery time is over.
     */
    private void awaitLeaders(Collection<TopicDescription> topics) {
        Map<TopicPartition, OffsetSpec> ends = topics.stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(part -> new TopicPartition(topic.name(), part.partition())))
                .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
        var patient = new ListOffsetsOptions().timeoutMs(Math.toIntExact(CREATION.toMillis()));
        var unused = answer(admin.listOffsets(ends, patient).all(), CREATION, "asked for the ends of its topics");
    }

    private NewTopic topic(String name, Map<String, String> config) {
        return new NewTopic(name, Records.partitionsOf(name, options.partitions()), options.replication())
                .configs(config);
    }

    private Map<String, String> config(Topic<?> topic) {
        var config = common();
        if (topic.cleanup() == Topic.Cleanup.COMPACT) {
            config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
            config.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(HOUR_MILLIS));
            config.put(TopicConfig.SEGMENT_BYTES_CONFIG, Long.toString(16 * MEBIBYTE));
            config.put(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1");
            config.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, Long.toString(24 * HOUR_MILLIS));
        } else {
            config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
            config.put(
                    TopicConfig.RETENTION_MS_CONFIG,
                    Long.toString(topic.retention().toMillis()));
            config.put(TopicConfig.SEGMENT_BYTES_CONFIG, Long.toString(32 * MEBIBYTE));
        }
        if (topic.name().equals(Topics.WS_EVENTS.name())) {
            config.put(TopicConfig.RETENTION_BYTES_CONFIG, Long.toString(MARKET_BYTES));
        }
        return config;
    }

    private Map<String, String> deadLetters(Topic<?> topic) {
        var config = common();
        long kept = Math.max(topic.retention().toMillis(), TimeUnit.DAYS.toMillis(30));
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(kept));
        config.put(TopicConfig.SEGMENT_BYTES_CONFIG, Long.toString(16 * MEBIBYTE));
        return config;
    }

    private Map<String, String> common() {
        var config = new HashMap<String, String>();
        config.put(TopicConfig.SEGMENT_INDEX_BYTES_CONFIG, Long.toString(MEBIBYTE));
        config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, options.replication() > 2 ? "2" : "1");
        return config;
    }

    private void create(List<NewTopic> topics) {
        var patient = new CreateTopicsOptions().timeoutMs(Math.toIntExact(CREATION.toMillis()));
        for (var creation : admin.createTopics(topics, patient).values().entrySet()) {
            try {
                answer(creation.getValue(), CREATION, "asked to create topic " + creation.getKey());
            } catch (TransportException e) {
                if (!(e.getCause() instanceof TopicExistsException)) { // another service was first
                    throw e;
                }
            }
        }
    }

    /** Waits until the broker has made what the controller has only noted. */
    private Collection<TopicDescription> describe(Collection<String> names) {
        var known = new HashMap<String, TopicDescription>();
        var unknown = new HashSet<>(names);
        long deadline = System.nanoTime() + CREATION.toNanos();
        while (true) {
            for (var asked : admin.describeTopics(unknown).topicNameValues().entrySet()) {
                describe(asked.getKey(), asked.getValue()).ifPresent(topic -> known.put(asked.getKey(), topic));
            }
            unknown.removeAll(known.keySet());
            if (unknown.isEmpty()) {
                return known.values();
            }
            if (System.nanoTime() > deadline) {
                throw new TransportException("the broker at %s does not know %s, created %s ago"
                        .formatted(options.bootstrapServers(), unknown, CREATION));
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private Optional<TopicDescription> describe(String name, KafkaFuture<TopicDescription> answer) {
        try {
            return Optional.of(answer(answer, CREATION, "asked about topic " + name));
        } catch (TransportException e) {
            if (e.getCause() instanceof RetriableException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void check(TopicDescription topic) {
        int expected = Records.partitionsOf(topic.name(), options.partitions());
        if (topic.partitions().size() != expected) {
            throw new TransportException(
                    "topic %s at %s has %d partitions, expected %d: start with that number or with fresh data"
                            .formatted(
                                    topic.name(),
                                    options.bootstrapServers(),
                                    topic.partitions().size(),
                                    expected));
        }
    }

    /** Numbers of those partitions that hold a record, committed or not. */
    Set<Integer> holdingRecords(Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return Set.of();
        }
        var first = offsets(partitions, OffsetSpec.earliest());
        var end = offsets(partitions, OffsetSpec.latest());
        return partitions.stream()
                .filter(partition -> end.getOrDefault(partition, 0L) > first.getOrDefault(partition, 0L))
                .map(TopicPartition::partition)
                .collect(Collectors.toSet());
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec place) {
        var asked = partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> place));
        var offsets = new HashMap<TopicPartition, Long>();
        answer(admin.listOffsets(asked).all(), "asked for the ends of state topics")
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    private <T> T answer(KafkaFuture<T> future, String tried) {
        return answer(future, options.connectTimeout(), tried);
    }

    /** @throws TransportException naming the address and what was tried */
    private <T> T answer(KafkaFuture<T> future, Duration patience, String tried) {
        try {
            return future.get(patience.toMillis() + 500, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new TransportException(
                    "the broker at %s was %s: %s".formatted(options.bootstrapServers(), tried, cause.getMessage()),
                    cause);
        } catch (TimeoutException e) {
            throw new TransportException(
                    "the broker at %s was %s and did not answer within %s"
                            .formatted(options.bootstrapServers(), tried, patience),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException(
                    "interrupted while the broker at %s was %s".formatted(options.bootstrapServers(), tried), e);
        }
    }
}
