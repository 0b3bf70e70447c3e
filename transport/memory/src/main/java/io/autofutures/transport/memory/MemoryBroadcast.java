package io.autofutures.transport.memory;

import io.autofutures.model.topic.Topic;
import io.autofutures.transport.BadRecordException;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.Subscription;
import io.autofutures.transport.client.Received;
import io.autofutures.transport.client.RecordCodec;
import io.autofutures.transport.client.RecordFlow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads every partition of some topics on one thread. */
final class MemoryBroadcast extends Feed implements Subscription {
    private static final Logger LOGGER = LoggerFactory.getLogger(MemoryBroadcast.class);
    private static final int BATCH = 500;

    private final Broadcast broadcast;
    private final MemoryTransport transport;
    private final RecordFlow.Reader reader;
    private final List<Source> sources = new ArrayList<>();
    private List<Delivery<?>> batch = List.of();

    private static final class Source {
        final Topic<?> topic;
        final int partition;
        final MemoryLog log;
        final long endAtStart;
        volatile long next;
        volatile long handled;

        Source(Topic<?> topic, int partition, MemoryLog log, long next) {
            this.topic = topic;
            this.partition = partition;
            this.log = log;
            this.endAtStart = log.readAll().stream()
                    .mapToLong(record -> record.offset() + 1)
                    .max()
                    .orElse(0);
            this.next = next;
            this.handled = next;
        }
    }

    MemoryBroadcast(Broadcast broadcast, MemoryTransport transport, String id) {
        super(id);
        this.broadcast = broadcast;
        this.transport = transport;
        this.reader = transport
                .flow()
                .reader(id, broadcast.topics().stream().<String>map(Topic::name).toList(), broadcast.counted());
        for (Topic<?> topic : broadcast.topics()) {
            for (int partition = 0; partition < transport.partitions(); partition++) {
                MemoryLog log = transport.log(topic.name(), partition);
                var source = new Source(topic, partition, log, first(topic, partition, log));
                sources.add(source);
                log.hold(this, () -> source.handled);
                log.ring(bell);
                reader.at(topic.name(), partition, source.next);
                transport.flow().known(topic.name(), partition, log.end());
            }
        }
        bell.ring();
    }

    private long first(Topic<?> topic, int partition, MemoryLog log) {
        return switch (broadcast.start()) {
            case Broadcast.Start.Earliest() -> 0;
            case Broadcast.Start.Latest() -> log.end();
            case Broadcast.Start.At(var next) ->
                next.getOrDefault(topic.name(), Map.of()).getOrDefault(partition, 0L);
            case Broadcast.Start.AtEventTime(Instant time) ->
                log.readAll().stream()
                        .filter(record -> !RecordCodec.occurredAt(record).isBefore(time))
                        .mapToLong(Received::offset)
                        .findFirst()
                        .orElseGet(log::end);
        };
    }

    /** A batch whose handler threw comes again before anything is read behind it. */
    @Override
    boolean step() throws Exception {
        if (batch.isEmpty()) {
            batch = gather();
        }
        if (!batch.isEmpty()) {
            broadcast.handler().on(batch);
            batch = List.of();
        }
        boolean moved = false;
        for (Source source : sources) {
            if (source.handled != source.next) {
                source.handled = source.next;
                reader.at(source.topic.name(), source.partition, source.handled);
                moved = true;
            }
        }
        return moved;
    }

    private List<Delivery<?>> gather() {
        var gathered = new ArrayList<Delivery<?>>();
        for (Source source : sources) {
            for (Received record : source.log.read(source.next, Math.max(0, BATCH - gathered.size()))) {
                source.next = record.offset() + 1;
                if (record.value() == null) {
                    continue;
                }
                try {
                    gathered.add(RecordCodec.decode(source.topic, record, false));
                } catch (BadRecordException e) { // its group readers send it to the dead letters
                    LOGGER.atError()
                            .addKeyValue("reader", broadcast.name())
                            .addKeyValue("error", e.getMessage())
                            .log("A broadcast leaves out an unreadable record");
                }
            }
        }
        return List.copyOf(gathered);
    }

    @Override
    public boolean ready() {
        return sources.stream().allMatch(source -> source.handled >= source.endAtStart);
    }

    @Override
    public void close() {
        stop();
        sources.forEach(source -> source.log.release(this, bell));
        reader.close();
        transport.forget(this);
    }
}
