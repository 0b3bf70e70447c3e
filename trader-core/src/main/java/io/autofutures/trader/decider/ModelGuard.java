package io.autofutures.trader.decider;

import io.autofutures.decision.DecisionModel;
import io.autofutures.decision.input.DecisionInput;
import io.autofutures.model.time.VenueClock;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The model behind a time limit and a circuit breaker: a failing model costs no entry its deadline for long. */
final class ModelGuard {
    private final DecisionModel model;
    private final Duration deadline;
    private final PatientCalls calls;
    private final VenueClock clock;
    private final CircuitBreaker breaker;

    sealed interface Outcome {
        record Answered(DecisionModel.Answer answer) implements Outcome {}

        /** @param reason for people */
        record Failed(String reason) implements Outcome {}
    }

    /** @param deadline patience for one answer */
    ModelGuard(DecisionModel model, Duration deadline, PatientCalls calls, VenueClock clock) {
        this.model = model;
        this.deadline = deadline;
        this.calls = calls;
        this.clock = clock;
        this.breaker = CircuitBreaker.of(
                "decision-model",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(Duration.ofSeconds(30))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .currentTimestampFunction(ignored -> patientMillis(), TimeUnit.MILLISECONDS)
                        .build());
    }

    String name() {
        return model.name();
    }

    /** {@code closed}, {@code open} or {@code half_open}, for the heartbeat. */
    String circuit() {
        return breaker.getState().name().toLowerCase(Locale.ROOT);
    }

    Outcome ask(DecisionInput input) {
        try {
            breaker.acquirePermission();
        } catch (CallNotPermittedException e) {
            return new Outcome.Failed("not asked: the circuit is %s after failures".formatted(circuit()));
        }
        long begun = patientMillis();
        Instant start = clock.instant();
        var answer = PatientCalls.start(() -> model.ask(input));
        calls.await(start, deadline, answer);
        long took = patientMillis() - begun;
        if (answer.isCompletedExceptionally()) {
            Throwable failure = answer.exceptionNow();
            breaker.onError(took, TimeUnit.MILLISECONDS, failure);
            return new Outcome.Failed("failed: " + failure);
        }
        DecisionModel.Answer given = answer.getNow(null);
        if (given == null) {
            String reason = "no answer within %d s".formatted(deadline.toSeconds());
            breaker.onError(took, TimeUnit.MILLISECONDS, new TimeoutException(reason));
            return new Outcome.Failed(reason);
        }
        breaker.onSuccess(took, TimeUnit.MILLISECONDS);
        return new Outcome.Answered(given);
    }

    /** Venue time as patience counts it. */
    private long patientMillis() {
        return Math.round(clock.instant().toEpochMilli() / clock.speed());
    }
}
