package io.autofutures.transport.kafka;

import io.autofutures.transport.Position;
import io.autofutures.transport.client.Encoded;
import io.autofutures.transport.client.Received;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;

/** Between Kafka's records and ours. */
final class Records {
    private static final String DEAD_LETTERS = ".dlt";

    private Records() {}

    /** Dead letters are few: they need no more than one partition. */
    static int partitionsOf(String topic, int partitions) {
        return topic.endsWith(DEAD_LETTERS) ? 1 : partitions;
    }

    /** Without a timestamp: the producer stamps it with the time of publishing. */
    static ProducerRecord<String, byte[]> outgoing(Encoded record) {
        int partition = record.topic().endsWith(DEAD_LETTERS) ? 0 : record.partition();
        var outgoing = new ProducerRecord<>(record.topic(), partition, record.key(), record.value());
        record.headers().forEach((name, value) -> outgoing.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return outgoing;
    }

    static Received received(ConsumerRecord<String, byte[]> record) {
        var headers = new LinkedHashMap<String, String>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return new Received(
                record.topic(),
                record.partition(),
                record.offset(),
                record.key() == null ? "" : record.key(),
                record.value(),
                headers,
                Instant.ofEpochMilli(record.timestamp()));
    }

    static Position position(RecordMetadata metadata) {
        return new Position(metadata.topic(), metadata.partition(), metadata.offset());
    }
}
