package io.autofutures.detection.replay.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.detection.RuleSets;
import io.autofutures.detection.replay.Recorded;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.Settings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TrialTest {
    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final TuneOptions OPTIONS = new TuneOptions(
            new BigDecimal("0.05"),
            new BigDecimal("0.05"),
            Duration.ofMinutes(1),
            new BigDecimal("1"),
            Duration.ofSeconds(10));

    @Test
    void countsATriggerWhosePriceWentFurtherThanTheCosts() {
        Trial trial = marks("2", "100", "103", "103.25", "103.1");

        assertThat(after(trial, 200).moved()).isEqualTo(1);
        assertThat(trial.result().held()).isZero();
        assertThat(trial.result().graded()).isEqualTo(3);
    }

    @Test
    void heldMeansStillThereAtTheEndOfTheTime() {
        Trial trial = marks("2", "100", "103", "104", "104");

        Trial.Result result = after(trial, 200, "104");

        assertThat(result.triggers()).isEqualTo(3);
        assertThat(result.moved()).isEqualTo(1);
        assertThat(result.held()).isEqualTo(1);
    }

    @Test
    void aTriggerNearTheEndIsNotGraded() {
        Trial.Result result = marks("2", "100", "103", "104").result();

        assertThat(result.triggers()).isEqualTo(2);
        assertThat(result.graded()).isZero();
    }

    @Test
    void aBurstIsMissedWhenNoTriggerIsNear() {
        String[] rise = {"100", "100.4", "100.8", "101.2", "101.6"};

        Trial.Result blind = after(marks("5", rise), 100, "101.6");
        Trial.Result awake = after(marks("1", rise), 100, "101.6");

        assertThat(blind.bursts()).isEqualTo(1);
        assertThat(blind.missed()).isEqualTo(1);
        assertThat(awake.bursts()).isEqualTo(1);
        assertThat(awake.missed()).isZero();
    }

    @Test
    void fallsAreBurstsToo() {
        assertThat(after(marks("5", "100", "99.4", "98.8"), 100, "98.8").bursts())
                .isEqualTo(1);
    }

    @Test
    void movesLessThanAWindowApartAreOneBurst() {
        Trial trial = marks("5", "100", "101.5", "100", "101.5", "100");

        assertThat(trial.result().bursts()).isEqualTo(1);
    }

    @Test
    void aMoveSlowerThanTheWindowIsNoBurst() {
        var trial = trial("5");
        for (int step = 0; step < 10; step++) {
            trial.on(mark(20 * step, BigDecimal.valueOf(100 + step).toPlainString()));
        }

        assertThat(trial.result().bursts()).isZero();
    }

    @Test
    void aCandleIsABurstByItsOwnRange() {
        var trial = new Trial(Settings.of(Map.of("KLINE_RANGE_PCT", "5")), BTC, RuleSets.CLASSIC, false, OPTIONS, true);
        trial.on(candle(0, "100", "100.1"));
        trial.on(candle(60_000, "100", "101.2"));
        trial.on(candle(120_000, "101.15", "101.2"));

        assertThat(trial.result().bursts()).isEqualTo(1);
        assertThat(trial.result().missed()).isEqualTo(1);
        assertThat(trial.observed().values())
                .extracting(Observed.Value::name)
                .containsExactly("range_pct", "vol_ratio");
    }

    @Test
    void percentilesAreNearestRanks() {
        var distribution = new Distribution();
        for (int value = 1; value <= 10; value++) {
            distribution.add(BigDecimal.valueOf(value));
        }

        assertThat(distribution.percentile(new BigDecimal("50"))).contains(BigDecimal.valueOf(5));
        assertThat(distribution.percentile(new BigDecimal("99.9"))).contains(BigDecimal.TEN);
        assertThat(distribution.reachedAtMost(3)).contains(BigDecimal.valueOf(8));
        assertThat(distribution.reachedAtMost(0.5)).isEmpty();
    }

    /** The quick way against the obvious one. */
    @Property(tries = 200)
    void gradesAsTheObviousWayDoes(@ForAll @Size(min = 2, max = 120) int @IntRange(min = 95, max = 105) [] prices) {
        var aftermath = new Aftermath(OPTIONS);
        long moved = 0;
        long held = 0;
        long graded = 0;
        for (int i = 0; i < prices.length; i++) {
            long at = 2_000L * i;
            aftermath.on(new PriceSample(at, at, prices[i], prices[i], prices[i]));
            aftermath.triggered(at, prices[i]);
            if (i + 31 < prices.length) {
                graded++;
                double costs = OPTIONS.costsPct().doubleValue() / 100;
                boolean beyond = false;
                for (int later = i + 1; later <= i + 30; later++) {
                    beyond |= prices[later] > prices[i] * (1 + costs) || prices[later] < prices[i] * (1 - costs);
                }
                moved += beyond ? 1 : 0;
                held += Math.abs((double) prices[i + 30] / prices[i] - 1) > costs ? 1 : 0;
            }
        }

        assertThat(aftermath.graded()).isEqualTo(graded);
        assertThat(aftermath.moved()).isEqualTo(moved);
        assertThat(aftermath.held()).isEqualTo(held);
    }

    private static Trial trial(String threshold) {
        return new Trial(Settings.of(Map.of("MP_DELTA_PCT", threshold)), BTC, RuleSets.CLASSIC, false, OPTIONS, false);
    }

    /** One a second. */
    private static Trial marks(String threshold, String... prices) {
        var trial = trial(threshold);
        for (int second = 0; second < prices.length; second++) {
            trial.on(mark(second, prices[second]));
        }
        return trial;
    }

    private static Trial.Result after(Trial trial, int second) {
        return after(trial, second, "103");
    }

    private static Trial.Result after(Trial trial, int second, String price) {
        trial.on(mark(second, price));
        return trial.result();
    }

    private static Recorded mark(int second, String price) {
        return new Recorded.Mark(Instant.ofEpochSecond(second), new BigDecimal(price));
    }

    private static Recorded candle(long openMillis, String low, String high) {
        return new Recorded.Candle(new Kline(
                "1m",
                Instant.ofEpochMilli(openMillis),
                Instant.ofEpochMilli(openMillis + 59_999),
                Price.of(low),
                Price.of(high),
                Price.of(low),
                Price.of(high),
                BigDecimal.TEN,
                null,
                1));
    }
}
