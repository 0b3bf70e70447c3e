package io.autofutures.transport.kafka;

import io.autofutures.model.topic.Topics;
import java.time.Duration;

/**
 * How a process talks to its broker.
 *
 * @param bootstrapServers {@code host:port}, several with commas
 * @param clientId shown by the broker's tools; unique among running instances
 * @param partitions of every topic, positive; the same in every process
 * @param replication copies of every partition, positive
 * @param connectTimeout after which an unreachable broker is reported at start
 * @param deliveryTimeout after which a record that was not acknowledged is given up; its future says so
 * @param bufferedRecords records accepted and not yet acknowledged, beyond which publishing is refused
 * @param linger how long a record may wait for company
 * @param sessionTimeout silence after which a member counts as dead; the broker allows 6 s and more
 * @param heartbeat sign of life to the group, at most a third of the session time-out
 * @param maxPollInterval after which a member whose loop hangs leaves its group; handlers do not count
 * @param transactionTimeout after which the broker aborts what a dead owner left open
 */
public record KafkaTransportOptions(
        String bootstrapServers,
        String clientId,
        int partitions,
        short replication,
        Duration connectTimeout,
        Duration deliveryTimeout,
        int bufferedRecords,
        Duration linger,
        Duration sessionTimeout,
        Duration heartbeat,
        Duration maxPollInterval,
        Duration transactionTimeout) {
    public KafkaTransportOptions {
        if (partitions <= 0 || replication <= 0 || bufferedRecords <= 0) {
            throw new IllegalArgumentException(
                    "partitions, replication and buffered records must be positive, were %d, %d and %d"
                            .formatted(partitions, replication, bufferedRecords));
        }
    }

    /** Defaults for one broker beside us. */
    public static KafkaTransportOptions of(String bootstrapServers, String clientId) {
        return new KafkaTransportOptions(
                bootstrapServers,
                clientId,
                Topics.PARTITIONS,
                (short) 1,
                Duration.ofSeconds(9),
                Duration.ofSeconds(30),
                50_000,
                Duration.ZERO,
                Duration.ofSeconds(6),
                Duration.ofSeconds(2),
                Duration.ofMinutes(5),
                Duration.ofSeconds(10));
    }

    public KafkaTransportOptions withPartitions(int count) {
        return new KafkaTransportOptions(
                bootstrapServers,
                clientId,
                count,
                replication,
                connectTimeout,
                deliveryTimeout,
                bufferedRecords,
                linger,
                sessionTimeout,
                heartbeat,
                maxPollInterval,
                transactionTimeout);
    }

    public KafkaTransportOptions withReplication(int copies) {
        return new KafkaTransportOptions(
                bootstrapServers,
                clientId,
                partitions,
                (short) copies,
                connectTimeout,
                deliveryTimeout,
                bufferedRecords,
                linger,
                sessionTimeout,
                heartbeat,
                maxPollInterval,
                transactionTimeout);
    }

    public KafkaTransportOptions withMaxPollInterval(Duration interval) {
        return new KafkaTransportOptions(
                bootstrapServers,
                clientId,
                partitions,
                replication,
                connectTimeout,
                deliveryTimeout,
                bufferedRecords,
                linger,
                sessionTimeout,
                heartbeat,
                interval,
                transactionTimeout);
    }
}
