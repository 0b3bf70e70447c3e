package io.autofutures.transport.kafka;

import io.autofutures.transport.Subscription;
import io.autofutures.transport.client.Backoff;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that owns one consumer and polls it until closed; a failing turn is tried again after a back-off. */
abstract class PollLoop implements Subscription {
    private static final Logger LOGGER = LoggerFactory.getLogger(PollLoop.class);
    static final Duration IDLE = Duration.ofMillis(100);
    static final Duration BUSY = Duration.ofMillis(5);
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private final String name;
    final KafkaTransport transport;
    final Consumer<String, byte[]> consumer;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);

    PollLoop(String name, KafkaTransport transport, Consumer<String, byte[]> consumer) {
        this.name = name;
        this.transport = transport;
        this.consumer = consumer;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    final void start() {
        thread.start();
    }

    /** Polls once and deals with what came. */
    abstract void turn() throws Exception;

    /** The last thing on the thread, after the consumer has left. */
    void ended() {}

    private void run() {
        var backoff = Backoff.standard();
        try {
            while (!closing()) {
                try {
                    turn();
                    backoff.succeeded();
                } catch (WakeupException _) {
                    LOGGER.atTrace().addKeyValue("reader", name).log("Woken");
                } catch (InterruptedException e) {
                    throw e;
                } catch (Exception e) {
                    LOGGER.atWarn()
                            .setCause(e)
                            .addKeyValue("reader", name)
                            .addKeyValue("error", e.toString())
                            .log("A reader failed and tries again");
                    pause(backoff.next());
                }
            }
        } catch (InterruptedException _) {
            LOGGER.atInfo().addKeyValue("reader", name).log("A reader was interrupted and ends");
        } catch (Error e) {
            LOGGER.atError().setCause(e).addKeyValue("reader", name).log("A reader died");
            throw e;
        } finally {
            leave();
            ended();
        }
    }

    private void leave() {
        try {
            consumer.close(CloseOptions.timeout(PATIENCE));
        } catch (RuntimeException e) {
            LOGGER.atWarn()
                    .addKeyValue("reader", name)
                    .addKeyValue("error", e.toString())
                    .log("A consumer did not close in order");
        }
    }

    /** Instead of {@link #start}. */
    final void discard() {
        leave();
        ended();
    }

    final void pause(Duration wait) throws InterruptedException {
        boolean unused = closing.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    final boolean closing() {
        return closing.getCount() == 0;
    }

    final boolean onThread() {
        return Thread.currentThread() == thread;
    }

    /** Lets several loops end at the same time. */
    final void requestClose() {
        closing.countDown();
    }

    @Override
    public final void close() {
        requestClose();
        transport.forget(this);
        if (onThread() || !thread.isAlive()) {
            return;
        }
        try {
            if (!thread.join(PATIENCE.multipliedBy(3))) {
                LOGGER.atWarn().addKeyValue("reader", name).log("A reader did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
