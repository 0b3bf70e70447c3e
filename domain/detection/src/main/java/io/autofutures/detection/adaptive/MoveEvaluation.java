package io.autofutures.detection.adaptive;

import io.autofutures.detection.Evaluation;
import io.autofutures.detection.Reason;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Verdict of the move rule.
 *
 * @param samples in the window, this one included
 * @param from the extreme the move was measured from; absent when none was measured
 * @param move fraction of {@code from}, 0 or more; NaN when none was measured
 * @param deviation usual over the window, fraction; NaN when it is not known
 */
public record MoveEvaluation(
        List<Reason> reasons,
        int samples,
        @Nullable BigDecimal price,
        Extremes.@Nullable Sample from,
        double move,
        double deviation,
        AdaptiveSettings settings)
        implements Evaluation {
    static MoveEvaluation without(Reason reason, @Nullable BigDecimal price, int samples, AdaptiveSettings settings) {
        return new MoveEvaluation(List.of(reason), samples, price, null, Double.NaN, Double.NaN, settings);
    }

    @Override
    public String rule() {
        return "mark";
    }

    @Override
    public boolean triggered() {
        return reasons.getFirst() == Reason.TRIGGERED;
    }

    /** The scarcer of the two: size in deviations, and the floor. */
    @Override
    public double nearness() {
        if (from == null) {
            return Double.NaN;
        }
        double floor = settings.floorPct().doubleValue() / 100;
        double needed = Math.max(settings.moveZ().doubleValue() * deviation, floor);
        return needed == 0 ? (move > 0 ? 1 : 0) : move / needed;
    }

    @Override
    public @Nullable Reference reference() {
        return from == null ? null : new Reference(from.price(), from.atMillis());
    }

    @Override
    public Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        if (price != null) {
            values.put("price", price.toPlainString());
        }
        if (from == null) {
            values.put("sample_count", Integer.toString(samples));
            return values;
        }
        values.put("base_price", from.price().toPlainString());
        values.put("delta_pct", rounded(move * 100, 4));
        values.put("deviation_pct", rounded(deviation * 100, 4));
        if (deviation > 0) {
            values.put("z", rounded(move / deviation, 2));
        }
        values.put("z_threshold", settings.moveZ().toPlainString());
        values.put("floor_pct", settings.floorPct().toPlainString());
        return values;
    }

    static String rounded(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }
}
