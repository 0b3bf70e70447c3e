package io.autofutures.launcher.replay;

import io.autofutures.detection.replay.Recorded;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.topic.Topic;
import io.autofutures.model.topic.Topics;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.Subscription;
import io.autofutures.transport.Transport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What stands on a topic of market events, up to the end that it has when the reading begins. */
final class TopicInput implements Input {
    private static final long LOOK_AGAIN_MILLIS = 20;

    private final Supplier<Transport> connection;
    private final Topic<MarketEvent> topic;
    private final Symbol symbol;
    private final TimeRange range;

    /** @param connection opened for each reading, closed after it */
    TopicInput(Supplier<Transport> connection, String topic, Symbol symbol, TimeRange range) {
        this.connection = connection;
        this.topic = new Topic<>(
                topic,
                MarketEvent.class,
                Topics.WS_EVENTS.partitionBy(),
                Topics.WS_EVENTS.key(),
                Topics.WS_EVENTS.cleanup(),
                Topics.WS_EVENTS.retention());
        this.symbol = symbol;
        this.range = range;
    }

    @Override
    public void read(Consumer<Recorded> each, Progress progress) throws IOException {
        progress.at(Double.NaN);
        try (Transport transport = connection.get()) {
            transport.declare(List.of(topic));
            var reading = new Reading(each);
            Broadcast.Start start = range.from() == null
                    ? new Broadcast.Start.Earliest()
                    : new Broadcast.Start.AtEventTime(range.from());
            try (Subscription reader =
                    transport.broadcast(new Broadcast("replay", List.of(topic), start, reading::on, false))) {
                while (!reader.ready() && !reading.failed.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                    progress.at(Double.NaN);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while reading topic " + topic);
            }
            reading.rethrow();
        }
    }

    /** On the reader's thread; what a consumer throws ends the reading instead of being tried again. */
    private final class Reading {
        private final Consumer<Recorded> each;
        private final CountDownLatch failed = new CountDownLatch(1);
        private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

        Reading(Consumer<Recorded> each) {
            this.each = each;
        }

        void on(List<Delivery<?>> batch) {
            if (failure.get() != null) {
                return;
            }
            try {
                batch.forEach(this::on);
            } catch (RuntimeException e) {
                failure.set(e);
                failed.countDown();
            }
        }

        private void on(Delivery<?> delivery) {
            if (delivery.value() instanceof MarketEvent event
                    && event.symbol().equals(symbol)
                    && range.includes(event.occurredAt())) {
                each.accept(new Recorded.Published(event));
            }
        }

        void rethrow() {
            RuntimeException thrown = failure.get();
            if (thrown != null) {
                throw thrown;
            }
        }
    }
}
