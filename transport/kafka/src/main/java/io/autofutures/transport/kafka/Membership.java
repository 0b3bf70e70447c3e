package io.autofutures.transport.kafka;

import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.Metric;
import org.jspecify.annotations.Nullable;

/**
 * What a member knows of its place in the group, and how fresh that is. Written by the polling thread, read by any: a
 * process that was stopped for a while sees at once that its knowledge is old.
 */
final class Membership {
    private final Consumer<String, byte[]> consumer;
    private final long sessionNanos;
    private volatile ConsumerGroupMetadata metadata;
    private volatile long polledAt = System.nanoTime();
    private volatile long provedAt = System.nanoTime();
    private volatile boolean member;
    private @Nullable Metric answers;
    private double answered;

    Membership(Consumer<String, byte[]> consumer, Duration session) {
        this.consumer = consumer;
        this.sessionNanos = session.toNanos();
        this.metadata = consumer.groupMetadata();
    }

    void joined() {
        member = true;
        provedAt = System.nanoTime();
        metadata = consumer.groupMetadata();
    }

    void lost() {
        member = false;
    }

    /** After each poll: an answered heartbeat is a proof; being thrown out is reported by the poll itself. */
    void polled() {
        polledAt = System.nanoTime();
        metadata = consumer.groupMetadata();
        double now = heartbeatsAnswered();
        if (now != answered) {
            answered = now;
            provedAt = System.nanoTime();
        }
    }

    private double heartbeatsAnswered() {
        if (answers == null) {
            answers = consumer.metrics().values().stream()
                    .filter(metric -> metric.metricName().name().equals("heartbeat-total"))
                    .findFirst()
                    .orElse(null);
        }
        return answers != null && answers.metricValue() instanceof Double total ? total : 0;
    }

    ConsumerGroupMetadata metadata() {
        return metadata;
    }

    boolean fresh() {
        long now = System.nanoTime();
        return member && now - polledAt < sessionNanos && now - provedAt < sessionNanos;
    }
}
