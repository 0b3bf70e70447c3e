package io.autofutures.detection.ledger;

import io.autofutures.detection.Evaluation;
import io.autofutures.detection.Reason;
import io.autofutures.detection.grading.GradedMove;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.trade.EvaluationRecord.Outcome;
import io.autofutures.model.trade.EvaluationRecord.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One rule's part of an interval. Counting makes no text and no objects. */
final class RuleTally {
    private static final long OPEN_CANDLE = Reason.CANDLE_NOT_CLOSED.bit();
    private static final long TRIGGERED = Reason.TRIGGERED.bit();

    private final String rule;
    private long[] outcomes = new long[4];
    private long[] counts = new long[4];
    private int size;
    private final Kept last = new Kept();
    private final Kept nearest = new Kept();
    private double nearestShare = Double.NEGATIVE_INFINITY;

    /** @param nearestShare exact, as the next miss is compared with it; absent before the first miss */
    public record State(
            String rule,
            List<Outcome> outcomes,
            @Nullable Sample last,
            @Nullable Sample nearest,
            @Nullable Double nearestShare) {}

    /** An evaluation as it is, or as a checkpoint told it. */
    private static final class Kept {
        private @Nullable Evaluation evaluation;
        private @Nullable MarketEvent event;
        private long outcome;
        private @Nullable Sample stored;

        void keep(Evaluation latest, MarketEvent its, long reasons) {
            evaluation = latest;
            event = its;
            outcome = reasons;
        }

        @Nullable
        Sample sample(String rule) {
            Evaluation kept = evaluation;
            MarketEvent its = event;
            if (kept == null || its == null) {
                return stored;
            }
            return new Sample(
                    rule,
                    its.eventId(),
                    its.occurredAt(),
                    Reason.codes(outcome),
                    GradedMove.nearness(kept.nearness()),
                    kept.values());
        }
    }

    RuleTally(String rule) {
        this.rule = rule;
    }

    RuleTally(State state) {
        this(state.rule());
        state.outcomes().forEach(outcome -> count(Reason.set(outcome.reasons()), outcome.count()));
        last.stored = state.last();
        nearest.stored = state.nearest();
        nearestShare = state.nearestShare() == null ? Double.NEGATIVE_INFINITY : state.nearestShare();
    }

    String rule() {
        return rule;
    }

    /** @return this is the nearest miss so far */
    boolean add(long outcome, Evaluation evaluation, MarketEvent event) {
        count(outcome, 1);
        if (outcome == OPEN_CANDLE) {
            return false;
        }
        last.keep(evaluation, event, outcome);
        if (outcome == TRIGGERED) {
            return false;
        }
        double share = evaluation.nearness();
        if (!(share > nearestShare) || share >= 1) {
            return false;
        }
        nearestShare = share;
        nearest.keep(evaluation, event, outcome);
        return true;
    }

    private void count(long outcome, long times) {
        for (int i = 0; i < size; i++) {
            if (outcomes[i] == outcome) {
                counts[i] += times;
                return;
            }
        }
        if (size == outcomes.length) {
            outcomes = Arrays.copyOf(outcomes, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        outcomes[size] = outcome;
        counts[size++] = times;
    }

    List<Outcome> outcomes() {
        var all = new ArrayList<Outcome>(size);
        for (int i = 0; i < size; i++) {
            all.add(new Outcome(rule, Reason.codes(outcomes[i]), counts[i]));
        }
        return all;
    }

    @Nullable
    Sample last() {
        return last.sample(rule);
    }

    @Nullable
    Sample nearest() {
        return nearest.sample(rule);
    }

    State state() {
        return new State(rule, outcomes(), last(), nearest(), Double.isInfinite(nearestShare) ? null : nearestShare);
    }
}
