package io.autofutures.launcher.lockstep;

import io.autofutures.model.time.Progress;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Sees when everything that was begun is done. Two equal reads in a row, each with nothing open, prove a moment between
 * them at which nothing was open: the counters only grow, and work is handed on before it ends.
 */
public final class Stillness {
    private static final long LOOK_AGAIN_NANOS = 100_000;

    private final List<Progress> parts;

    public Stillness(Progress... parts) {
        this.parts = List.of(parts);
    }

    /** Returns once all is still. @throws InterruptedException if the thread is interrupted while it waits */
    void await() throws InterruptedException {
        List<Progress.Reading> last = read();
        while (true) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while waiting for stillness");
            }
            List<Progress.Reading> now = read();
            if (now.equals(last) && now.stream().allMatch(Progress.Reading::still)) {
                return;
            }
            last = now;
        }
    }

    private List<Progress.Reading> read() {
        return parts.stream().map(Progress::read).toList();
    }
}
