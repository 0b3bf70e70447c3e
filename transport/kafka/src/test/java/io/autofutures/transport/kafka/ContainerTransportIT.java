package io.autofutures.transport.kafka;

import io.autofutures.transport.Transport;
import io.autofutures.transport.contract.TransportContract;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** The same contract against the public image, where a Docker engine can run it. */
@EnabledIf(
        value = "engineAnswers",
        disabledReason = "no Docker engine answers here: the contract does not run against apache/kafka:4.3.1")
class ContainerTransportIT extends TransportContract {
    private static final String IMAGE = "apache/kafka:4.3.1";

    private static @Nullable KafkaContainer broker;

    static boolean engineAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @BeforeAll
    static void startBroker() {
        broker = new KafkaContainer(DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("apache/kafka"))
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1")
                .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1");
        broker.start();
    }

    @AfterAll
    static void stopBroker() {
        if (broker != null) {
            broker.stop();
        }
    }

    @Override
    protected Transport connect(String clientId) {
        if (broker == null) {
            throw new IllegalStateException("the container comes first");
        }
        return KafkaTransport.connect(KafkaTransportOptions.of(broker.getBootstrapServers(), clientId)
                .withPartitions(PARTITIONS)
                .withMaxPollInterval(Duration.ofSeconds(6)));
    }
}
