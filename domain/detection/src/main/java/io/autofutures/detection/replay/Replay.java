package io.autofutures.detection.replay;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.autofutures.detection.Evaluation;
import io.autofutures.detection.Reason;
import io.autofutures.detection.RuleSet;
import io.autofutures.detection.RuleSets;
import io.autofutures.model.json.Json;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.Settings;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule set on recorded data of one symbol, one JSON line per evaluated event: {@code
 * {"time":…,"symbol":…,"rule":"mark"|"kline","triggered":…,"reasons":[…],"values":{…}}}. Every event given is judged,
 * in the order given, also when several carry one time; no cool-down is applied. Lines end without a line break.
 */
public final class Replay {
    private final Symbol symbol;
    private final RuleSet rules;

    @JsonPropertyOrder({"time", "symbol", "rule", "triggered", "reasons", "values"})
    private record Line(
            Instant time,
            Symbol symbol,
            String rule,
            boolean triggered,
            List<Reason> reasons,
            Map<String, String> values) {}

    public Replay(Settings settings, Symbol symbol, RuleSets chosen) {
        this.symbol = symbol;
        this.rules = chosen.create(settings, symbol);
    }

    /** @param at becomes {@code time} @param price printed as given; absent when the source has none */
    public String mark(Instant at, @Nullable BigDecimal price) {
        return line(at, rules.onMark(at, price));
    }

    /** A closed candle; its open time becomes {@code time}. */
    public String candle(Kline closed) {
        return line(closed.openAt(), rules.onClosed(closed));
    }

    private String line(Instant time, Evaluation evaluation) {
        return Json.mapper()
                .writeValueAsString(new Line(
                        time,
                        symbol,
                        evaluation.rule(),
                        evaluation.triggered(),
                        evaluation.reasons(),
                        evaluation.values()));
    }
}
