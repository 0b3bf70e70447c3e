package io.autofutures.detection.replay;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.autofutures.detection.Evaluation;
import io.autofutures.detection.Reason;
import io.autofutures.model.json.Json;
import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one recorded event.
 *
 * @param time event time; of a candle the time it opened
 * @param knownAt event time at which the verdict could be known: the close of a candle
 * @param price the mark price, or the candle's close; absent when the source has none
 * @param from where the move began: the rule's reference price, or the candle's open; absent when there was no move
 * @param triggered nothing held the verdict back: no cool-down, no back-fill
 * @param reasons of the evaluation, or the one that held it back
 */
public record Judged(
        Instant time,
        Instant knownAt,
        @Nullable BigDecimal price,
        @Nullable BigDecimal from,
        boolean triggered,
        List<Reason> reasons,
        Evaluation evaluation) {
    @JsonPropertyOrder({"time", "symbol", "rule", "triggered", "reasons", "values"})
    private record Line(
            Instant time,
            Symbol symbol,
            String rule,
            boolean triggered,
            List<Reason> reasons,
            Map<String, String> values) {}

    /** {@code mark} or {@code kline}. */
    public String rule() {
        return evaluation.rule();
    }

    /** One JSON line, without a line break. */
    public String line(Symbol symbol) {
        return Json.mapper()
                .writeValueAsString(new Line(time, symbol, rule(), triggered, reasons, evaluation.values()));
    }
}
