package io.autofutures.detection;

import static io.autofutures.detection.MarketEvents.SYMBOL;
import static io.autofutures.detection.MarketEvents.backfilled;
import static io.autofutures.detection.MarketEvents.gapClosed;
import static io.autofutures.detection.MarketEvents.gapOpened;
import static io.autofutures.detection.MarketEvents.kline;
import static io.autofutures.detection.MarketEvents.mark;
import static io.autofutures.detection.MarketEvents.quiet;
import static io.autofutures.detection.MarketEvents.wild;
import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.json.Json;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.trade.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SymbolDetectorTest {
    private final SymbolDetector detector = new SymbolDetector(SYMBOL, Settings.defaults());

    @Test
    void firesWithTheEventsItRestsOn() {
        detector.on(mark(0, "100"));

        Trigger trigger = only(detector.on(mark(3, "99.5"))).trigger();

        assertThat(trigger).isNotNull();
        assertThat(trigger.rule()).isEqualTo("mark");
        assertThat(trigger.ruleSet()).isEqualTo("classic");
        assertThat(trigger.eventIds())
                .containsExactly(mark(0, "1").eventId(), mark(3, "1").eventId());
        assertThat(trigger.values()).containsEntry("move_pct", "-0.5000").containsEntry("delta_pct", "0.5000");
        assertThat(trigger.price()).hasToString("99.5");
    }

    @Test
    void coolsDownInEventTimeAndSaysSo() {
        detector.on(mark(0, "100"));
        assertThat(only(detector.on(mark(1, "101"))).trigger()).isNotNull();

        var suppressed = only(detector.on(mark(8, "99")));
        assertThat(suppressed.evaluation().triggered()).isTrue();
        assertThat(suppressed.suppressedBy()).isEqualTo(Reason.COOLDOWN);
        assertThat(only(detector.on(mark(9, "98.9"))).trigger()).isNotNull();
    }

    @Test
    void oneMoveFiresOnce() {
        detector.on(mark(0, "100"));
        assertThat(only(detector.on(mark(1, "101"))).trigger()).isNotNull();

        assertThat(only(detector.on(mark(10, "102"))).suppressedBy()).isEqualTo(Reason.NOT_REARMED);
        detector.on(mark(19, "102"));
        assertThat(only(detector.on(mark(28, "102.1"))).trigger())
                .as("less than half of the threshold: calm again")
                .isNull();
        assertThat(only(detector.on(mark(29, "102.6"))).trigger()).isNotNull();
        assertThat(only(detector.on(mark(37, "101"))).trigger())
                .as("the way back is another move")
                .isNotNull();
    }

    @Test
    void withRearmAtOneAMoveFiresAgainAfterTheCooldown() {
        var predecessor = new SymbolDetector(SYMBOL, Settings.of(Map.of("TRIGGER_REARM", "1")));
        predecessor.on(mark(0, "100"));
        assertThat(only(predecessor.on(mark(1, "101"))).trigger()).isNotNull();

        assertThat(only(predecessor.on(mark(9, "102"))).trigger()).isNotNull();
    }

    @Test
    void aMarkTriggerLateInTheMinuteDoesNotSwallowTheCandles() {
        detector.on(mark(0, "100"));
        assertThat(only(detector.on(mark(59, "100"))).trigger()).isNull();
        assertThat(only(detector.on(mark(60, "101"))).trigger()).isNotNull();

        assertThat(only(detector.on(wild(0))).trigger()).isNotNull();
    }

    @Test
    void dropsWhatIsNotNewer() {
        detector.on(mark(5, "100"));

        assertThat(detector.on(mark(5, "200"))).isEmpty();
        assertThat(detector.on(mark(4, "200"))).isEmpty();
        detector.on(quiet(0));
        assertThat(detector.on(backfilled(quiet(0)))).isEmpty();
        assertThat(detector.on(MarketEvents.open(quiet(0).kline(), quiet(0).occurredAt())))
                .isEmpty();
        assertThat(detector.repeats()).isEqualTo(3);
    }

    @Test
    void aBackfilledCandleJoinsTheHistoryAndStartsNothing() {
        detector.on(quiet(0));

        var judged = only(detector.on(backfilled(wild(1))));

        assertThat(judged.evaluation().triggered()).isTrue();
        assertThat(judged.trigger()).isNull();
        assertThat(judged.suppressedBy()).isEqualTo(Reason.BACKFILLED);
        assertThat(only(detector.on(wild(2))).trigger()).isNotNull();
    }

    @Test
    void aCandleBehindAHoleWaitsForTheMissingOnes() {
        detector.on(quiet(0));
        detector.on(gapOpened(70));

        assertThat(detector.on(wild(3))).isEmpty();
        assertThat(minutes(detector.on(backfilled(quiet(1))))).containsExactly(1L);
        var released = detector.on(backfilled(quiet(2)));
        assertThat(minutes(released)).containsExactly(2L, 3L);
        assertThat(released.getLast().trigger()).isNotNull();
    }

    @Test
    void theEndOfAGapReleasesWhatWaits() {
        detector.on(quiet(0));
        detector.on(quiet(3));

        assertThat(minutes(detector.on(gapClosed(3 * 60 + 59)))).containsExactly(3L);
        assertThat(minutes(detector.on(quiet(4)))).containsExactly(4L);
    }

    @Test
    void afterTheEndOfAGapTheNextCandleNeedsNoPredecessor() {
        detector.on(quiet(0));
        detector.on(gapOpened(70));
        detector.on(gapClosed(5 * 60 + 10));

        assertThat(minutes(detector.on(quiet(5)))).containsExactly(5L);
    }

    @Test
    void atTheFirstStartLiveCandlesWaitForTheBackfill() {
        detector.on(gapOpened(0));
        assertThat(detector.on(quiet(2))).isEmpty();
        detector.on(backfilled(quiet(0)));

        assertThat(minutes(detector.on(backfilled(quiet(1))))).containsExactly(1L, 2L);
    }

    @Test
    void waitingIsBounded() {
        detector.on(quiet(0));
        var judged = new ArrayList<Judgement>();
        for (int minute = 2; minute < 2 + CandleSequence.PARKED_AT_MOST + 1; minute++) {
            judged.addAll(detector.on(quiet(minute)));
        }

        assertThat(judged).hasSize(CandleSequence.PARKED_AT_MOST + 1);
    }

    @Property(tries = 40, seed = "20261122")
    void aRestartAnywhereRepeatsEveryTrigger(@ForAll long seed, @ForAll @IntRange(min = 0, max = 400) int cut) {
        List<MarketEvent> events = wildDay(seed);
        List<Trigger> whole = triggers(new SymbolDetector(SYMBOL, Settings.defaults()), events);

        var before = new SymbolDetector(SYMBOL, Settings.defaults());
        var split = new ArrayList<>(triggers(before, events.subList(0, cut)));
        String text = Json.mapper().writeValueAsString(before.state());
        var after = SymbolDetector.restore(
                SYMBOL, Settings.defaults(), Json.mapper().readTree(text));
        split.addAll(triggers(after, events.subList(cut, events.size())));

        assertThat(split).isEqualTo(whole);
        assertThat(whole).isNotEmpty();
    }

    @Property(tries = 20, seed = "20261122")
    void deliveringEveryEventTwiceChangesNothing(@ForAll long seed) {
        List<MarketEvent> events = wildDay(seed);
        var twice = events.stream()
                .<MarketEvent>mapMulti((event, out) -> {
                    out.accept(event);
                    out.accept(event);
                })
                .toList();

        assertThat(triggers(new SymbolDetector(SYMBOL, Settings.defaults()), twice))
                .isEqualTo(triggers(new SymbolDetector(SYMBOL, Settings.defaults()), events));
    }

    @Test
    void settingsOfASymbolOverrideTheCommonOnes() {
        var tight =
                new SymbolDetector(SYMBOL, Settings.of(Map.of("MP_DELTA_PCT", "50", "MP_DELTA_PCT@" + SYMBOL, "0.01")));
        tight.on(mark(0, "100"));

        assertThat(only(tight.on(mark(1, "100.02"))).trigger()).isNotNull();
    }

    /** Marks each second with jumps, a candle each minute, some late, some back-filled, with gap marks. */
    private static List<MarketEvent> wildDay(long seed) {
        var random = new Random(seed);
        var events = new ArrayList<MarketEvent>();
        int cents = 10_000;
        KlineUpdated late = null;
        for (int second = 0; events.size() < 450; second++) {
            cents += random.nextInt(10) == 0 ? random.nextInt(-80, 81) : random.nextInt(-3, 4);
            events.add(mark(second, "%d.%02d".formatted(cents / 100, cents % 100)));
            if (second % 5 == 4) {
                int minute = second / 5;
                KlineUpdated candle = random.nextInt(4) == 0
                        ? wild(minute)
                        : MarketEvents.closed(
                                kline(minute, "0.31", "0.311", "0.31", "0.31", "" + random.nextInt(500, 2_500)));
                if (late == null && random.nextInt(6) == 0) {
                    late = candle;
                    events.add(gapOpened(second));
                } else {
                    events.add(candle);
                    if (late != null && random.nextInt(3) == 0) {
                        events.add(backfilled(late));
                        events.add(gapClosed(minute * 60L));
                        late = null;
                    }
                }
            }
        }
        return events;
    }

    private static List<Trigger> triggers(SymbolDetector detector, List<MarketEvent> events) {
        return events.stream()
                .flatMap(event -> detector.on(event).stream())
                .map(Judgement::trigger)
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<Long> minutes(List<Judgement> judged) {
        return judged.stream()
                .map(judgement -> ((KlineUpdated) judgement.event()).kline().openAt())
                .map(openAt -> minuteOf(openAt))
                .toList();
    }

    private static long minuteOf(Instant openAt) {
        return (openAt.getEpochSecond() - MarketEvents.START.getEpochSecond()) / 60;
    }

    private static Judgement only(List<Judgement> judged) {
        assertThat(judged).hasSize(1);
        return judged.getFirst();
    }
}
