package io.autofutures.transport.client;

import io.autofutures.model.topic.Topic;
import io.autofutures.transport.BadRecordException;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.SharedStage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handling side of a {@link SharedStage}: one lane (a virtual thread) per partition key with work, retries inside
 * the lane, and per partition the lowest position that is not finished. Thread-safe.
 */
public final class SharedWork<T> {
    private static final Logger LOGGER = LoggerFactory.getLogger(SharedWork.class);

    private final SharedStage<T> stage;
    private final Topic<T> topic;
    private final int partitions;
    private final PersistentPublisher publisher;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Runnable released;

    /** @param released called whenever a record is finished, on any thread */
    public SharedWork(SharedStage<T> stage, int partitions, PersistentPublisher publisher, Runnable released) {
        this.stage = stage;
        this.topic = stage.topic();
        this.partitions = partitions;
        this.publisher = publisher;
        this.released = released;
    }

    /** Claims room for one record, to be followed by a {@link Share#take}. @return false if the stage is full */
    public boolean reserve() {
        return inFlight.getAndUpdate(n -> n < stage.maxInFlight() ? n + 1 : n) < stage.maxInFlight();
    }

    public boolean full() {
        return inFlight.get() >= stage.maxInFlight();
    }

    /** @param moved told the position before which everything is finished, until the share is abandoned */
    public Share open(long start, LongConsumer moved) {
        return new Share(start, moved);
    }

    /** The part of the work that comes from one partition. */
    public final class Share {
        private record Task<T>(Received record, Delivery<T> delivery) {}

        private final LongConsumer moved;
        private final CountDownLatch stop = new CountDownLatch(1);
        private final TreeSet<Long> unfinished = new TreeSet<>();
        private final Map<String, ArrayDeque<Task<T>>> lanes = new HashMap<>();
        private long next;
        private int active;
        private boolean abandoned;

        private Share(long start, LongConsumer moved) {
            this.next = start;
            this.moved = moved;
        }

        /** Never waits; needs a {@linkplain #reserve reservation}. */
        public void take(Received record) {
            synchronized (this) {
                unfinished.add(record.offset());
                next = record.offset() + 1;
            }
            if (record.value() == null) {
                finished(record.offset());
                return;
            }
            try {
                Delivery<T> delivery = RecordCodec.decode(topic, record, false);
                enqueue(String.valueOf(topic.partitionBy().apply(delivery.value())), new Task<>(record, delivery));
            } catch (RuntimeException e) {
                began();
                bury(record, e, 1);
            }
        }

        private synchronized void enqueue(String lane, Task<T> task) {
            var queue = lanes.get(lane);
            if (queue != null) {
                queue.addLast(task);
                return;
            }
            lanes.put(lane, new ArrayDeque<>());
            active++;
            Thread.ofVirtual().name(stage.group() + "-" + lane).start(() -> run(lane, task));
        }

        private void run(String lane, Task<T> first) {
            for (Task<T> task = first; task != null; task = following(lane)) {
                handle(task);
            }
        }

        private synchronized @Nullable Task<T> following(String lane) {
            var queue = Objects.requireNonNull(lanes.get(lane));
            Task<T> task = stopping() ? null : queue.pollFirst();
            if (task == null) {
                lanes.remove(lane);
                inFlight.addAndGet(-queue.size());
            } else {
                active++;
            }
            return task;
        }

        private void handle(Task<T> task) {
            var backoff = new Backoff(stage.retryFirst(), stage.retryMax());
            for (int attempt = 1; ; attempt++) {
                try {
                    var outputs = RecordCodec.encode(stage.handler().on(task.delivery()), partitions);
                    finishAfter(outputs, task.record().offset());
                    return;
                } catch (BadRecordException e) {
                    bury(task.record(), e, attempt);
                    return;
                } catch (Throwable e) { // not even an error in a handler may end its lane
                    Duration wait = backoff.next();
                    LOGGER.atWarn()
                            .setCause(attempt == 1 ? e : null)
                            .addKeyValue("group", stage.group())
                            .addKeyValue("position", RecordCodec.place(task.record()))
                            .addKeyValue("attempt", attempt)
                            .addKeyValue("waitMillis", wait.toMillis())
                            .addKeyValue("error", e.toString())
                            .log("A handler failed and is called again");
                    if (stopsWithin(wait)) {
                        givenUp();
                        return;
                    }
                }
            }
        }

        private boolean stopsWithin(Duration wait) {
            try {
                return stop.await(wait.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }

        private void bury(Received record, RuntimeException reason, int attempts) {
            LOGGER.atError()
                    .addKeyValue("group", stage.group())
                    .addKeyValue("position", RecordCodec.place(record))
                    .addKeyValue("error", reason.toString())
                    .log("A record goes to the dead letters");
            boolean deadAlready = topic.name().endsWith(".dlt");
            finishAfter(
                    deadAlready ? List.of() : List.of(RecordCodec.deadLetter(record, reason, attempts)),
                    record.offset());
        }

        private void finishAfter(List<Encoded> outputs, long offset) {
            var unused = publisher.send(outputs).whenComplete((sent, failure) -> {
                if (failure == null) {
                    finished(offset);
                    ended();
                } else {
                    givenUp();
                }
            });
        }

        private void finished(long offset) {
            synchronized (this) {
                unfinished.remove(offset);
                if (!abandoned) {
                    moved.accept(position());
                }
            }
            inFlight.decrementAndGet();
            released.run();
        }

        /** The next owner of the partition gets the record again. */
        private void givenUp() {
            inFlight.decrementAndGet();
            ended();
        }

        private synchronized void began() {
            active++;
        }

        private synchronized void ended() {
            active--;
            notifyAll();
        }

        private boolean stopping() {
            return stop.getCount() == 0;
        }

        /** Everything before it is finished, outputs acknowledged. */
        public synchronized long position() {
            return unfinished.isEmpty() ? next : unfinished.first();
        }

        /** Nothing is in flight. */
        public synchronized boolean idle() {
            return unfinished.isEmpty();
        }

        /**
         * No record is begun any more and retries end; waits for what is in a handler or not acknowledged.
         *
         * @return the position to commit
         */
        public synchronized long abandon(Duration patience) {
            long deadline = System.nanoTime() + patience.toNanos();
            stop.countDown();
            try {
                for (long left = patience.toMillis(); active > 0 && left > 0; ) {
                    wait(left);
                    left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            abandoned = true;
            return position();
        }
    }
}
