package io.autofutures.ingest.publish;

import io.micrometer.core.instrument.MeterRegistry;

/** What became of the frames of one stream, as the metric {@code autofutures.ingest.frames}. */
public final class FrameCounts {
    private final MeterRegistry registry;
    private final String stream;

    public FrameCounts(MeterRegistry registry, String stream) {
        this.registry = registry;
        this.stream = stream;
    }

    /** @param result a fixed word, for instance {@code unparsable} */
    public void count(String result) {
        registry.counter("autofutures.ingest.frames", "stream", stream, "result", result)
                .increment();
    }

    public long total(String result) {
        return Math.round(registry.counter("autofutures.ingest.frames", "stream", stream, "result", result)
                .count());
    }
}
