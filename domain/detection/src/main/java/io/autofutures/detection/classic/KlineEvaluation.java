package io.autofutures.detection.classic;

import io.autofutures.detection.Evaluation;
import io.autofutures.detection.Reason;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Verdict of the candle rule.
 *
 * @param rangePct (high − low) ÷ close, percent; NaN when a price is missing or the candle is open
 * @param volume quote or base volume; absent when missing
 * @param averageVolume mean of the candles kept; NaN while there is none
 */
public record KlineEvaluation(
        List<Reason> reasons,
        double rangePct,
        @Nullable BigDecimal high,
        @Nullable BigDecimal low,
        @Nullable BigDecimal close,
        @Nullable BigDecimal volume,
        double averageVolume,
        ClassicSettings settings)
        implements Evaluation {
    static final List<Reason> TRIGGERED = List.of(Reason.TRIGGERED);
    static final List<Reason> OPEN = List.of(Reason.CANDLE_NOT_CLOSED);

    @Override
    public String rule() {
        return "kline";
    }

    @Override
    public boolean triggered() {
        return reasons == TRIGGERED;
    }

    @Override
    public double nearness() {
        double range = rangePct / settings.rangePct().doubleValue();
        if (volume == null || !(averageVolume > 0)) {
            return range;
        }
        double surge = volume.doubleValue() / (settings.volumeMultiple().doubleValue() * averageVolume);
        return Double.isNaN(range) ? surge : Math.max(range, surge);
    }

    @Override
    public @Nullable Reference reference() {
        return null;
    }

    @Override
    public Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        if (reasons == OPEN) {
            return values;
        }
        if (!Double.isNaN(rangePct)) {
            values.put("range_pct", Printed.rounded(rangePct, 4));
        }
        values.put("range_threshold_pct", settings.rangePct().toPlainString());
        putExact(values, "high", high);
        putExact(values, "low", low);
        putExact(values, "close", close);
        putExact(values, "vol", volume);
        if (!Double.isNaN(averageVolume)) {
            values.put("avg_vol", Printed.rounded(averageVolume, 2));
            if (volume != null && averageVolume > 0) {
                values.put("vol_ratio", Printed.rounded(volume.doubleValue() / averageVolume, 2));
            }
        }
        values.put("vol_mult", settings.volumeMultiple().toPlainString());
        return values;
    }

    private static void putExact(Map<String, String> values, String name, @Nullable BigDecimal value) {
        if (value != null) {
            values.put(name, value.toPlainString());
        }
    }
}
