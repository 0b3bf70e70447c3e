package io.autofutures.launcher.lockstep;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Releases one instant after the other: a market event of one symbol, or a due timer, whichever is earliest; a timer goes
 * first when both are due at once. The next one waits until all that came of it has come to rest. Ends with the
 * recording; timers due after its last event do not ring.
 */
public final class Lockstep implements AutoCloseable {
    private final MarketRelease market;
    private final LockstepTimers timers;
    private final Stillness stillness;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private @Nullable Thread coordinator;

    public Lockstep(MarketRelease market, LockstepTimers timers, Stillness stillness) {
        this.market = market;
        this.timers = timers;
        this.stillness = stillness;
    }

    /** Begins to release. */
    public synchronized void begin() {
        if (coordinator == null) {
            coordinator = Thread.ofPlatform().name("lockstep").daemon().start(this::run);
        }
    }

    /** Completes at the end of the recording, all at rest, or exceptionally when a release failed. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    private void run() {
        try {
            stillness.await();
            while (releaseNext()) {
                stillness.await();
            }
            ended.complete(null);
        } catch (InterruptedException closed) {
            ended.cancel(false);
        } catch (RuntimeException e) {
            ended.completeExceptionally(e);
        }
    }

    private boolean releaseNext() {
        Optional<Instant> event = market.next();
        if (event.isEmpty()) {
            return false;
        }
        Optional<Instant> timer = timers.nextDue();
        if (timer.isPresent() && !timer.get().isAfter(event.get())) {
            market.moveTo(timer.get());
            timers.releaseFirst();
        } else {
            market.release();
        }
        return true;
    }

    /** Stops after the instant in hand. */
    @Override
    public synchronized void close() {
        if (coordinator != null) {
            coordinator.interrupt();
        }
        ended.cancel(false);
    }
}
