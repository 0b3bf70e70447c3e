package io.autofutures.detection;

import static io.autofutures.detection.MarketEvents.START;
import static io.autofutures.detection.MarketEvents.SYMBOL;
import static io.autofutures.detection.MarketEvents.mark;
import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.json.Json;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.trade.EvaluationRecord.Outcome;
import io.autofutures.model.trade.EvaluationRecord.Totals;
import io.autofutures.model.trade.Grade;
import io.autofutures.model.trade.Trigger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The ledger, the grades and the rule set beside the one that trades. */
class SideBySideTest {
    private static final Settings BOTH = Settings.of(Map.of("SHADOW_RULES", "adaptive", "GRADE_NEAR_MISS", "0.4"));

    /** What a run published. */
    private record Told(
            List<Trigger> triggers, Map<String, Totals> totals, Map<String, Grade> grades, List<Judgement> judged) {
        Told() {
            this(new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
        }

        void by(SymbolDetector detector, List<? extends MarketEvent> events) {
            for (MarketEvent event : events) {
                for (Judgement judgement : detector.on(event)) {
                    judged.add(judgement);
                    if (judgement.trigger() != null) {
                        triggers.add(judgement.trigger());
                    }
                }
                detector.takeTotals().forEach(each -> totals.put(each.recordId(), each));
                detector.takeGrades().forEach(each -> grades.put(each.gradeId(), each));
            }
        }

        void isTheSameAs(Told other) {
            assertThat(triggers).isEqualTo(other.triggers);
            assertThat(totals).isEqualTo(other.totals);
            assertThat(grades).isEqualTo(other.grades);
        }
    }

    @Property(tries = 20, seed = "20261122")
    void outcomesAddUpToEvaluationsAndThoseToWhatWasJudged(@ForAll long seed) {
        var told = told(whole(seed));

        for (Totals totals : told.totals().values()) {
            assertThat(totals.outcomes().stream().mapToLong(Outcome::count).sum())
                    .isEqualTo(totals.evaluations());
            assertThat(totals.outcomes()).doesNotHaveDuplicates();
        }
        Totals last = List.copyOf(told.totals().values()).getLast();
        var end = last.from().plusSeconds(last.seconds());
        long before = told.judged().stream()
                .filter(judgement -> judgement.event().occurredAt().isBefore(end))
                .count();
        assertThat(evaluations(told, "classic/1")).isEqualTo(before);
        assertThat(evaluations(told, "adaptive/1")).isEqualTo(before);
        assertThat(told.triggers()).isNotEmpty();
        assertThat(triggered(told, "classic/1"))
                .isEqualTo(told.triggers().stream()
                        .filter(trigger -> trigger.occurredAt().isBefore(end))
                        .count());
        assertThat(told.grades().values()).extracting(Grade::kind).contains(Grade.Kind.TRIGGER, Grade.Kind.NEAR_MISS);
    }

    /** Also in the middle of an interval, with moves that wait for their grade. */
    @Property(tries = 40, seed = "20261122")
    void aRestartAnywhereTellsTheSame(@ForAll long seed, @ForAll @IntRange(min = 0, max = 2_000) int cut) {
        List<MarketEvent> events = whole(seed);
        var split = new Told();
        var before = new SymbolDetector(SYMBOL, BOTH);
        split.by(before, events.subList(0, cut));
        String saved = Json.mapper().writeValueAsString(before.state());
        var after = SymbolDetector.restore(SYMBOL, BOTH, Json.mapper().readTree(saved));
        split.by(after, events.subList(cut, events.size()));

        split.isTheSameAs(told(events));
    }

    @Property(tries = 20, seed = "20261122")
    void deliveringEveryEventTwiceChangesNothing(@ForAll long seed) {
        List<MarketEvent> events = whole(seed);
        var twice = events.stream()
                .<MarketEvent>mapMulti((event, out) -> {
                    out.accept(event);
                    out.accept(event);
                })
                .toList();

        told(twice).isTheSameAs(told(events));
    }

    @Property(tries = 10, seed = "20261122")
    void theOneBesideChangesNothingOfTheOneThatTrades(@ForAll long seed) {
        List<MarketEvent> events = whole(seed);
        var alone = new Told();
        alone.by(new SymbolDetector(SYMBOL, Settings.of(Map.of("GRADE_NEAR_MISS", "0.4"))), events);
        var both = told(events);

        assertThat(both.triggers()).isEqualTo(alone.triggers());
        both.totals().values().removeIf(totals -> !totals.trading());
        both.grades().values().removeIf(grade -> !grade.trading());
        assertThat(both.totals()).isEqualTo(alone.totals());
        assertThat(both.grades()).isEqualTo(alone.grades());
    }

    @Test
    void theOneBesideIsGradedForWhatItWouldHaveDone() {
        var told = new Told();
        var detector = new SymbolDetector(SYMBOL, Settings.of(Map.of("RULES", "adaptive", "SHADOW_RULES", "classic")));
        var events = new ArrayList<MarketEvent>();
        events.add(mark(0, "100"));
        events.add(mark(1, "101"));
        for (int second = 2; second < 70; second++) {
            events.add(mark(second, "101.5"));
        }
        told.by(detector, events);

        assertThat(told.triggers()).isEmpty();
        Grade grade = told.grades().values().iterator().next();
        assertThat(grade.trading()).isFalse();
        assertThat(grade.triggerId()).isNull();
        assertThat(grade.ruleSet()).isEqualTo("classic/1");
        assertThat(grade.kind()).isEqualTo(Grade.Kind.TRIGGER);
        assertThat(grade.heading()).isEqualTo(Grade.Heading.UP);
        assertThat(grade.bestPct()).isEqualTo("0.4950");
    }

    @Test
    void theNearestMissOfAnIntervalIsGradedUnlessTheRuleFiredInIt() {
        var told = new Told();
        var detector = new SymbolDetector(SYMBOL, Settings.of(Map.of("MP_DELTA_PCT", "1", "MP_WINDOW_SEC", "5")));
        var events = new ArrayList<MarketEvent>();
        events.add(mark(0, "100"));
        events.add(mark(3, "100.85"));
        events.add(mark(20, "100"));
        events.add(mark(22, "99.1"));
        events.add(mark(60, "100"));
        events.add(mark(62, "100.9"));
        events.add(mark(65, "102"));
        for (int second = 70; second < 200; second += 5) {
            events.add(mark(second, "102"));
        }
        told.by(detector, events);

        assertThat(told.grades().values())
                .filteredOn(grade -> grade.kind() == Grade.Kind.NEAR_MISS)
                .extracting(Grade::occurredAt)
                .containsOnly(START.plusSeconds(22));
        assertThat(told.grades().values())
                .filteredOn(grade -> grade.kind() == Grade.Kind.TRIGGER)
                .extracting(Grade::occurredAt)
                .containsOnly(START.plusSeconds(65));
        Totals first = told.totals().values().iterator().next();
        assertThat(first.nearest().getFirst().occurredAt()).isEqualTo(START.plusSeconds(22));
        assertThat(first.nearest().getFirst().nearness()).isEqualTo("0.900");
        assertThat(first.last().getFirst().reasons()).containsExactly("delta_below_threshold");
        assertThat(first.last().getFirst().values()).containsEntry("threshold_pct", "1");
        assertThat(first.outcomes())
                .containsExactlyInAnyOrder(
                        new Outcome("mark", List.of("delta_below_threshold"), 2),
                        new Outcome("mark", List.of("insufficient_samples"), 2));
    }

    private static long evaluations(Told told, String ruleSet) {
        return told.totals().values().stream()
                .filter(totals -> totals.ruleSet().equals(ruleSet))
                .mapToLong(Totals::evaluations)
                .sum();
    }

    private static long triggered(Told told, String ruleSet) {
        return told.totals().values().stream()
                .filter(totals -> totals.ruleSet().equals(ruleSet))
                .flatMap(totals -> totals.outcomes().stream())
                .filter(outcome -> outcome.reasons().equals(List.of("triggered")))
                .mapToLong(Outcome::count)
                .sum();
    }

    private static Told told(List<MarketEvent> events) {
        var told = new Told();
        told.by(new SymbolDetector(SYMBOL, BOTH), events);
        return told;
    }

    /** Half an hour of marks with jumps, growing and closed candles. */
    private static List<MarketEvent> whole(long seed) {
        var random = new Random(seed);
        var events = new ArrayList<MarketEvent>();
        int cents = 10_000;
        int high = cents;
        int low = cents;
        for (int second = 0; events.size() < 2_000; second++) {
            cents += random.nextInt(40) == 0 ? random.nextInt(-60, 61) : random.nextInt(-3, 4);
            high = Math.max(high, cents);
            low = Math.min(low, cents);
            events.add(mark(second, price(cents)));
            var candle = MarketEvents.kline(
                    second / 60, price(low), price(high), price(low), price(cents), "" + random.nextInt(900, 2_100));
            if (second % 60 == 59) {
                events.add(MarketEvents.closed(candle));
                high = cents;
                low = cents;
            } else if (second % 5 == 0) {
                events.add(MarketEvents.open(candle, START.plusSeconds(second)));
            }
        }
        return events;
    }

    private static String price(int cents) {
        return "%d.%02d".formatted(cents / 100, cents % 100);
    }
}
