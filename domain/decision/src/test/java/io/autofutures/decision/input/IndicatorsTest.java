package io.autofutures.decision.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.autofutures.decision.Inputs;
import java.math.BigDecimal;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Compared with plain loops written from the definitions. */
class IndicatorsTest {
    private final List<Bar> bars = Inputs.walk(7, 300);
    private final double[] closes =
            bars.stream().mapToDouble(bar -> bar.close().doubleValue()).toArray();
    private final Indicators indicators = Indicators.of(bars);

    @Test
    void averagesFollowTheRecursion() {
        assertClose(indicators.ema20(), ema(closes, 20, 299));
        assertClose(indicators.ema50(), ema(closes, 50, 299));
        assertClose(indicators.ema200(), ema(closes, 200, 299));
        assertThat(indicators.ema20Change().doubleValue())
                .isCloseTo(ema(closes, 20, 299) - ema(closes, 20, 294), within(1e-6));
        assertThat(indicators.ema50Change().doubleValue())
                .isCloseTo(ema(closes, 50, 299) - ema(closes, 50, 289), within(1e-6));
    }

    @Test
    void relativeStrengthAndRangeUseWildersSmoothing() {
        double gain = 0;
        double loss = 0;
        double range = 0;
        for (int i = 1; i < closes.length; i++) {
            double change = closes[i] - closes[i - 1];
            gain += (Math.max(change, 0) - gain) / 14;
            loss += (Math.max(-change, 0) - loss) / 14;
            range += (trueRange(i) - range) / 14;
        }

        // the start of the smoothing has faded by (13/14)^285
        assertThat(indicators.rsi14().doubleValue()).isCloseTo(100 - 100 / (1 + gain / loss), within(1e-5));
        assertThat(indicators.atr14().doubleValue()).isCloseTo(range, within(1e-7));
    }

    @Test
    void macdIsTheDifferenceOfTwoAverages() {
        double macd = ema(closes, 12, 299) - ema(closes, 26, 299);

        assertThat(indicators.macd().doubleValue()).isCloseTo(macd, within(1e-7));
        assertThat(indicators.macdHistogram())
                .isEqualByComparingTo(indicators.macd().subtract(indicators.macdSignal()));
    }

    @Test
    void volumeAndPlainRangeAreMeansOfWhatThereIs() {
        var few = List.of(
                Inputs.bar(-3, "100", "101", "99", "100", "10"),
                Inputs.bar(-2, "102", "103", "102", "103", "30"),
                Inputs.bar(-1, "103", "104", "103", "104", "60"));

        Indicators of = Indicators.of(few);

        // true ranges 2, 3 (103 over the close before, 100) and 1; volume 60 over the mean of 10 and 30
        assertThat(of.averageRange()).isEqualByComparingTo("2");
        assertThat(of.volumeRatio()).isEqualByComparingTo("3");
        assertThat(of.range()).isEqualTo(of.averageRange());
    }

    @Test
    void whatNeedsMoreCandlesIsAbsent() {
        Indicators none = Indicators.of(List.of());
        assertThat(none.lastClose()).isNull();
        assertThat(none.range()).isNull();
        assertThat(none.volumeRatio()).isNull();

        Indicators some = Indicators.of(Inputs.walk(1, 60));
        assertThat(some.ema50()).isNotNull();
        assertThat(some.ema200()).isNull();
        assertThat(Indicators.of(Inputs.walk(1, 28)).rsi14()).isNull();
        assertThat(Indicators.of(Inputs.walk(1, 29)).rsi14()).isNotNull();
    }

    /** As ta4j 0.22 starts it: at the value {@code n} candles after the first. */
    private static double ema(double[] values, int n, int last) {
        double average = values[n];
        for (int i = n + 1; i <= last; i++) {
            average += 2.0 / (n + 1) * (values[i] - average);
        }
        return average;
    }

    private double trueRange(int i) {
        double high = bars.get(i).high().doubleValue();
        double low = bars.get(i).low().doubleValue();
        return Math.max(high - low, Math.max(Math.abs(high - closes[i - 1]), Math.abs(low - closes[i - 1])));
    }

    private static void assertClose(BigDecimal actual, double expected) {
        assertThat(actual.doubleValue()).isCloseTo(expected, Percentage.withPercentage(1e-6));
    }
}
