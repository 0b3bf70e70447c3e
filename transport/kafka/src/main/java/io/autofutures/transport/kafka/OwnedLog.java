package io.autofutures.transport.kafka;

import io.autofutures.transport.Position;
import io.autofutures.transport.TransportException;
import io.autofutures.transport.client.Encoded;
import io.autofutures.transport.client.OwnerLoop;
import io.autofutures.transport.client.Received;
import io.autofutures.transport.client.RecordFlow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of one owner: a transactional producer of its own. Every transaction carries the positions of all inputs, moved
 * or not, so that the group's generation is checked too: a member that was thrown out cannot commit even where no
 * successor has taken the transactional identity yet.
 */
final class OwnedLog implements OwnerLoop.Log {
    private static final Logger LOGGER = LoggerFactory.getLogger(OwnedLog.class);

    private final String transactionalId;
    private final int partition;
    private final List<TopicPartition> state;
    private final Clients clients;
    private final LogScan scan;
    private final RecordFlow flow;
    private final Supplier<ConsumerGroupMetadata> membership;
    private final BooleanSupplier member;
    private volatile boolean fenced;
    private @Nullable Producer<String, byte[]> producer;

    /** @param member this process was in the group at its last sign of life, which is fresh */
    OwnedLog(
            String transactionalId,
            int partition,
            List<TopicPartition> state,
            KafkaTransport transport,
            Supplier<ConsumerGroupMetadata> membership,
            BooleanSupplier member) {
        this.transactionalId = transactionalId;
        this.partition = partition;
        this.state = state;
        this.clients = transport.clients();
        this.scan = transport.scan();
        this.flow = transport.flow();
        this.membership = membership;
        this.member = member;
    }

    /** Fences first: nothing a former owner still has in hand can be committed after the state is read. */
    @Override
    public List<Received> open() {
        var opened = clients.transactional(transactionalId);
        producer = opened;
        opened.initTransactions();
        return state.isEmpty() ? List.of() : scan.all(state);
    }

    @Override
    public void commit(List<Encoded> records, Map<String, Long> next) {
        var transaction = java.util.Objects.requireNonNull(producer, "open comes first");
        records.forEach(_ -> flow.begin());
        List<Position> positions;
        try {
            positions = commit(transaction, records, offsets(next));
        } catch (RuntimeException e) {
            fenced = true;
            records.forEach(_ -> flow.end());
            throw e;
        }
        positions.forEach(flow::acknowledged);
    }

    private static List<Position> commit(
            Producer<String, byte[]> transaction,
            List<Encoded> records,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            ConsumerGroupMetadata membership) {
        transaction.beginTransaction();
        try {
            var sent = new ArrayList<Future<RecordMetadata>>();
            records.forEach(record -> sent.add(transaction.send(Records.outgoing(record))));
            transaction.sendOffsetsToTransaction(offsets, membership);
            transaction.commitTransaction();
            return sent.stream().map(OwnedLog::position).toList();
        } catch (KafkaException e) {
            abort(transaction, e);
            throw e;
        }
    }

    private List<Position> commit(
            Producer<String, byte[]> transaction,
            List<Encoded> records,
            Map<TopicPartition, OffsetAndMetadata> offsets) {
        return commit(transaction, records, offsets, membership.get());
    }

    private static void abort(Producer<String, byte[]> transaction, KafkaException reason) {
        try {
            transaction.abortTransaction();
        } catch (KafkaException e) { // fenced, or unknown whether committed: the next owner's fence decides
            reason.addSuppressed(e);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets(Map<String, Long> next) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        next.forEach(
                (topic, offset) -> offsets.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)));
        return offsets;
    }

    private static Position position(Future<RecordMetadata> sent) {
        try {
            return Records.position(sent.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException("interrupted after a commit", e);
        } catch (ExecutionException e) {
            throw new TransportException("a committed record has no position", e);
        }
    }

    @Override
    public boolean owns() {
        return !fenced && member.getAsBoolean();
    }

    @Override
    public void close() {
        fenced = true;
        if (producer == null) {
            return;
        }
        try {
            producer.close(Duration.ofSeconds(1));
        } catch (KafkaException e) {
            LOGGER.atWarn()
                    .addKeyValue("transactionalId", transactionalId)
                    .addKeyValue("error", e.toString())
                    .log("A transactional producer did not close in order");
        }
    }
}
