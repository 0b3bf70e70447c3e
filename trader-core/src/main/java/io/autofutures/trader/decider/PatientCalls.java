package io.autofutures.trader.decider;

import io.autofutures.model.time.Patience;
import io.autofutures.model.time.VenueTimers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * Calls on virtual threads that are waited for no longer than patience lasts. Under lockstep venue time stands still
 * while a call is open, so that no limit is ever met there.
 */
final class PatientCalls {
    private final Patience patience;
    private final VenueTimers timers;

    PatientCalls(Patience patience, VenueTimers timers) {
        this.patience = patience;
        this.timers = timers;
    }

    static <T> CompletableFuture<T> start(Callable<T> call) {
        var answer = new CompletableFuture<T>();
        Thread.ofVirtual().name("decider-call").start(() -> {
            try {
                answer.complete(call.call());
            } catch (Throwable failure) { // whoever waits gets it
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    /** Returns once all are done, well or not, or the limit since {@code start} is met. */
    void await(Instant start, Duration limit, CompletableFuture<?>... answers) {
        var over = new CompletableFuture<Void>();
        var timer = timers.at(patience.deadline(start, limit), () -> over.complete(null));
        try {
            CompletableFuture.anyOf(CompletableFuture.allOf(answers).handle((none, failure) -> null), over)
                    .join();
        } finally {
            timer.cancel();
        }
    }
}
