package io.autofutures.transport.memory;

import io.autofutures.transport.client.Backoff;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A reading thread: steps while there is something to do, otherwise waits for its bell; after a failure it backs off. */
abstract class Feed {
    private static final Logger LOGGER = LoggerFactory.getLogger(Feed.class);
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch stop = new CountDownLatch(1);
    final Bell bell = new Bell();

    Feed(String name) {
        this.name = name;
    }

    /** @return false if there was nothing to do */
    abstract boolean step() throws Exception;

    /** A step threw; the next one follows after a back-off. */
    void failed() {}

    /** The last thing on this thread. */
    void end() {}

    void start() {
        Thread.ofVirtual().name(name).start(this::run);
    }

    private void run() {
        var backoff = Backoff.standard();
        try {
            while (!stopping()) {
                try {
                    if (step()) {
                        backoff.succeeded();
                    } else {
                        bell.await();
                    }
                } catch (InterruptedException e) {
                    throw e;
                } catch (Throwable e) { // whatever a handler throws, its feed goes on
                    LOGGER.atWarn()
                            .setCause(e)
                            .addKeyValue("reader", name)
                            .addKeyValue("error", e.toString())
                            .log("A reader failed and tries again");
                    failed();
                    pause(backoff.next());
                }
            }
            end();
        } catch (InterruptedException _) {
            LOGGER.atInfo().addKeyValue("reader", name).log("A reader was interrupted and ends");
        } finally {
            ended.countDown();
        }
    }

    /** Waits, but not longer than until the feed is stopped. */
    final void pause(Duration wait) throws InterruptedException {
        boolean unused = stop.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    final boolean stopping() {
        return stop.getCount() == 0;
    }

    /** Waits for the running step; not when called from within it. */
    final void stop() {
        stop.countDown();
        bell.ring();
        if (Thread.currentThread().getName().equals(name)) {
            return;
        }
        try {
            if (!ended.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                LOGGER.atWarn().addKeyValue("reader", name).log("A reader did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
