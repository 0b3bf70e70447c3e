package io.autofutures.transport.client;

import io.autofutures.transport.Position;
import java.util.concurrent.CompletableFuture;

/** Writes to the log without waiting for it. */
@FunctionalInterface
public interface Publisher {
    /** Completes when the record is acknowledged, or exceptionally when it is given up. */
    CompletableFuture<Position> send(Encoded record);
}
