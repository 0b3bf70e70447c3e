package io.autofutures.detection.ledger;

import io.autofutures.detection.Evaluation;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.trade.EvaluationRecord.Outcome;
import io.autofutures.model.trade.EvaluationRecord.Sample;
import io.autofutures.model.trade.EvaluationRecord.Totals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The open interval of one symbol and rule set: every evaluation is counted under exactly one outcome. When an interval
 * ends is the caller's to know. Not thread-safe.
 */
public final class EvaluationLedger {
    /** Length of an interval of event time. */
    public static final int INTERVAL_SECONDS = 60;

    private long evaluations;
    private final List<RuleTally> tallies = new ArrayList<>(2);

    /** The open interval, for a checkpoint. */
    public record State(List<RuleTally.State> rules) {}

    public EvaluationLedger() {}

    public EvaluationLedger(State state) {
        state.rules().forEach(saved -> {
            tallies.add(new RuleTally(saved));
            evaluations += saved.outcomes().stream().mapToLong(Outcome::count).sum();
        });
    }

    public State state() {
        return new State(tallies.stream().map(RuleTally::state).toList());
    }

    /** The start of the interval that an event time lies in. */
    public static long intervalOf(long atMillis) {
        return Math.floorDiv(atMillis, 1_000L * INTERVAL_SECONDS) * 1_000L * INTERVAL_SECONDS;
    }

    /**
     * @param outcome set of reasons, of the evaluation or of what held its trigger back
     * @return this is the nearest miss of its rule in the interval so far
     */
    public boolean add(long outcome, Evaluation evaluation, MarketEvent event) {
        evaluations++;
        return tally(evaluation.rule()).add(outcome, evaluation, event);
    }

    @SuppressWarnings("ReferenceEquality") // names of rules are literals: nearly always the same object
    private RuleTally tally(String rule) {
        for (int i = 0; i < tallies.size(); i++) {
            RuleTally tally = tallies.get(i);
            if (tally.rule() == rule || tally.rule().equals(rule)) {
                return tally;
            }
        }
        var added = new RuleTally(rule);
        tallies.add(added);
        return added;
    }

    public boolean isEmpty() {
        return evaluations == 0;
    }

    /** The interval has ended: its totals; the next one starts empty. */
    public Totals close(
            Symbol symbol,
            String ruleSet,
            boolean trading,
            long fromMillis,
            long settingsVersion,
            Map<String, Long> unjudged) {
        tallies.sort(Comparator.comparing(RuleTally::rule));
        var totals = new Totals(
                symbol,
                ruleSet,
                trading,
                Instant.ofEpochMilli(fromMillis),
                INTERVAL_SECONDS,
                settingsVersion,
                evaluations,
                tallies.stream()
                        .flatMap(tally -> tally.outcomes().stream())
                        .sorted(Comparator.comparingLong(Outcome::count)
                                .reversed()
                                .thenComparing(Outcome::rule)
                                .thenComparing(outcome -> String.join(" ", outcome.reasons())))
                        .toList(),
                samples(tallies.stream().map(RuleTally::last).toList()),
                samples(tallies.stream().map(RuleTally::nearest).toList()),
                unjudged);
        evaluations = 0;
        tallies.clear();
        return totals;
    }

    private static List<Sample> samples(List<@Nullable Sample> some) {
        return some.stream().filter(Objects::nonNull).toList();
    }
}
