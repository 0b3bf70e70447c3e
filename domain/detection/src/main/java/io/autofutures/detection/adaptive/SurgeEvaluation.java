package io.autofutures.detection.adaptive;

import io.autofutures.detection.Evaluation;
import io.autofutures.detection.Reason;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Verdict of the surge rule.
 *
 * @param rangePct (high − low) ÷ close, percent; NaN when a price is missing or the candle is open
 * @param volume quote or base volume; absent when missing
 * @param rangeZ robust deviations of the range's logarithm above its median; NaN without a baseline
 * @param volumeZ likewise of the volume; NaN also without volume
 */
public record SurgeEvaluation(
        List<Reason> reasons,
        double rangePct,
        @Nullable BigDecimal volume,
        double rangeZ,
        double volumeZ,
        AdaptiveSettings settings)
        implements Evaluation {
    static SurgeEvaluation without(Reason reason, AdaptiveSettings settings) {
        return new SurgeEvaluation(List.of(reason), Double.NaN, null, Double.NaN, Double.NaN, settings);
    }

    @Override
    public String rule() {
        return "kline";
    }

    @Override
    public boolean triggered() {
        return reasons.getFirst() == Reason.TRIGGERED;
    }

    @Override
    public double nearness() {
        double threshold = settings.surgeZ().doubleValue();
        double floor = settings.floorPct().doubleValue();
        double rarest = Double.isNaN(volumeZ) || rangeZ <= 0 ? rangeZ : Math.max(rangeZ, volumeZ);
        double rarity = Math.max(rarest, 0) / threshold;
        return Double.isNaN(rangeZ) || floor == 0 ? rarity : Math.min(rarity, rangePct / floor);
    }

    @Override
    public @Nullable Reference reference() {
        return null;
    }

    @Override
    public Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        if (Double.isNaN(rangePct)) {
            return values;
        }
        values.put("range_pct", MoveEvaluation.rounded(rangePct, 4));
        if (!Double.isNaN(rangeZ)) {
            values.put("range_z", MoveEvaluation.rounded(rangeZ, 2));
        }
        if (volume != null) {
            values.put("vol", volume.toPlainString());
        }
        if (!Double.isNaN(volumeZ)) {
            values.put("vol_z", MoveEvaluation.rounded(volumeZ, 2));
        }
        values.put("z_threshold", settings.surgeZ().toPlainString());
        values.put("floor_pct", settings.floorPct().toPlainString());
        return values;
    }
}
