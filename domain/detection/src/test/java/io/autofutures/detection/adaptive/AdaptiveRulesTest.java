package io.autofutures.detection.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.autofutures.detection.Evaluation;
import io.autofutures.detection.MarketEvents;
import io.autofutures.detection.Reason;
import io.autofutures.detection.RuleSet;
import io.autofutures.detection.RuleSets;
import io.autofutures.model.settings.Settings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AdaptiveRulesTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    /** Alternating steps of 0.01 % a second: the usual deviation is 0.01 % × √seconds. */
    private static final int CALM_SECONDS = 1_200;

    private final RuleSet rules = rules(Map.of("ADAPTIVE_MIN_MOVE_PCT", "0.05"));

    private static RuleSet rules(Map<String, String> settings) {
        return RuleSets.ADAPTIVE.create(Settings.of(settings), MarketEvents.SYMBOL);
    }

    private Evaluation mark(double second, String price) {
        return rules.onMark(START.plusMillis(Math.round(second * 1_000)), new BigDecimal(price));
    }

    private void calm(int seconds) {
        for (int second = 0; second < seconds; second++) {
            mark(second, second % 2 == 0 ? "100.00" : "100.01");
        }
    }

    @Test
    void saysWhyNothingCanBeJudgedYet() {
        assertThat(mark(0, "100").reasons()).containsExactly(Reason.INSUFFICIENT_SAMPLES);
        assertThat(mark(1, "100.01").reasons()).containsExactly(Reason.VOLATILITY_UNKNOWN);
        assertThat(rules.onMark(START, null).reasons()).containsExactly(Reason.MISSING_PRICE);
        assertThat(mark(2, "0").reasons()).containsExactly(Reason.INVALID_REFERENCE_PRICE);
        assertThat(mark(3, "-1").reasons()).containsExactly(Reason.INVALID_REFERENCE_PRICE);
    }

    @Test
    void measuresInTheSymbolsOwnDeviations() {
        calm(CALM_SECONDS);

        var usual = (MoveEvaluation) mark(CALM_SECONDS, "100.00");

        assertThat(usual.reasons()).containsExactly(Reason.MOVE_WITHIN_NOISE, Reason.MOVE_BELOW_FLOOR);
        assertThat(usual.deviation()).isCloseTo(0.0001 * Math.sqrt(10), within(1e-6));
        assertThat(usual.nearness()).isBetween(0.0, 0.2);
    }

    @Test
    void anUnusualMoveFiresOnceUntilItHasCalmedDown() {
        calm(CALM_SECONDS);

        Evaluation burst = mark(CALM_SECONDS, "100.30");
        assertThat(burst.triggered()).isTrue();
        assertThat(burst.nearness()).isGreaterThan(1);
        assertThat(burst.values()).containsEntry("base_price", "100.00").containsEntry("delta_pct", "0.3000");
        assertThat(mark(CALM_SECONDS + 1, "100.31").reasons()).containsExactly(Reason.NOT_REARMED);

        int second = CALM_SECONDS + 2;
        for (; second < CALM_SECONDS + 60; second++) {
            assertThat(mark(second, "100.31").triggered()).isFalse();
        }
        assertThat(mark(second, "100.70").triggered()).as("the next move").isTrue();
    }

    @Test
    void aReversalIsAnotherMove() {
        calm(CALM_SECONDS);

        assertThat(mark(CALM_SECONDS, "100.30").triggered()).isTrue();
        assertThat(mark(CALM_SECONDS + 1, "99.70").triggered()).isTrue();
        assertThat(mark(CALM_SECONDS + 2, "99.69").reasons()).containsExactly(Reason.NOT_REARMED);
    }

    @Test
    void aSpikeAndReturnInsideTheWindowIsSeenFromItsExtreme() {
        calm(CALM_SECONDS);
        mark(CALM_SECONDS, "99.97");

        Evaluation back = mark(CALM_SECONDS + 1, "100.30");

        assertThat(back.triggered()).isTrue();
        assertThat(back.values()).containsEntry("base_price", "99.97");
    }

    @Test
    void aWildSymbolNeedsALargerMove() {
        for (int second = 0; second < CALM_SECONDS; second++) {
            mark(second, second % 2 == 0 ? "100.0" : "100.1");
        }

        assertThat(mark(CALM_SECONDS, "100.4").reasons()).containsExactly(Reason.MOVE_WITHIN_NOISE);
    }

    @Test
    void aTinyMoveOfASleepingSymbolIsBelowTheFloor() {
        for (int second = 0; second < CALM_SECONDS; second++) {
            mark(second, "100");
        }

        assertThat(mark(CALM_SECONDS, "100.04").reasons()).containsExactly(Reason.MOVE_BELOW_FLOOR);
        assertThat(mark(CALM_SECONDS + 1, "100.06").triggered()).isTrue();
    }

    @Test
    void oneBurstHardlyRaisesWhatIsUsual() {
        calm(CALM_SECONDS);
        double before = ((MoveEvaluation) mark(CALM_SECONDS, "100.00")).deviation();

        mark(CALM_SECONDS + 1, "103.00");
        double after = ((MoveEvaluation) mark(CALM_SECONDS + 2, "103.00")).deviation();

        assertThat(after / before).isLessThan(1.02);
    }

    @Test
    void aSurgeStandsOutOfTheMedianAndDoesNotHideTheNext() {
        for (int minute = 0; minute < 60; minute++) {
            Evaluation judged = candle(minute, minute % 2 == 0 ? "100.05" : "100.06", 1_000 + minute % 7 * 50);
            assertThat(judged.triggered()).isFalse();
        }

        assertThat(candle(60, "100.90", 9_000).triggered()).isTrue();
        assertThat(candle(61, "100.80", 8_000).reasons()).containsExactly(Reason.NOT_REARMED);
        assertThat(candle(62, "100.05", 1_000).triggered()).isFalse();
        assertThat(candle(63, "100.90", 9_000).triggered()).as("a later surge").isTrue();
    }

    @Test
    void volumeAloneWithoutRangeIsNoMove() {
        for (int minute = 0; minute < 60; minute++) {
            candle(minute, minute % 2 == 0 ? "100.15" : "100.16", 1_000);
        }

        assertThat(candle(60, "100.12", 50_000).reasons())
                .containsExactly(Reason.RANGE_WITHIN_NOISE, Reason.VOLUME_WITHIN_NOISE);
        assertThat(candle(61, "100.17", 50_000).triggered()).isTrue();
    }

    @Test
    void saysThatThereIsNoBaselineYet() {
        assertThat(candle(0, "100.5", 1_000).reasons()).containsExactly(Reason.BASELINE_UNAVAILABLE);
        assertThat(rules.onOpen().reasons()).containsExactly(Reason.CANDLE_NOT_CLOSED);
    }

    private Evaluation candle(int minute, String high, int volume) {
        return rules.onClosed(MarketEvents.kline(minute, "100", high, "100", "100", Integer.toString(volume)));
    }

    /** A checkpoint anywhere changes nothing that comes after it. */
    @Property(tries = 50)
    void goesOnFromACheckpointAsIfNothingHadHappened(
            @ForAll @LongRange(min = 1) long seed, @ForAll @IntRange(max = 400) int cut) {
        var settings =
                Settings.of(Map.of("ADAPTIVE_MIN_MOVE_PCT", "0.05", "ADAPTIVE_MOVE_Z", "2", "ADAPTIVE_SURGE_Z", "2"));
        RuleSet whole = RuleSets.ADAPTIVE.create(settings, MarketEvents.SYMBOL);
        RuleSet parts = RuleSets.ADAPTIVE.create(settings, MarketEvents.SYMBOL);
        var expected = new ArrayList<Evaluation>();
        var seen = new ArrayList<Evaluation>();
        var random = new Random(seed);
        double price = 100;
        for (int i = 0; i < 400; i++) {
            if (i == cut) {
                parts = RuleSets.ADAPTIVE.restore(settings, MarketEvents.SYMBOL, parts.memory());
            }
            price *= 1 + random.nextGaussian() * 0.0005;
            var exact = BigDecimal.valueOf(price).setScale(2, RoundingMode.HALF_UP);
            Instant at = START.plusMillis(i * 900L + random.nextInt(300));
            expected.add(whole.onMark(at, exact));
            seen.add(parts.onMark(at, exact));
            if (i % 4 == 0) {
                var candle = MarketEvents.kline(
                        i,
                        "100",
                        exact.max(BigDecimal.valueOf(100)).toPlainString(),
                        "99.9",
                        "100",
                        Integer.toString(1 + random.nextInt(5_000)));
                expected.add(whole.onClosed(candle));
                seen.add(parts.onClosed(candle));
            }
        }
        assertThat(seen).isEqualTo(expected);
    }

    /** The running extremes are those of the whole window. */
    @Property(tries = 100)
    void extremesAreThoseOfTheWindow(@ForAll List<@IntRange(min = 1, max = 50) Integer> prices) {
        var extremes = new Extremes();
        for (int i = 0; i < prices.size(); i++) {
            extremes.append(new Extremes.Sample(i, BigDecimal.valueOf(prices.get(i))));
            extremes.dropBefore(i - 10L);
            var left = prices.subList(Math.max(0, i - 10), i + 1);
            assertThat(extremes.lowest().price().intValue())
                    .isEqualTo(left.stream().mapToInt(Integer::intValue).min().orElseThrow());
            assertThat(extremes.highest().price().intValue())
                    .isEqualTo(left.stream().mapToInt(Integer::intValue).max().orElseThrow());
        }
    }
}
