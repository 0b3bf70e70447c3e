package io.autofutures.detection.replay.tune;

import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the moves of at least a size within a window, whatever the rules say: from the lowest price of the window up, or
 * from the highest down. Moves less than a window apart are one. Not thread-safe.
 */
final class Bursts {
    private final double size;
    private final long windowMillis;
    private final ArrayDeque<PriceSample> lows = new ArrayDeque<>();
    private final ArrayDeque<PriceSample> highs = new ArrayDeque<>();
    private @Nullable Burst current;

    record Burst(long fromMillis, long toMillis) {}

    Bursts(TuneOptions options) {
        this.size = options.burstPct().doubleValue() / 100;
        this.windowMillis = options.burstWindow().toMillis();
    }

    /** A burst that is over, and all that could count for it has been seen. */
    Optional<Burst> on(PriceSample sample) {
        Optional<Burst> over = overBefore(sample);
        while (!lows.isEmpty() && lows.getLast().low() >= sample.low()) {
            lows.removeLast();
        }
        lows.add(sample);
        while (!highs.isEmpty() && highs.getLast().high() <= sample.high()) {
            highs.removeLast();
        }
        highs.add(sample);
        forget(lows, sample.atMillis());
        forget(highs, sample.atMillis());
        PriceSample lowest = lows.getFirst();
        PriceSample highest = highs.getFirst();
        boolean up = sample.high() / lowest.low() - 1 >= size;
        boolean down = 1 - sample.low() / highest.high() >= size;
        if (!up && !down) {
            return over;
        }
        long from = up ? lowest.fromMillis() : highest.fromMillis();
        if (up && down) {
            from = Math.min(lowest.fromMillis(), highest.fromMillis());
        }
        Burst before = current;
        current = before == null ? new Burst(from, sample.atMillis()) : new Burst(before.fromMillis, sample.atMillis());
        return over;
    }

    private Optional<Burst> overBefore(PriceSample sample) {
        Burst burst = current;
        if (burst == null || sample.fromMillis() <= burst.toMillis() + windowMillis) {
            return Optional.empty();
        }
        current = null;
        return Optional.of(burst);
    }

    private void forget(ArrayDeque<PriceSample> samples, long nowMillis) {
        while (samples.getFirst().fromMillis() < nowMillis - windowMillis
                && samples.getFirst().atMillis() < nowMillis) {
            samples.removeFirst();
        }
    }

    /** No burst that is still to be told begins before this. */
    long earliestFromMillis() {
        if (lows.isEmpty() || highs.isEmpty()) {
            return Long.MIN_VALUE;
        }
        long earliest = Math.min(lows.getFirst().fromMillis(), highs.getFirst().fromMillis());
        return current == null ? earliest : Math.min(earliest, current.fromMillis());
    }

    /** What goes on at the end of the recording. */
    Optional<Burst> last() {
        return Optional.ofNullable(current);
    }
}
