package io.autofutures.detection.replay.tune;

import io.autofutures.detection.RuleSets;
import io.autofutures.detection.replay.Judged;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The values that the rules compare with thresholds, as they were observed. Not thread-safe. */
public final class Observed {
    private final List<Value> values;

    /**
     * @param rule {@code mark} or {@code kline}
     * @param name as in the lines of a replay
     * @param setting the threshold that it is compared with
     */
    public record Value(String rule, String name, String setting, Distribution distribution) {
        private Value(String rule, String name, String setting) {
            this(rule, name, setting, new Distribution());
        }
    }

    Observed(RuleSets rules) {
        this.values = switch (rules) {
            case CLASSIC ->
                List.of(
                        new Value("mark", "delta_pct", "MP_DELTA_PCT"),
                        new Value("kline", "range_pct", "KLINE_RANGE_PCT"),
                        new Value("kline", "vol_ratio", "VOL_MULT"));
            case ADAPTIVE ->
                List.of(
                        new Value("mark", "z", "ADAPTIVE_MOVE_Z"),
                        new Value("mark", "delta_pct", "ADAPTIVE_MIN_MOVE_PCT"),
                        new Value("kline", "range_z", "ADAPTIVE_SURGE_Z"),
                        new Value("kline", "vol_z", "ADAPTIVE_SURGE_Z"),
                        new Value("kline", "range_pct", "ADAPTIVE_MIN_MOVE_PCT"));
        };
    }

    void add(Judged judged) {
        Map<String, String> printed = judged.evaluation().values();
        for (Value value : values) {
            String text = value.rule().equals(judged.rule()) ? printed.get(value.name()) : null;
            if (text != null) {
                value.distribution().add(new BigDecimal(text));
            }
        }
    }

    /** Those that were seen. */
    public List<Value> values() {
        var seen = new ArrayList<Value>(values);
        seen.removeIf(value -> value.distribution().count() == 0);
        return seen;
    }
}
