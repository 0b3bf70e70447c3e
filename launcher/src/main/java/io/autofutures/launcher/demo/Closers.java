package io.autofutures.launcher.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been started, closed in reverse order, once; what starts too late is closed at once. Thread-safe. */
final class Closers implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Closers.class);

    private final Deque<Step> steps = new ArrayDeque<>();
    private boolean closed;

    private record Step(String name, AutoCloseable resource) {}

    /** @throws IllegalStateException if closing has begun; {@code resource} is closed then */
    <T extends AutoCloseable> T add(String name, T resource) {
        synchronized (this) {
            if (!closed) {
                steps.push(new Step(name, resource));
                return resource;
            }
        }
        close(new Step(name, resource));
        throw new IllegalStateException("stopped while starting");
    }

    @Override
    public void close() {
        while (true) {
            Step step;
            synchronized (this) {
                closed = true;
                step = steps.poll();
            }
            if (step == null) {
                return;
            }
            close(step);
        }
    }

    private static void close(Step step) {
        long begun = System.nanoTime();
        try {
            step.resource().close();
            LOGGER.atInfo()
                    .addKeyValue("part", step.name())
                    .addKeyValue("millis", (System.nanoTime() - begun) / 1_000_000)
                    .log("closed");
        } catch (Exception e) {
            LOGGER.atWarn()
                    .addKeyValue("part", step.name())
                    .addKeyValue("error", e.toString())
                    .log("closing failed");
        }
    }
}
