package io.autofutures.tracker.tracking;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts that matter. */
public final class TrackerMetrics {
    private final MeterRegistry meters;
    private final Counter failedReads;
    private final Counter comparisons;
    private final Counter differences;

    public TrackerMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.failedReads = meters.counter("autofutures.tracker.reads.failed");
        this.comparisons = meters.counter("autofutures.tracker.comparisons");
        this.differences = meters.counter("autofutures.tracker.differences");
    }

    void unrecognized(String type) {
        meters.counter("autofutures.tracker.events.unrecognized", "type", type).increment();
    }

    void failedRead() {
        failedReads.increment();
    }

    void compared(int found) {
        comparisons.increment();
        differences.increment(found);
    }
}
