package io.autofutures.launcher.record;

import io.autofutures.launcher.replay.TimeRange;
import io.autofutures.model.topic.Topic;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.Subscription;
import io.autofutures.transport.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads topics into a recording until it is told to stop, or the end is reached. Killed at any moment, it goes on where
 * it was when it is started again: nothing twice, nothing lost that the topics still hold.
 */
final class Recording implements AutoCloseable {
    private static final long LOOK_AGAIN_MILLIS = 50;
    private static final long FLUSH_NANOS = 2_000_000_000L;
    /** Records of other partitions may come a little later than the first one behind the end. */
    private static final long QUIET_NANOS = 2_000_000_000L;

    private final Path file;
    private final TimeRange range;
    private final boolean toPresentEnd;
    private final boolean named;
    private final Parts parts;
    private final Subscription reader;
    private final CountDownLatch stop = new CountDownLatch(1);
    private long flushedAt = System.nanoTime();
    private long wantedAt = System.nanoTime();
    private long taken;
    private boolean passedEnd;
    private @Nullable IOException failure;

    /** @param toPresentEnd it ends with what the topics hold when it begins */
    private Recording(
            Transport transport, List<String> topics, Path file, TimeRange range, boolean toPresentEnd, Parts parts) {
        this.file = file;
        this.range = range;
        this.toPresentEnd = toPresentEnd;
        this.named = topics.size() > 1;
        this.parts = parts;
        List<Topic<?>> raw = new ArrayList<>();
        topics.forEach(topic -> raw.add(RawTopic.named(topic)));
        Broadcast.Start start = parts.isNew() && range.from() != null
                ? new Broadcast.Start.AtEventTime(range.from())
                : new Broadcast.Start.At(parts.next());
        this.reader = transport.broadcast(new Broadcast("record", raw, start, this::on, false));
    }

    static Recording begin(Transport transport, List<String> topics, Path file, TimeRange range, boolean toPresentEnd)
            throws IOException {
        List<Topic<?>> raw = new ArrayList<>();
        topics.forEach(topic -> raw.add(RawTopic.named(topic)));
        transport.declare(raw);
        Path folder = file.resolveSibling(file.getFileName() + ".parts");
        return new Recording(transport, topics, file, range, toPresentEnd, Parts.open(folder, Parts.endOf(file)));
    }

    private synchronized void on(List<Delivery<?>> batch) throws IOException {
        if (stop.getCount() == 0) {
            return;
        }
        try {
            for (Delivery<?> delivery : batch) {
                on(delivery);
            }
            if (System.nanoTime() - flushedAt > FLUSH_NANOS) {
                flush();
            }
        } catch (IOException e) { // a full disk is not mended by trying again
            failure = e;
            stop.countDown();
        }
    }

    private void on(Delivery<?> delivery) throws IOException {
        var place = new Parts.Place(delivery.topic().name(), delivery.partition());
        if (!(delivery.value() instanceof JsonNode value) || !parts.passes(place, delivery.offset())) {
            return;
        }
        boolean wanted = range.includes(delivery.origin().occurredAt());
        parts.add(
                place,
                delivery.offset(),
                wanted ? RecordedLine.of(delivery, value, named).text() : null);
        if (wanted) {
            taken++;
            wantedAt = System.nanoTime();
        } else if (range.to() != null && !delivery.origin().occurredAt().isBefore(range.to())) {
            passedEnd = true;
        }
    }

    private void flush() throws IOException {
        parts.flush();
        flushedAt = System.nanoTime();
    }

    /** Taken down since the beginning of this run. */
    synchronized long taken() {
        return taken;
    }

    /** Returns at the end, or once {@link #stop()} was called. */
    void await() throws InterruptedException, IOException {
        while (!stop.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
            synchronized (this) {
                if (System.nanoTime() - flushedAt > FLUSH_NANOS) {
                    flush();
                }
                boolean ended = toPresentEnd || (passedEnd && System.nanoTime() - wantedAt > QUIET_NANOS);
                if (ended && reader.ready()) {
                    return;
                }
            }
        }
    }

    /** From any thread. */
    void stop() {
        stop.countDown();
    }

    /** Puts the recording together. @return lines added to it, those of earlier runs included that were not finished */
    long finish() throws IOException {
        stop.countDown();
        reader.close();
        synchronized (this) {
            if (failure != null) {
                throw failure;
            }
            parts.flush();
            long added = Merge.into(file, parts.files(), parts.next());
            parts.clear();
            return added;
        }
    }

    /** What is not finished goes on with the next run. */
    @Override
    public void close() throws IOException {
        stop.countDown();
        reader.close();
        synchronized (this) {
            parts.close();
        }
    }
}
