package io.autofutures.launcher.replay;

import io.autofutures.detection.replay.Summary;
import io.autofutures.detection.replay.tune.Observed;
import io.autofutures.detection.replay.tune.Trial;
import io.autofutures.detection.replay.tune.TuneOptions;
import io.autofutures.model.json.Json;
import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the trials came to, for people and for programs. */
final class TuneReport {
    private static final List<String> PERCENTILES = List.of("50", "90", "95", "99", "99.9");
    private static final List<Integer> PER_DAY = List.of(100, 20, 5, 1);

    private final Symbol symbol;
    private final String rules;
    private final TuneOptions options;
    private final Summary summary;
    private final Observed observed;
    private final List<Row> rows;

    /** One combination. */
    record Row(Map<String, String> settings, Trial.Result result) {}

    /** @param summary of the first combination; its times are those of all */
    TuneReport(Symbol symbol, String rules, TuneOptions options, Summary summary, Observed observed, List<Row> rows) {
        this.symbol = symbol;
        this.rules = rules;
        this.options = options;
        this.summary = summary;
        this.observed = observed;
        this.rows = rows;
    }

    String text(List<String> names) {
        var text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s by %s, %s to %s, %,d judged%n",
                symbol,
                rules,
                summary.from().map(Instant::toString).orElse("-"),
                summary.to().map(Instant::toString).orElse("-"),
                summary.judged()));
        text.append(String.format(
                Locale.ROOT,
                "costs %s %% (both sides, fee %s %% and slippage %s %% each), moved within %d min; bursts of %s %% within %d s: %,d%n%n",
                options.costsPct().toPlainString(),
                options.feePct().toPlainString(),
                options.slippagePct().toPlainString(),
                options.within().toMinutes(),
                options.burstPct().toPlainString(),
                options.burstWindow().toSeconds(),
                rows.getFirst().result().bursts()));
        combinations(names).appendTo(text);
        text.append(System.lineSeparator()).append("Observed");
        if (!names.isEmpty()) {
            text.append(" (with ").append(rows.getFirst().settings()).append(')');
        }
        text.append(": percentiles, and the value reached at most so often a day")
                .append(System.lineSeparator());
        values().appendTo(text);
        return text.toString();
    }

    private TextTable combinations(List<String> names) {
        var head = new ArrayList<>(names);
        head.addAll(List.of("triggers", "a day", "graded", "moved", "held", "bursts missed"));
        var table = new TextTable(head);
        for (Row row : rows) {
            var cells = new ArrayList<String>();
            names.forEach(name -> cells.add(row.settings().getOrDefault(name, "")));
            Trial.Result result = row.result();
            cells.add(String.format(Locale.ROOT, "%,d", result.triggers()));
            cells.add(shown(rounded(result.perDay(), 1), ""));
            cells.add(String.format(Locale.ROOT, "%,d", result.graded()));
            cells.add(shown(percent(result.moved(), result.graded()), " %"));
            cells.add(shown(percent(result.held(), result.graded()), " %"));
            cells.add(result.missed() + " of " + result.bursts());
            table.row(cells);
        }
        return table;
    }

    private TextTable values() {
        var head = new ArrayList<>(List.of("rule", "value", "threshold", "count"));
        PERCENTILES.forEach(percentile -> head.add("p" + percentile));
        head.add("max");
        PER_DAY.forEach(times -> head.add(times + "/day"));
        var table = new TextTable(head);
        for (Observed.Value value : observed.values()) {
            var cells = new ArrayList<>(List.of(value.rule(), value.name(), value.setting()));
            cells.add(String.format(Locale.ROOT, "%,d", value.distribution().count()));
            percentiles(value).values().forEach(number -> cells.add(number.toPlainString()));
            PER_DAY.forEach(times -> {
                BigDecimal reached = reached(value).get(times.toString());
                cells.add(reached == null ? "-" : reached.toPlainString());
            });
            table.row(cells);
        }
        return table;
    }

    String json() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("symbol", symbol);
        fields.put("rules", rules);
        summary.from().ifPresent(from -> fields.put("from", from));
        summary.to().ifPresent(to -> fields.put("to", to));
        fields.put("costsPct", options.costsPct());
        fields.put("withinMs", options.within().toMillis());
        fields.put("burstPct", options.burstPct());
        fields.put("burstWindowMs", options.burstWindow().toMillis());
        fields.put("combinations", rows.stream().map(TuneReport::fields).toList());
        fields.put("observed", observed.values().stream().map(this::fields).toList());
        return Json.mapper().writeValueAsString((Map<String, Object>) fields);
    }

    private static Map<String, Object> fields(Row row) {
        Trial.Result result = row.result();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("settings", row.settings());
        fields.put("judged", result.judged());
        fields.put("triggers", result.triggers());
        put(fields, "triggersPerDay", rounded(result.perDay(), 1));
        fields.put("graded", result.graded());
        fields.put("moved", result.moved());
        put(fields, "movedPct", percent(result.moved(), result.graded()));
        fields.put("held", result.held());
        put(fields, "heldPct", percent(result.held(), result.graded()));
        fields.put("bursts", result.bursts());
        fields.put("missedBursts", result.missed());
        return fields;
    }

    private Map<String, Object> fields(Observed.Value value) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("rule", value.rule());
        fields.put("value", value.name());
        fields.put("threshold", value.setting());
        fields.put("count", value.distribution().count());
        fields.put("percentiles", percentiles(value));
        fields.put("reachedPerDay", reached(value));
        return fields;
    }

    private static Map<String, BigDecimal> percentiles(Observed.Value value) {
        var percentiles = new LinkedHashMap<String, BigDecimal>();
        PERCENTILES.forEach(percentile -> value.distribution()
                .percentile(new BigDecimal(percentile))
                .ifPresent(number -> percentiles.put(percentile, number)));
        value.distribution().percentile(new BigDecimal("100")).ifPresent(number -> percentiles.put("100", number));
        return percentiles;
    }

    private Map<String, BigDecimal> reached(Observed.Value value) {
        double days = (double) summary.span().toMillis() / Duration.ofDays(1).toMillis();
        var reached = new LinkedHashMap<String, BigDecimal>();
        PER_DAY.forEach(times -> value.distribution()
                .reachedAtMost(Math.round(times * days))
                .ifPresent(number -> reached.put(times.toString(), number)));
        return reached;
    }

    private static void put(Map<String, Object> fields, String name, @Nullable BigDecimal number) {
        if (number != null) {
            fields.put(name, number);
        }
    }

    private static String shown(@Nullable BigDecimal number, String unit) {
        return number == null ? "-" : number.toPlainString() + unit;
    }

    private static @Nullable BigDecimal percent(long part, long whole) {
        return whole == 0 ? null : rounded(100.0 * part / whole, 1);
    }

    private static @Nullable BigDecimal rounded(double value, int decimals) {
        return Double.isNaN(value) ? null : BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
    }
}
