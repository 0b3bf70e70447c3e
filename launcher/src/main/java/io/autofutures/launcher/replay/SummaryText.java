package io.autofutures.launcher.replay;

import io.autofutures.detection.Reason;
import io.autofutures.detection.replay.Summary;
import io.autofutures.detection.replay.TriggerGrades;
import io.autofutures.model.json.Json;
import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The summary of a replay, for people and for programs. */
final class SummaryText {
    private final Symbol symbol;
    private final String rules;
    private final Summary summary;
    private final List<TriggerGrades.Horizon> grades;

    SummaryText(Symbol symbol, String rules, Summary summary, List<TriggerGrades.Horizon> grades) {
        this.symbol = symbol;
        this.rules = rules;
        this.summary = summary;
        this.grades = grades;
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
        if (!grades.isEmpty()) {
            text.append(System.lineSeparator());
            gradeTable().appendTo(text);
        }
        return text.toString();
    }

    private TextTable gradeTable() {
        var table =
                new TextTable(List.of("after a trigger", "graded", "went on", "mean move", "mean best", "mean worst"));
        for (TriggerGrades.Horizon horizon : grades) {
            table.row(List.of(
                    horizon.minutes() + " min",
                    String.format(Locale.ROOT, "%,d", horizon.graded()),
                    String.format(Locale.ROOT, "%.1f %%", 100.0 * horizon.wentOn() / horizon.graded()),
                    horizon.meanMovePct().toPlainString() + " %",
                    horizon.meanBestPct().toPlainString() + " %",
                    horizon.meanWorstPct().toPlainString() + " %"));
        }
        return table;
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
        fields.put("grades", grades);
        return Json.mapper().writeValueAsString((Map<String, Object>) fields);
    }

    private Optional<BigDecimal> perDay() {
        double perDay = summary.triggersPerDay();
        return Double.isNaN(perDay)
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(perDay).setScale(1, RoundingMode.HALF_EVEN));
    }
}
