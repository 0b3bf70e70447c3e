package io.autofutures.detection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A decision that {@code LOOP_TRIGGER} starts whatever the rules say, with their numbers at that event. */
record StartedByMode(String rule, Evaluation evaluation) implements Evaluation {
    static final String CLOSE = "close";
    static final String TIMER = "timer";
    private static final List<Reason> TRIGGERED = List.of(Reason.TRIGGERED);

    @Override
    public boolean triggered() {
        return true;
    }

    @Override
    public List<Reason> reasons() {
        return TRIGGERED;
    }

    @Override
    public double nearness() {
        return evaluation.nearness();
    }

    @Override
    public @Nullable Reference reference() {
        return evaluation.reference();
    }

    @Override
    public Map<String, String> values() {
        var values = new LinkedHashMap<>(evaluation.values());
        values.put("verdict", String.join(" ", Reason.codes(evaluation.outcome())));
        return values;
    }
}
