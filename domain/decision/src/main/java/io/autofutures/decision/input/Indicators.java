package io.autofutures.decision.input;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.Num;

/**
 * Statistics of the closed candles by ta4j in {@code double}, rounded to ten digits. One that needs more candles than
 * there are is absent: EMA n needs n + 1, MACD 27 and its
 * signal 36, RSI and ATR 29: ta4j starts Wilder's smoothing at a single value, which must fade first.
 *
 * @param bars candles they rest on
 * @param atr14 average true range with Wilder's smoothing, quote currency
 * @param averageRange plain mean of the true ranges there are, at most the last 14, quote currency
 * @param rsi14 with Wilder's smoothing, 0 to 100
 * @param ema20Change over the last 5 candles, quote currency
 * @param ema50Change over the last 10 candles, quote currency
 * @param volumeRatio last candle's volume to the mean of up to 20 before it
 */
public record Indicators(
        int bars,
        @Nullable BigDecimal lastClose,
        @Nullable BigDecimal ema20,
        @Nullable BigDecimal ema50,
        @Nullable BigDecimal ema200,
        @Nullable BigDecimal ema20Change,
        @Nullable BigDecimal ema50Change,
        @Nullable BigDecimal rsi14,
        @Nullable BigDecimal atr14,
        @Nullable BigDecimal averageRange,
        @Nullable BigDecimal macd,
        @Nullable BigDecimal macdSignal,
        @Nullable BigDecimal macdHistogram,
        @Nullable BigDecimal volumeRatio) {
    private static final MathContext TEN_DIGITS = new MathContext(10, RoundingMode.HALF_EVEN);
    private static final int SMOOTHED_BARS = 29;
    private static final int VOLUME_LOOKBACK = 20;
    private static final int RANGE_LOOKBACK = 14;

    /** @param bars closed 1-minute candles, oldest first; may be few or none */
    public static Indicators of(List<Bar> bars) {
        BarSeries series = series(bars);
        var close = new ClosePriceIndicator(series);
        var ema20 = new EMAIndicator(close, 20);
        var ema50 = new EMAIndicator(close, 50);
        var macd = new MACDIndicator(close, 12, 26);
        var signal = new EMAIndicator(macd, 9);
        BigDecimal macdNow = at(macd, 0);
        BigDecimal signalNow = at(signal, 0);
        return new Indicators(
                bars.size(),
                bars.isEmpty() ? null : bars.getLast().close().value(),
                at(ema20, 0),
                at(ema50, 0),
                at(new EMAIndicator(close, 200), 0),
                difference(at(ema20, 0), at(ema20, 5)),
                difference(at(ema50, 0), at(ema50, 10)),
                bars.size() < SMOOTHED_BARS ? null : at(new RSIIndicator(close, 14), 0),
                bars.size() < SMOOTHED_BARS ? null : at(new ATRIndicator(series, 14), 0),
                averageRange(bars),
                macdNow,
                signalNow,
                difference(macdNow, signalNow),
                volumeRatio(bars));
    }

    /** The range to measure moves by: ATR 14, or the plain mean where there are too few candles. */
    @JsonIgnore
    public @Nullable BigDecimal range() {
        return atr14 == null ? averageRange : atr14;
    }

    private static BarSeries series(List<Bar> bars) {
        BarSeries series = new BaseBarSeriesBuilder()
                .withNumFactory(DoubleNumFactory.getInstance())
                .build();
        for (Bar bar : bars) {
            series.barBuilder()
                    .timePeriod(Duration.ofMinutes(1))
                    .endTime(bar.openAt().plusSeconds(60))
                    .openPrice(bar.open().doubleValue())
                    .highPrice(bar.high().doubleValue())
                    .lowPrice(bar.low().doubleValue())
                    .closePrice(bar.close().doubleValue())
                    .volume(bar.volume().doubleValue())
                    .add();
        }
        return series;
    }

    /** The value that many candles before the last; absent while the indicator has not enough of them. */
    private static @Nullable BigDecimal at(Indicator<Num> indicator, int before) {
        int index = indicator.getBarSeries().getEndIndex() - before;
        if (index < 0 || index < indicator.getCountOfUnstableBars()) {
            return null;
        }
        return rounded(indicator.getValue(index).doubleValue());
    }

    private static @Nullable BigDecimal averageRange(List<Bar> bars) {
        if (bars.isEmpty()) {
            return null;
        }
        int from = Math.max(0, bars.size() - RANGE_LOOKBACK);
        double sum = 0;
        for (int i = from; i < bars.size(); i++) {
            double high = bars.get(i).high().doubleValue();
            double low = bars.get(i).low().doubleValue();
            double before = i == 0
                    ? bars.get(i).open().doubleValue()
                    : bars.get(i - 1).close().doubleValue();
            sum += Math.max(high, before) - Math.min(low, before);
        }
        return rounded(sum / (bars.size() - from));
    }

    private static @Nullable BigDecimal volumeRatio(List<Bar> bars) {
        int last = bars.size() - 1;
        int from = Math.max(0, last - VOLUME_LOOKBACK);
        double sum = 0;
        for (int i = from; i < last; i++) {
            sum += bars.get(i).tradedVolume().doubleValue();
        }
        return sum > 0 ? rounded(bars.get(last).tradedVolume().doubleValue() / (sum / (last - from))) : null;
    }

    private static @Nullable BigDecimal difference(@Nullable BigDecimal left, @Nullable BigDecimal right) {
        return left == null || right == null ? null : left.subtract(right);
    }

    private static @Nullable BigDecimal rounded(double value) {
        if (!Double.isFinite(value)) {
            return null;
        }
        var decimal = new BigDecimal(value, TEN_DIGITS);
        return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
    }
}
