package io.autofutures.detection.classic;

import io.autofutures.detection.Evaluation;
import io.autofutures.detection.Reason;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Verdict of the mark-price rule.
 *
 * @param reasons one of the lists below, shared
 * @param samples in the window, this one included
 * @param deltaPct size of the move from the oldest sample, percent; NaN when it was not computed
 * @param price this sample; absent when it was missing
 * @param base oldest sample left; absent when there was no other
 * @param baseAtMillis event time of {@code base}
 * @param thresholdPct setting in force
 * @param nearness {@code deltaPct} as a share of it
 */
public record MarkEvaluation(
        List<Reason> reasons,
        int samples,
        double deltaPct,
        @Nullable BigDecimal price,
        @Nullable BigDecimal base,
        long baseAtMillis,
        BigDecimal thresholdPct,
        double nearness)
        implements Evaluation {
    static final List<Reason> TRIGGERED = List.of(Reason.TRIGGERED);
    static final List<Reason> BELOW = List.of(Reason.DELTA_BELOW_THRESHOLD);
    static final List<Reason> TOO_FEW = List.of(Reason.INSUFFICIENT_SAMPLES);
    static final List<Reason> NO_PRICE = List.of(Reason.MISSING_PRICE);
    static final List<Reason> NO_BASE = List.of(Reason.INVALID_REFERENCE_PRICE);

    @Override
    public String rule() {
        return "mark";
    }

    @Override
    public boolean triggered() {
        return reasons == TRIGGERED;
    }

    @Override
    public long outcome() {
        return reasons.getFirst().bit();
    }

    @Override
    public @Nullable Reference reference() {
        return base == null ? null : new Reference(base, baseAtMillis);
    }

    @Override
    public Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        if (price != null) {
            values.put("price", price.toPlainString());
        }
        if (base == null) {
            values.put("sample_count", Integer.toString(samples));
            return values;
        }
        if (!Double.isNaN(deltaPct)) {
            values.put("delta_pct", Printed.rounded(deltaPct, 4));
        }
        values.put("threshold_pct", thresholdPct.toPlainString());
        if (price != null) {
            values.put("current_price", price.toPlainString());
        }
        values.put("base_price", base.toPlainString());
        return values;
    }
}
