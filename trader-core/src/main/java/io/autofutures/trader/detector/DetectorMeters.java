package io.autofutures.trader.detector;

import io.autofutures.detection.Judgement;
import io.autofutures.detection.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what was judged, by rule and outcome: one counter each, made once. */
final class DetectorMeters {
    private final MeterRegistry registry;
    private final Map<Reason, Counter> marks = new ConcurrentHashMap<>();
    private final Map<Reason, Counter> klines = new ConcurrentHashMap<>();

    DetectorMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The first reason stands for the outcome. */
    void judged(Judgement judgement) {
        String rule = judgement.evaluation().rule();
        Reason suppressed = judgement.suppressedBy();
        Reason outcome = suppressed != null
                ? suppressed
                : judgement.evaluation().reasons().getFirst();
        (rule.equals("mark") ? marks : klines)
                .computeIfAbsent(
                        outcome,
                        reason -> registry.counter(
                                "autofutures.detector.evaluations", "rule", rule, "outcome", reason.code()))
                .increment();
    }
}
