package io.autofutures.detection;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a rule made of one event, before cool-down and the like. Numbers become text only when asked for. */
public interface Evaluation {
    /** {@code mark} or {@code kline}. */
    String rule();

    boolean triggered();

    /** {@code triggered} alone, or everything that spoke against it. */
    List<Reason> reasons();

    /** The {@linkplain Reason#bit() set} of its reasons. */
    default long outcome() {
        long set = 0;
        for (Reason reason : reasons()) {
            set |= reason.bit();
        }
        return set;
    }

    /**
     * How near the event came to firing: the share of its threshold that the nearest condition reached, 1 or more when it
     * was reached; NaN when nothing could be compared.
     */
    double nearness();

    /** Where the move was measured from; absent when no move was measured. */
    @Nullable
    Reference reference();

    /** @param atMillis event time of the sample that had this price; absent for a candle, whose own open it is */
    record Reference(BigDecimal price, @Nullable Long atMillis) {}

    /** The numbers by name: prices and thresholds exact, statistics rounded as the rule prints them. */
    Map<String, String> values();

    /** Those of {@link #values} that its reasons need, for a line that people read; all of them when it triggered. */
    default Map<String, String> telling() {
        if (triggered()) {
            return values();
        }
        var names =
                reasons().stream().flatMap(reason -> reason.needs().stream()).collect(Collectors.toSet());
        var telling = new LinkedHashMap<>(values());
        telling.keySet().retainAll(names);
        return telling;
    }
}
