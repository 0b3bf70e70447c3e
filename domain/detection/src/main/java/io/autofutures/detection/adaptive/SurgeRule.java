package io.autofutures.detection.adaptive;

import io.autofutures.detection.Reason;
import io.autofutures.detection.RuleSet;
import io.autofutures.model.market.Kline;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Triggers when a closed candle's range, or its volume together with a range above the median, stands out of the candles
 * before it. Fires once a surge.
 */
final class SurgeRule {
    /** A candle without any range counts as this one, percent, so that it has a logarithm. */
    private static final double SMALLEST_RANGE_PCT = 0.001;

    private final AdaptiveSettings settings;
    private final double threshold;
    private final Baseline ranges;
    private final Baseline volumes;
    private boolean armed = true;

    record Memory(List<Double> ranges, List<Double> volumes, boolean armed) {}

    SurgeRule(AdaptiveSettings settings) {
        this.settings = settings;
        this.threshold = settings.surgeZ().doubleValue();
        this.ranges = new Baseline(settings.baseline());
        this.volumes = new Baseline(settings.baseline());
    }

    SurgeEvaluation judge(Kline candle) {
        BigDecimal high = RuleSet.valueOf(candle.high());
        BigDecimal low = RuleSet.valueOf(candle.low());
        BigDecimal close = RuleSet.valueOf(candle.close());
        BigDecimal quote = candle.quoteVolume();
        BigDecimal volume = settings.quoteVolume() && quote != null ? quote : candle.volume();
        if (high == null || low == null || close == null || close.signum() <= 0) {
            return SurgeEvaluation.without(Reason.MISSING_PRICE_DATA, settings);
        }
        double rangePct = (high.doubleValue() - low.doubleValue()) / close.doubleValue() * 100;
        SurgeEvaluation judged = ranges.known()
                ? judge(rangePct, volume)
                : new SurgeEvaluation(
                        List.of(Reason.BASELINE_UNAVAILABLE), rangePct, volume, Double.NaN, Double.NaN, settings);
        ranges.add(logOfRange(rangePct));
        if (volume != null && volume.signum() > 0) {
            volumes.add(Math.log(volume.doubleValue()));
        }
        return judged;
    }

    private SurgeEvaluation judge(double rangePct, @Nullable BigDecimal volume) {
        double rangeZ = ranges.deviations(logOfRange(rangePct));
        double volumeZ = volume == null || volume.signum() <= 0 || !volumes.known()
                ? Double.NaN
                : volumes.deviations(Math.log(volume.doubleValue()));
        boolean wide = rangeZ >= threshold;
        boolean busy = volumeZ >= threshold && rangeZ > 0;
        double floor = settings.floorPct().doubleValue();
        var against = new ArrayList<Reason>(3);
        if (!wide && !busy) {
            against.add(Reason.RANGE_WITHIN_NOISE);
            against.add(volume == null ? Reason.VOLUME_MISSING : Reason.VOLUME_WITHIN_NOISE);
        }
        if (rangePct < floor) {
            against.add(Reason.MOVE_BELOW_FLOOR);
        }
        boolean calm = rangeZ < settings.rearm() * threshold && !(volumeZ >= settings.rearm() * threshold);
        armed |= calm;
        if (against.isEmpty()) {
            against.add(armed ? Reason.TRIGGERED : Reason.NOT_REARMED);
            armed = false;
        }
        return new SurgeEvaluation(List.copyOf(against), rangePct, volume, rangeZ, volumeZ, settings);
    }

    private static double logOfRange(double rangePct) {
        return Math.log(Math.max(rangePct, SMALLEST_RANGE_PCT));
    }

    Memory memory() {
        return new Memory(ranges.values(), volumes.values(), armed);
    }

    void restore(Memory memory) {
        memory.ranges().forEach(ranges::add);
        memory.volumes().forEach(volumes::add);
        armed = memory.armed();
    }
}
