package io.autofutures.trader.detector;

import io.autofutures.detection.Judgement;
import io.autofutures.detection.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what was judged, by rule and outcome, and what was not: one counter each, made once. */
final class DetectorMeters {
    private final MeterRegistry registry;
    private final Map<String, Map<Reason, Counter>> byRule = new ConcurrentHashMap<>();
    private final Counter notListed;
    private final Timer ages;

    DetectorMeters(MeterRegistry registry) {
        this.registry = registry;
        this.notListed = aside("not_listed");
        this.ages = Timer.builder("autofutures.detector.trigger.age")
                .description("From the event that fired to its trigger, in patience")
                .register(registry);
    }

    /** The first reason stands for the outcome; all of them stand on the topic {@code evaluations}. */
    void judged(Judgement judgement) {
        String rule = judgement.evaluation().rule();
        Reason suppressed = judgement.suppressedBy();
        Reason outcome = suppressed != null
                ? suppressed
                : judgement.evaluation().reasons().getFirst();
        byRule.computeIfAbsent(rule, _ -> new ConcurrentHashMap<>())
                .computeIfAbsent(
                        outcome,
                        reason -> registry.counter(
                                "autofutures.detector.evaluations", "rule", rule, "outcome", reason.code()))
                .increment();
    }

    void triggered(Duration age) {
        ages.record(age.isNegative() ? Duration.ZERO : age);
    }

    /** An event of a symbol that SYMBOLS does not name. */
    void notListed() {
        notListed.increment();
    }

    /** @param counts events that were not judged, by reason */
    void setAside(Map<String, Long> counts) {
        counts.forEach((reason, count) -> aside(reason).increment(count));
    }

    private Counter aside(String reason) {
        return registry.counter("autofutures.detector.set_aside", "reason", reason);
    }
}
