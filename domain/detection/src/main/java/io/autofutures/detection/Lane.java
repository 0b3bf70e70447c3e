package io.autofutures.detection;

import io.autofutures.detection.grading.GradedMove;
import io.autofutures.detection.grading.Grader;
import io.autofutures.detection.ledger.EvaluationLedger;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.trade.EvaluationRecord;
import io.autofutures.model.trade.Grade;
import io.autofutures.model.trade.Trigger;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One rule set on one symbol and what becomes of its verdicts: cool-down and hysteresis, the ledger, what is graded. Two
 * of them run side by side over the same events; only the one that trades makes triggers.
 */
final class Lane {
    /** Near misses of a symbol that are followed at once; the next ones are counted, not graded. */
    static final int NEAR_MISSES_AT_MOST = 60;

    private static final long TRIGGERED = Reason.TRIGGERED.bit();
    private static final int UP = 1;
    private static final int DOWN = 2;

    private final Symbol symbol;
    private final RuleSets which;
    private final Grader grader;
    private final EvaluationLedger ledger;
    private RuleSet rules;
    private LaneSettings settings;
    private final Map<String, Long> lastTriggers = new TreeMap<>();
    private int disarmed;
    /** Of each rule the nearest miss of the interval, while the rule has not fired in it. */
    private final Map<String, String> nearMisses = new TreeMap<>();

    private final Set<String> firedInInterval = new TreeSet<>();

    /**
     * @param rules what the rule set remembers, in its own words
     * @param lastTriggersMillis rule to event time of its last trigger; the cool-down counts from it
     * @param disarmed headings in which the mark rule has fired on the move that is under way
     * @param nearMisses rule to the miss of the open interval that will be graded unless a nearer one or a trigger comes
     */
    record State(
            String ruleSet,
            JsonNode rules,
            Map<String, Long> lastTriggersMillis,
            Set<Grade.Heading> disarmed,
            EvaluationLedger.State ledger,
            Map<String, String> nearMisses,
            Set<String> firedInInterval) {}

    Lane(Symbol symbol, RuleSets which, Settings settings, LaneSettings laneSettings, Grader grader) {
        this(symbol, which, which.create(settings, symbol), laneSettings, grader, new EvaluationLedger());
    }

    private Lane(
            Symbol symbol,
            RuleSets which,
            RuleSet rules,
            LaneSettings settings,
            Grader grader,
            EvaluationLedger ledger) {
        this.symbol = symbol;
        this.which = which;
        this.rules = rules;
        this.settings = settings;
        this.grader = grader;
        this.ledger = ledger;
    }

    /** @throws IllegalArgumentException if the memory of the rules cannot be read */
    static Lane restore(
            Symbol symbol, RuleSets which, Settings settings, LaneSettings laneSettings, Grader grader, State state) {
        RuleSet rules = which.restore(settings, symbol, state.rules());
        var lane = new Lane(symbol, which, rules, laneSettings, grader, new EvaluationLedger(state.ledger()));
        lane.lastTriggers.putAll(state.lastTriggersMillis());
        lane.disarmed = (state.disarmed().contains(Grade.Heading.UP) ? UP : 0)
                | (state.disarmed().contains(Grade.Heading.DOWN) ? DOWN : 0);
        lane.nearMisses.putAll(state.nearMisses());
        lane.firedInInterval.addAll(state.firedInInterval());
        return lane;
    }

    State state() {
        var headings = new TreeSet<Grade.Heading>();
        if ((disarmed & UP) != 0) {
            headings.add(Grade.Heading.UP);
        }
        if ((disarmed & DOWN) != 0) {
            headings.add(Grade.Heading.DOWN);
        }
        return new State(
                which.ruleSet(),
                rules.memory(),
                new TreeMap<>(lastTriggers),
                headings,
                ledger.state(),
                new TreeMap<>(nearMisses),
                new TreeSet<>(firedInInterval));
    }

    RuleSets which() {
        return which;
    }

    RuleSet rules() {
        return rules;
    }

    TriggerMode mode() {
        return settings.mode();
    }

    /** Other thresholds: what is remembered stays, as far as the new windows keep it. */
    void adopt(Settings changed, LaneSettings laneSettings) {
        rules = which.restore(changed, symbol, rules.memory());
        settings = laneSettings;
    }

    Judgement judge(MarketEvent event, Evaluation evaluation, boolean backfilled) {
        long outcome = evaluation.outcome();
        if (outcome != TRIGGERED) {
            if (ledger.add(outcome, evaluation, event) && !backfilled) {
                consider(event, evaluation);
            }
            if (disarmed != 0 && event instanceof MarkPriceUpdated && !(evaluation.nearness() >= settings.rearm())) {
                disarmed = 0;
            }
            return new Judgement(event, evaluation, null, null);
        }
        Reason heldBy = heldBy(event, evaluation, backfilled);
        ledger.add(heldBy == null ? outcome : heldBy.bit(), evaluation, event);
        return heldBy == null ? fire(event, evaluation) : new Judgement(event, evaluation, null, heldBy);
    }

    private @Nullable Reason heldBy(MarketEvent event, Evaluation evaluation, boolean backfilled) {
        if (!Plausible.prices(event)) {
            return Reason.IMPLAUSIBLE_DATA;
        }
        if (backfilled) {
            return Reason.BACKFILLED;
        }
        if (settings.mode() != TriggerMode.EVENT && !(evaluation instanceof StartedByMode)) {
            return Reason.TRIGGER_MODE;
        }
        Long last = lastTriggers.get(evaluation.rule());
        if (last != null && event.occurredAt().toEpochMilli() - last < settings.cooldownMillis()) {
            return Reason.COOLDOWN;
        }
        return onceAMove(event, evaluation) && (disarmed & bit(heading(event, evaluation))) != 0
                ? Reason.NOT_REARMED
                : null;
    }

    private boolean onceAMove(MarketEvent event, Evaluation evaluation) {
        return settings.rearm() < 1
                && event instanceof MarkPriceUpdated
                && !rules.firesOnceAMove()
                && !(evaluation instanceof StartedByMode);
    }

    private Judgement fire(MarketEvent event, Evaluation evaluation) {
        Grade.Heading heading = heading(event, evaluation);
        String rule = evaluation.rule();
        lastTriggers.put(rule, event.occurredAt().toEpochMilli());
        if (onceAMove(event, evaluation)) {
            disarmed = bit(heading); // a reversal is another move, and so is the way back
        }
        firedInInterval.add(rule);
        String missed = nearMisses.remove(rule);
        if (missed != null) {
            grader.forget(missed);
        }
        Trigger trigger = settings.trading() ? Triggers.of(symbol, which.family(), event, evaluation) : null;
        grader.follow(subject(event, evaluation, heading, Grade.Kind.TRIGGER, trigger));
        return new Judgement(event, evaluation, trigger, null);
    }

    /** The nearest miss of the interval takes the place of the one before. */
    private void consider(MarketEvent event, Evaluation evaluation) {
        if (evaluation.nearness() < settings.nearMiss()
                || !Plausible.prices(event)
                || firedInInterval.contains(evaluation.rule())) {
            return;
        }
        String before = nearMisses.remove(evaluation.rule());
        if (before != null) {
            grader.forget(before);
        }
        if (grader.open(Grade.Kind.NEAR_MISS) < NEAR_MISSES_AT_MOST) {
            var subject = subject(event, evaluation, heading(event, evaluation), Grade.Kind.NEAR_MISS, null);
            nearMisses.put(evaluation.rule(), subject.subjectId());
            grader.follow(subject);
        }
    }

    private GradedMove subject(
            MarketEvent event,
            Evaluation evaluation,
            Grade.Heading heading,
            Grade.Kind kind,
            @Nullable Trigger trigger) {
        return new GradedMove(
                GradedMove.subjectId(which.ruleSet(), evaluation.rule(), event.eventId()),
                symbol,
                which.ruleSet(),
                evaluation.rule(),
                kind,
                settings.trading(),
                trigger == null ? null : trigger.triggerId(),
                event.occurredAt(),
                Triggers.priceOf(event),
                heading,
                GradedMove.nearness(evaluation.nearness()),
                settings.version());
    }

    private static Grade.Heading heading(MarketEvent event, Evaluation evaluation) {
        BigDecimal from = Triggers.origin(event, evaluation);
        return from == null
                ? Grade.Heading.UP
                : Grade.Heading.of(Triggers.priceOf(event).value().compareTo(from));
    }

    private static int bit(Grade.Heading heading) {
        return heading == Grade.Heading.UP ? UP : DOWN;
    }

    /** The interval has ended. @return nothing when nothing was judged or set aside in it */
    EvaluationRecord.@Nullable Totals endInterval(long fromMillis, boolean trading, Map<String, Long> unjudged) {
        nearMisses.clear();
        firedInInterval.clear();
        return ledger.isEmpty() && unjudged.isEmpty()
                ? null
                : ledger.close(symbol, which.ruleSet(), trading, fromMillis, settings.version(), unjudged);
    }
}
