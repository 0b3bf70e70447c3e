package io.autofutures.detection.replay;

import io.autofutures.detection.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what was judged. Not thread-safe. */
public final class Summary {
    private long judged;
    private long triggered;
    private @Nullable Instant first;
    private @Nullable Instant last;
    private final EnumMap<Reason, Long> reasons = new EnumMap<>(Reason.class);
    private final TreeMap<String, Long> rules = new TreeMap<>();

    public void add(Judged event) {
        judged++;
        if (event.triggered()) {
            triggered++;
        }
        if (first == null || event.time().isBefore(first)) {
            first = event.time();
        }
        if (last == null || event.knownAt().isAfter(last)) {
            last = event.knownAt();
        }
        event.reasons().forEach(reason -> reasons.merge(reason, 1L, Long::sum));
        rules.merge(event.rule(), 1L, Long::sum);
    }

    public long judged() {
        return judged;
    }

    public long triggered() {
        return triggered;
    }

    /** How often each reason was given; an event may give several. In the order of {@link Reason}. */
    public Map<Reason, Long> reasons() {
        return Collections.unmodifiableMap(reasons);
    }

    /** How many events each rule judged. */
    public Map<String, Long> rules() {
        return Collections.unmodifiableMap(rules);
    }

    /** Time of the earliest event; empty when nothing was judged. */
    public Optional<Instant> from() {
        return Optional.ofNullable(first);
    }

    /** Time at which the latest verdict could be known; empty when nothing was judged. */
    public Optional<Instant> to() {
        return Optional.ofNullable(last);
    }

    /** From the first to the last event. */
    public Duration span() {
        return first == null || last == null ? Duration.ZERO : Duration.between(first, last);
    }

    /** Triggers in 24 hours of event time; NaN when the events span no time. */
    public double triggersPerDay() {
        long millis = span().toMillis();
        return millis == 0
                ? Double.NaN
                : triggered * (double) Duration.ofDays(1).toMillis() / millis;
    }
}
