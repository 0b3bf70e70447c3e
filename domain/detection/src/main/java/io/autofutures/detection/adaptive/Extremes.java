package io.autofutures.detection.adaptive;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Samples of a window, with the lowest and the highest of them at hand. */
final class Extremes {
    private final Deque<Sample> samples = new ArrayDeque<>();
    private final Deque<Sample> rising = new ArrayDeque<>(); // each later one higher: the first is the lowest
    private final Deque<Sample> falling = new ArrayDeque<>();

    /** @param atMillis event time */
    record Sample(long atMillis, BigDecimal price) {
        boolean isBelow(Sample other) {
            return price.compareTo(other.price) < 0;
        }
    }

    void append(Sample sample) {
        samples.addLast(sample);
        while (!rising.isEmpty() && !rising.getLast().isBelow(sample)) {
            rising.removeLast();
        }
        rising.addLast(sample);
        while (!falling.isEmpty() && !sample.isBelow(falling.getLast())) {
            falling.removeLast();
        }
        falling.addLast(sample);
    }

    /** Drops samples strictly older than {@code cutoffMillis}. */
    void dropBefore(long cutoffMillis) {
        while (!samples.isEmpty() && samples.getFirst().atMillis() < cutoffMillis) {
            Sample gone = samples.removeFirst();
            if (rising.getFirst() == gone) {
                rising.removeFirst();
            }
            if (falling.getFirst() == gone) {
                falling.removeFirst();
            }
        }
    }

    int size() {
        return samples.size();
    }

    /** The latest among equals. */
    Sample lowest() {
        return rising.getFirst();
    }

    /** The latest among equals. */
    Sample highest() {
        return falling.getFirst();
    }

    /** Oldest first. */
    List<Sample> samples() {
        return List.copyOf(samples);
    }
}
