package io.autofutures.transport.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/** Makes clients that all share the same manners: committed records only, nothing created by accident. */
final class Clients {
    private static final Duration RECONNECT = Duration.ofMillis(50);
    private static final Duration RECONNECT_LIMIT = Duration.ofSeconds(1);

    private final KafkaTransportOptions options;
    private final DefaultKafkaConsumerFactory<String, byte[]> consumers;
    private final DefaultKafkaProducerFactory<String, byte[]> producers;
    private final AtomicInteger ids = new AtomicInteger();

    Clients(KafkaTransportOptions options) {
        this.options = options;
        this.consumers = new DefaultKafkaConsumerFactory<>(
                consumerConfig(), StringDeserializer::new, ByteArrayDeserializer::new);
        this.producers =
                new DefaultKafkaProducerFactory<>(producerConfig(), StringSerializer::new, ByteArraySerializer::new);
    }

    KafkaTransportOptions options() {
        return options;
    }

    private Map<String, Object> common() {
        var config = new HashMap<String, Object>();
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, options.bootstrapServers());
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, options.clientId());
        config.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, RECONNECT.toMillis());
        config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_LIMIT.toMillis());
        config.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        return config;
    }

    private Map<String, Object> consumerConfig() {
        var config = common();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, millis(options.maxPollInterval()));
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 9_000);
        return config;
    }

    private Map<String, Object> producerConfig() {
        var config = common();
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.LINGER_MS_CONFIG, millis(options.linger()));
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(options.deliveryTimeout()));
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, options.deliveryTimeout().toMillis());
        config.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(7).toMillis());
        return config;
    }

    Admin admin() {
        var config = common();
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId("admin"));
        config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(options.connectTimeout()));
        config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis(options.connectTimeout()));
        return Admin.create(config);
    }

    /** Reads what it is assigned by hand; belongs to no group. */
    Consumer<String, byte[]> reader(String purpose) {
        return consumers.createConsumer(null, clientId(purpose), null, new Properties());
    }

    /** @param together equal partition numbers of several topics go to the same member */
    Consumer<String, byte[]> member(String group, int maxPollRecords, boolean together) {
        var config = new Properties();
        config.setProperty(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        config.setProperty(
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Integer.toString(millis(options.sessionTimeout())));
        config.setProperty(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Integer.toString(millis(options.heartbeat())));
        config.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(maxPollRecords));
        config.setProperty(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                (together ? RangeAssignor.class : CooperativeStickyAssignor.class).getName());
        return consumers.createConsumer(group, clientId(group), null, config);
    }

    Producer<String, byte[]> producer() {
        return producers.createProducer();
    }

    /** With exactly this identity, which the pooled transactional producers of spring-kafka cannot be given. */
    Producer<String, byte[]> transactional(String transactionalId) {
        var config = producerConfig();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId(transactionalId));
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, millis(options.transactionTimeout()));
        config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    private String clientId(String purpose) {
        return options.clientId() + "-" + purpose + "-" + ids.incrementAndGet();
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }

    void close() {
        producers.destroy();
    }
}
