package io.autofutures.ingest.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What became of the frames of one stream, as the metric {@code autofutures.ingest.frames}. */
public final class FrameCounts {
    private final MeterRegistry registry;
    private final String stream;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();

    public FrameCounts(MeterRegistry registry, String stream) {
        this.registry = registry;
        this.stream = stream;
    }

    /** @param result a fixed word, for instance {@code unparsable} */
    public void count(String result) {
        counter(result).increment();
    }

    public long total(String result) {
        return Math.round(counter(result).count());
    }

    private Counter counter(String result) {
        return counters.computeIfAbsent(
                result, word -> registry.counter("autofutures.ingest.frames", "stream", stream, "result", word));
    }
}
