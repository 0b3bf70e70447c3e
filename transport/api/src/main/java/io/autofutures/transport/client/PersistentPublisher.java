package io.autofutures.transport.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes until acknowledged: what a stage returned is not lost because the broker was away for a while. */
public final class PersistentPublisher {
    private static final Logger LOGGER = LoggerFactory.getLogger(PersistentPublisher.class);

    private final Publisher publisher;
    private volatile boolean stopped;

    public PersistentPublisher(Publisher publisher) {
        this.publisher = publisher;
    }

    /** Completes when each record is acknowledged; exceptionally only after {@link #stop}. */
    public CompletableFuture<Void> send(List<Encoded> records) {
        if (records.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        var sent =
                records.stream().map(record -> send(record, Backoff.standard())).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(sent);
    }

    private CompletableFuture<Void> send(Encoded record, Backoff backoff) {
        return publisher
                .send(record)
                .<CompletableFuture<Void>>handle((position, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(null);
                    }
                    if (stopped) {
                        return CompletableFuture.failedFuture(
                                new CancellationException("the stage stopped before its output was acknowledged"));
                    }
                    return again(record, backoff, failure);
                })
                .thenCompose(outcome -> outcome);
    }

    private CompletableFuture<Void> again(Encoded record, Backoff backoff, Throwable failure) {
        Duration wait = backoff.next();
        LOGGER.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("key", record.key())
                .addKeyValue("waitMillis", wait.toMillis())
                .addKeyValue("error", failure.toString())
                .log("An output was not acknowledged and is published again");
        return CompletableFuture.supplyAsync(
                        () -> send(record, backoff),
                        CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS))
                .thenCompose(outcome -> outcome);
    }

    /** What is not acknowledged from now on is given up. */
    public void stop() {
        stopped = true;
    }
}
