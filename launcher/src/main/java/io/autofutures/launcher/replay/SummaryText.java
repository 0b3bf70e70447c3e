package io.autofutures.launcher.replay;

import io.autofutures.detection.Reason;
import io.autofutures.detection.replay.Summary;
import io.autofutures.model.json.Json;
import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The summary of a replay, for people and for programs. */
final class SummaryText {
    private final Symbol symbol;
    private final String rules;
    private final Summary summary;

    SummaryText(Symbol symbol, String rules, Summary summary) {
        this.symbol = symbol;
        this.rules = rules;
        this.summary = summary;
    }

    String table() {
        var text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s by %s, %s to %s%n",
                symbol,
                rules,
                summary.from().map(Instant::toString).orElse("-"),
                summary.to().map(Instant::toString).orElse("-")));
        row(text, "judged", summary.judged(), "");
        summary.rules().forEach((rule, count) -> row(text, "  " + rule, count, ""));
        row(
                text,
                "triggered",
                summary.triggered(),
                perDay().map(day -> day + " a day").orElse(""));
        summary.reasons().forEach((reason, count) -> {
            if (reason != Reason.TRIGGERED) {
                row(text, "  " + reason.code(), count, "");
            }
        });
        return text.toString();
    }

    private static void row(StringBuilder text, String name, long count, String more) {
        text.append(String.format(Locale.ROOT, "  %-32s %,12d  %s", name, count, more)
                        .stripTrailing())
                .append(System.lineSeparator());
    }

    String json() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("symbol", symbol);
        fields.put("rules", rules);
        summary.from().ifPresent(from -> fields.put("from", from));
        summary.to().ifPresent(to -> fields.put("to", to));
        fields.put("judged", summary.judged());
        fields.put("triggered", summary.triggered());
        perDay().ifPresent(perDay -> fields.put("triggersPerDay", perDay));
        fields.put("judgedByRule", summary.rules());
        var reasons = new LinkedHashMap<String, Long>();
        summary.reasons().forEach((reason, count) -> reasons.put(reason.code(), count));
        fields.put("reasons", reasons);
        return Json.mapper().writeValueAsString((Map<String, Object>) fields);
    }

    private Optional<BigDecimal> perDay() {
        double perDay = summary.triggersPerDay();
        return Double.isNaN(perDay)
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(perDay).setScale(1, RoundingMode.HALF_EVEN));
    }
}
