package io.autofutures.transport.kafka;

import io.autofutures.model.time.Progress;
import io.autofutures.model.topic.Topic;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Capability;
import io.autofutures.transport.FoldStage;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.Ownership;
import io.autofutures.transport.Position;
import io.autofutures.transport.SharedStage;
import io.autofutures.transport.Subscription;
import io.autofutures.transport.Table;
import io.autofutures.transport.Transport;
import io.autofutures.transport.TransportException;
import io.autofutures.transport.client.RecordCodec;
import io.autofutures.transport.client.RecordFlow;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The transport over Kafka. One instance serves a whole process; each reader has a consumer and a thread of its own. */
public final class KafkaTransport implements Transport {
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final KafkaTransportOptions options;
    private final Clients clients;
    private final Admin admin;
    private final TopicAdmin topics;
    private final RecordFlow flow;
    private final LogScan scan;
    private final KafkaPublisher publisher;
    private final List<PollLoop> loops = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();

    private KafkaTransport(KafkaTransportOptions options, Clients clients, Admin admin, TopicAdmin topics) {
        this.options = options;
        this.clients = clients;
        this.admin = admin;
        this.topics = topics;
        this.flow = new RecordFlow(options.partitions());
        this.scan = new LogScan(clients);
        this.publisher = new KafkaPublisher(clients.producer(), options, flow);
    }

    /** @throws TransportException if no broker answers at that address within the connect time-out */
    public static KafkaTransport connect(KafkaTransportOptions options) {
        var clients = new Clients(options);
        Admin admin = admin(options, clients);
        var topics = new TopicAdmin(admin, options);
        try {
            topics.awaitBroker();
            return new KafkaTransport(options, clients, admin, topics);
        } catch (RuntimeException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    private static Admin admin(KafkaTransportOptions options, Clients clients) {
        try {
            return clients.admin();
        } catch (KafkaException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new TransportException(
                    "%s is no address of a broker: %s".formatted(options.bootstrapServers(), reason.getMessage()), e);
        }
    }

    @Override
    public void declare(Collection<Topic<?>> declared) {
        topics.declare(declared);
        for (Topic<?> topic : declared) {
            publisher.declared(topic.name());
            publisher.declared(topic.deadLetters());
        }
    }

    @Override
    public int partitions() {
        return options.partitions();
    }

    @Override
    public <T> CompletableFuture<Position> publish(Outgoing<T> record) {
        try {
            return publisher.send(RecordCodec.encode(record, options.partitions()));
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public <T> Subscription shared(SharedStage<T> stage) {
        require(List.of(stage.topic()));
        return started(new KafkaShared<>(stage, this));
    }

    @Override
    public <T, C> Subscription fold(FoldStage<T, C> stage) {
        require(List.of(stage.topic(), stage.state()));
        return started(new KafkaFold<>(stage, this));
    }

    @Override
    public Subscription broadcast(Broadcast broadcast) {
        require(broadcast.topics());
        var loop = new KafkaBroadcast(broadcast, this, broadcast.name() + "#" + ids.incrementAndGet());
        prepared(loop, loop::seek);
        return started(loop);
    }

    @Override
    public <T> Table<T> table(Topic<T> topic, boolean counted) {
        require(List.of(topic));
        var table = new KafkaTable<>(topic, counted, this, topic.name() + "-table#" + ids.incrementAndGet());
        prepared(table, table::seek);
        started(table);
        table.awaitRead();
        return table;
    }

    @Override
    public Subscription own(Ownership ownership) {
        require(ownership.inputs());
        require(ownership.state());
        return started(new KafkaOwnership(ownership, this));
    }

    private void require(List<Topic<?>> needed) {
        for (Topic<?> topic : needed) {
            if (!publisher.knows(topic.name())) {
                throw new TransportException("topic %s is not declared".formatted(topic));
            }
        }
    }

    private void prepared(PollLoop loop, Runnable seek) {
        try {
            seek.run();
        } catch (KafkaException e) {
            loop.discard();
            throw new TransportException(
                    "the broker at %s was asked for positions: %s"
                            .formatted(options.bootstrapServers(), e.getMessage()),
                    e);
        }
    }

    private <L extends PollLoop> L started(L loop) {
        loops.add(loop);
        loop.start();
        return loop;
    }

    /** All three: the broker keeps what we write, divides groups over processes and fences former owners. */
    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public Progress progress() {
        return flow;
    }

    Clients clients() {
        return clients;
    }

    TopicAdmin topics() {
        return topics;
    }

    RecordFlow flow() {
        return flow;
    }

    LogScan scan() {
        return scan;
    }

    KafkaPublisher publisher() {
        return publisher;
    }

    Stream<TopicPartition> partitionsOf(String topic) {
        return IntStream.range(0, Records.partitionsOf(topic, options.partitions()))
                .mapToObj(partition -> new TopicPartition(topic, partition));
    }

    void forget(PollLoop loop) {
        loops.remove(loop);
    }

    @Override
    public void close() {
        var running = List.copyOf(loops);
        running.forEach(PollLoop::requestClose);
        running.forEach(PollLoop::close);
        publisher.close(CLOSING);
        admin.close(Duration.ofSeconds(1));
        clients.close();
    }
}
