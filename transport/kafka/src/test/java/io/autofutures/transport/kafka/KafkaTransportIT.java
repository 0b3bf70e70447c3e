package io.autofutures.transport.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autofutures.model.topic.Topic;
import io.autofutures.transport.Capability;
import io.autofutures.transport.Transport;
import io.autofutures.transport.TransportException;
import io.autofutures.transport.contract.TransportContract;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract against the broker that the demo starts. */
class KafkaTransportIT extends TransportContract {
    static KafkaTransportOptions options(String clientId) {
        return KafkaTransportOptions.of(SharedBroker.address(), clientId)
                .withPartitions(PARTITIONS)
                .withMaxPollInterval(Duration.ofSeconds(6));
    }

    @Override
    protected Transport connect(String clientId) {
        return KafkaTransport.connect(options(clientId));
    }

    @Test
    void declaresWhatABrokerCanDo() {
        assertThat(transport.capabilities()).containsExactlyInAnyOrder(Capability.values());
    }

    @Test
    void refusesATopicWithAnotherNumberOfPartitions() {
        Topic<?> topic = log("in");

        try (var other = KafkaTransport.connect(options("other").withPartitions(3))) {
            assertThatThrownBy(() -> other.declare(List.of(topic)))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining(topic.name())
                    .hasMessageContaining("has 4 partitions, expected 3");
        }
    }

    @Test
    void namesTheAddressOfABrokerThatDoesNotAnswer() {
        var started = System.nanoTime();

        assertThatThrownBy(() -> KafkaTransport.connect(KafkaTransportOptions.of("127.0.0.1:1", "lost")))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("127.0.0.1:1");

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
    }
}
