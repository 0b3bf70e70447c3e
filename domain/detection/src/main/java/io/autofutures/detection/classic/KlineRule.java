package io.autofutures.detection.classic;

import io.autofutures.detection.Reason;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Triggers when a closed candle's range is wide enough, or its volume a multiple of the candles before it. */
final class KlineRule {
    private final ClassicSettings settings;
    private final double rangeThresholdPct;
    private final double volumeMultiple;
    private final Deque<BigDecimal> volumes = new ArrayDeque<>();
    private final KlineEvaluation notClosed;

    KlineRule(ClassicSettings settings) {
        this.settings = settings;
        this.rangeThresholdPct = settings.rangePct().doubleValue();
        this.volumeMultiple = settings.volumeMultiple().doubleValue();
        this.notClosed =
                new KlineEvaluation(KlineEvaluation.OPEN, Double.NaN, null, null, null, null, Double.NaN, settings);
    }

    KlineEvaluation notClosed() {
        return notClosed;
    }

    /** @param baseVolume and {@code quoteVolume}: absent when the source has no such column */
    KlineEvaluation judge(
            @Nullable BigDecimal high,
            @Nullable BigDecimal low,
            @Nullable BigDecimal close,
            @Nullable BigDecimal baseVolume,
            @Nullable BigDecimal quoteVolume) {
        var against = new ArrayList<Reason>(2);
        double rangePct = Double.NaN;
        boolean wide = false;
        if (high == null || low == null || close == null || close.signum() == 0) {
            against.add(Reason.MISSING_PRICE_DATA);
        } else {
            double closeValue = close.doubleValue();
            rangePct = (high.doubleValue() - low.doubleValue()) / closeValue * 100;
            wide = rangePct >= rangeThresholdPct;
            if (!wide) {
                against.add(Reason.RANGE_BELOW_THRESHOLD);
            }
        }

        BigDecimal volume = settings.quoteVolume() && quoteVolume != null ? quoteVolume : baseVolume;
        double average = average();
        boolean surge = false;
        if (volume == null) {
            against.add(Reason.VOLUME_MISSING);
        } else {
            if (Double.isNaN(average)) {
                against.add(Reason.VOLUME_HISTORY_UNAVAILABLE);
            } else {
                surge = average > 0 && volume.doubleValue() >= volumeMultiple * average;
                if (!surge) {
                    against.add(Reason.VOLUME_BELOW_THRESHOLD);
                }
            }
            keep(volume);
        }
        List<Reason> reasons = wide || surge ? KlineEvaluation.TRIGGERED : List.copyOf(against);
        return new KlineEvaluation(reasons, rangePct, high, low, close, volume, average, settings);
    }

    /** Plain sum from oldest to newest divided by the count; NaN while nothing is kept. */
    private double average() {
        if (volumes.isEmpty()) {
            return Double.NaN;
        }
        double sum = 0;
        for (BigDecimal volume : volumes) {
            sum += volume.doubleValue();
        }
        return sum / volumes.size();
    }

    private void keep(BigDecimal volume) {
        volumes.addLast(volume);
        while (volumes.size() > settings.volumeKept()) {
            volumes.removeFirst();
        }
    }

    List<BigDecimal> volumes() {
        return List.copyOf(volumes);
    }

    void restore(List<BigDecimal> kept) {
        kept.forEach(this::keep);
    }
}
