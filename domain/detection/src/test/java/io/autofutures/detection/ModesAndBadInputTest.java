package io.autofutures.detection;

import static io.autofutures.detection.MarketEvents.START;
import static io.autofutures.detection.MarketEvents.SYMBOL;
import static io.autofutures.detection.MarketEvents.backfilled;
import static io.autofutures.detection.MarketEvents.mark;
import static io.autofutures.detection.MarketEvents.quiet;
import static io.autofutures.detection.MarketEvents.wild;
import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.json.Json;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.Price;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.trade.EvaluationRecord.Totals;
import io.autofutures.model.trade.Trigger;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class ModesAndBadInputTest {
    @Test
    void inModeKlineEveryLiveCandleStartsARun() {
        var detector = new SymbolDetector(SYMBOL, Settings.of(Map.of("LOOP_TRIGGER", "kline")));

        assertThat(triggers(detector, mark(0, "100"), mark(1, "101"))).isEmpty();
        assertThat(triggers(detector, backfilled(quiet(0)))).isEmpty();
        List<Trigger> started = triggers(detector, quiet(1), wild(2));

        assertThat(started).extracting(Trigger::rule).containsExactly("close", "close");
        assertThat(started.getFirst().values())
                .containsEntry("verdict", "range_below_threshold volume_below_threshold")
                .containsEntry("move_pct", "0.0000");
        assertThat(started.getLast().values()).containsEntry("verdict", "triggered");
    }

    @Test
    void inModeTimerTheFirstMarkOfEachIntervalStartsARun() {
        var detector =
                new SymbolDetector(SYMBOL, Settings.of(Map.of("LOOP_TRIGGER", "timer", "LOOP_INTERVAL_SEC", "20")));
        var events = new ArrayList<MarketEvent>();
        for (int second = 3; second < 65; second++) {
            events.add(mark(second, second == 30 ? "104" : "100"));
        }

        List<Trigger> started = triggers(detector, events.toArray(MarketEvent[]::new));

        assertThat(started).extracting(Trigger::rule).containsOnly("timer");
        assertThat(started)
                .extracting(Trigger::occurredAt)
                .containsExactly(START.plusSeconds(20), START.plusSeconds(40), START.plusSeconds(60));
    }

    @Test
    void aVerdictThatTheModeHoldsBackIsCountedAsSuch() {
        var detector = new SymbolDetector(SYMBOL, Settings.of(Map.of("LOOP_TRIGGER", "kline")));
        triggers(detector, mark(0, "100"), mark(1, "101"), mark(60, "101"));

        Totals totals = detector.takeTotals().getFirst();
        assertThat(totals.outcomes())
                .anySatisfy(outcome -> assertThat(outcome.reasons()).containsExactly("trigger_mode"));
    }

    @Test
    void aNewThresholdKeepsTheWindow() {
        var detector = new SymbolDetector(SYMBOL, Settings.of(Map.of("MP_DELTA_PCT", "50")));
        triggers(detector, mark(0, "100"), mark(1, "100.5"));

        detector.adopt(Settings.of(Map.of("MP_DELTA_PCT", "0.9"), 7));
        List<Trigger> fired = triggers(detector, mark(2, "101"));

        assertThat(fired).hasSize(1);
        assertThat(fired.getFirst().values()).containsEntry("base_price", "100").containsEntry("move_ms", "2000");
    }

    @Test
    void aShorterWindowKeepsWhatStillFits() {
        var detector = new SymbolDetector(SYMBOL, Settings.of(Map.of("MP_DELTA_PCT", "50")));
        triggers(detector, mark(0, "90"), mark(5, "100"));

        detector.adopt(Settings.of(Map.of("MP_DELTA_PCT", "0.9", "MP_WINDOW_SEC", "4")));

        assertThat(triggers(detector, mark(7, "101")).getFirst().values()).containsEntry("base_price", "100");
    }

    @Test
    void otherRulesKeepTheCandleSequenceTheOpenIntervalAndWhatIsGraded() {
        var detector = new SymbolDetector(SYMBOL, Settings.defaults());
        triggers(detector, mark(0, "100"), mark(1, "101"), quiet(0), mark(61, "101"));
        detector.takeTotals();
        int repeats = (int) detector.repeats();

        detector.adopt(Settings.of(Map.of("RULES", "adaptive"), 3));
        triggers(detector, quiet(0), mark(62, "101"));
        assertThat(detector.repeats()).isEqualTo(repeats + 1L);
        assertThat(detector.ruleSet()).isEqualTo("adaptive/1");
        detector.adopt(Settings.of(Map.of(), 4));
        triggers(detector, mark(63, "101"), mark(120, "101"));

        assertThat(detector.takeTotals())
                .satisfiesExactly(
                        classic -> {
                            assertThat(classic.ruleSet()).isEqualTo("classic/1");
                            assertThat(classic.evaluations())
                                    .as("of before and after")
                                    .isEqualTo(3);
                            assertThat(classic.settingsVersion()).isEqualTo(4);
                        },
                        adaptive -> {
                            assertThat(adaptive.ruleSet()).isEqualTo("adaptive/1");
                            assertThat(adaptive.trading()).isFalse();
                            assertThat(adaptive.evaluations()).isEqualTo(1);
                        });
        assertThat(detector.takeGrades()).extracting(grade -> grade.gradeId()).hasSize(1);
    }

    @Test
    void aTimeFarAheadThatNothingFollowsIsSetAside() {
        var detector = new SymbolDetector(SYMBOL, Settings.defaults());
        triggers(detector, mark(0, "100"));

        assertThat(detector.on(mark(400_000, "200"))).isEmpty();
        assertThat(detector.on(mark(400_000, "200"))).as("told twice").isEmpty();
        assertThat(detector.on(mark(1, "100.1"))).hasSize(1);
        triggers(detector, mark(60, "100"));

        assertThat(detector.takeTotals().getFirst().unjudged()).isEqualTo(Map.of("future", 1L));
    }

    @Test
    void afterASilenceTimeGoesOnAndNothingIsLost() {
        var detector = new SymbolDetector(SYMBOL, Settings.defaults());
        triggers(detector, mark(0, "100"), quiet(0));

        assertThat(detector.on(mark(7_200, "100"))).isEmpty();
        List<Trigger> fired = triggers(detector, mark(7_201, "101"));

        assertThat(fired).hasSize(1);
        assertThat(fired.getFirst().values()).containsEntry("base_price", "100");
    }

    @Test
    void timeThatGoesBackIsSetAside() {
        var detector = new SymbolDetector(SYMBOL, Settings.defaults());
        triggers(detector, mark(5, "100"));

        assertThat(detector.on(mark(4, "200"))).isEmpty();
        triggers(detector, mark(60, "100"));

        assertThat(detector.takeTotals().getFirst().unjudged()).isEqualTo(Map.of("late", 1L));
    }

    @Test
    void aCandleThatCannotBeStartsNothing() {
        var detector = new SymbolDetector(SYMBOL, Settings.defaults());
        triggers(detector, quiet(0));
        KlineUpdated good = wild(1);
        var opensLater = new KlineUpdated(SYMBOL, START.plusSeconds(61), wild(2).kline(), true, false);

        assertThat(detector.on(opensLater)).isEmpty();
        assertThat(triggers(detector, withPrices(good, null, "0.3131", "0.31", "0.31")))
                .isEmpty();
        assertThat(triggers(detector, withPrices(wild(2), "0.31", "0.32", "0.311", "0.31")))
                .as("the low is above the close")
                .isEmpty();
        assertThat(triggers(detector, wild(3))).hasSize(1);
    }

    @Test
    void aMarkWithoutAPriceIsAnOutcomeAndNeverATrigger() {
        var detector = new SymbolDetector(SYMBOL, Settings.of(Map.of("SHADOW_RULES", "adaptive")));
        var none = Json.mapper()
                .readValue(
                        "{\"kind\":\"mark-price-updated\",\"symbol\":\"ADAUSDT\",\"occurredAt\":"
                                + START.plusSeconds(1).toEpochMilli() + "}",
                        MarketEvent.class);
        triggers(detector, mark(0, "100"));

        assertThat(detector.on(none).getFirst().evaluation().reasons()).containsExactly(Reason.MISSING_PRICE);
    }

    /** Such a record never reaches the fold: it goes to the dead letters with the reason. */
    @ParameterizedTest
    @ValueSource(strings = {"NaN", "-1", "0", "Infinity", "abc", ""})
    void aPriceThatIsNoneCannotBeRead(String price) {
        String event = "{\"kind\":\"mark-price-updated\",\"symbol\":\"ADAUSDT\",\"occurredAt\":1,\"mark\":\"%s\"}"
                .formatted(price);

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Json.mapper().readValue(event, MarketEvent.class))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void theLineOfAMissShowsOnlyWhatItsReasonNeeds() {
        var detector = new SymbolDetector(SYMBOL, Settings.defaults());

        Evaluation first = detector.on(mark(0, "100")).getFirst().evaluation();
        assertThat(first.telling()).containsOnlyKeys("sample_count");
        Evaluation miss = detector.on(mark(1, "100.1")).getFirst().evaluation();
        assertThat(miss.telling()).containsOnlyKeys("delta_pct", "threshold_pct", "current_price", "base_price");
        detector.on(quiet(0));
        Evaluation candle = detector.on(quiet(1)).getFirst().evaluation();
        assertThat(candle.telling())
                .containsOnlyKeys(
                        "range_pct",
                        "range_threshold_pct",
                        "high",
                        "low",
                        "close",
                        "vol",
                        "avg_vol",
                        "vol_ratio",
                        "vol_mult");
    }

    private static KlineUpdated withPrices(KlineUpdated event, String open, String high, String low, String close) {
        Kline kline = event.kline();
        var other = new Kline(
                kline.interval(),
                kline.openAt(),
                kline.closeAt(),
                open == null ? null : Price.of(open),
                Price.of(high),
                Price.of(low),
                Price.of(close),
                new BigDecimal("9000"),
                null,
                1);
        return new KlineUpdated(SYMBOL, Instant.ofEpochMilli(kline.closeAt().toEpochMilli() + 1), other, true, false);
    }

    private static List<Trigger> triggers(SymbolDetector detector, MarketEvent... events) {
        return List.of(events).stream()
                .flatMap(event -> detector.on(event).stream())
                .map(Judgement::trigger)
                .filter(Objects::nonNull)
                .toList();
    }
}
