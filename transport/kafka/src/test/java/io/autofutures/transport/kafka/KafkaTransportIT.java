package io.autofutures.transport.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autofutures.model.topic.Topic;
import io.autofutures.transport.Capability;
import io.autofutures.transport.Transport;
import io.autofutures.transport.TransportException;
import io.autofutures.transport.contract.Note;
import io.autofutures.transport.contract.TransportContract;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

    /** Many partitions, so that the last of them are led a while after the topic is known. */
    @Test
    void aNewTopicTakesTheFirstRecordsOfANewProducerInTheirOrder() {
        for (int i = 0; i < 5; i++) {
            Topic<Note> topic = Note.log(name("new" + i));
            try (var other = KafkaTransport.connect(options("new" + i).withPartitions(48))) {
                other.declare(List.of(topic));
                var published = IntStream.range(0, 2_000)
                        .mapToObj(n -> other.publish(new Note("a" + n % 100, n).on(topic)))
                        .toList();

                var last = new HashMap<Integer, Long>();
                for (var record : published) {
                    var position = record.orTimeout(20, TimeUnit.SECONDS).join();
                    assertThat(position.offset()).isEqualTo(last.merge(position.partition(), 0L, (at, _) -> at + 1));
                }
            }
        }
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
