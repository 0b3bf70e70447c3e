package io.autofutures.bench;

import io.autofutures.model.json.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** @param rounds how many counted; each number is their median */
record DetectReport(
        Machine machine,
        String recording,
        int rounds,
        double secondsPerTurn,
        String clock,
        List<Row> rows,
        MarketDay.Result day) {
    /** @param bar required rate; zero where none is */
    record Row(String name, String route, double perSecond, double slowest, double fastest, double bar) {
        boolean missed() {
            return perSecond < bar;
        }
    }

    void print(PrintWriter out) {
        machine.print(out);
        out.printf(
                Locale.ROOT,
                "recording: %s%nmedian of %d rounds of %.1f s %s each, one thread, in turn%n%n  %-26s %12s %25s %12s%n",
                recording,
                rounds,
                secondsPerTurn,
                clock,
                "",
                "events/s",
                "slowest..fastest round",
                "bar");
        for (Row row : rows) {
            out.printf(
                    Locale.ROOT,
                    "  %-26s %,12.0f %,12.0f..%,11.0f %12s%n",
                    row.name(),
                    row.perSecond(),
                    row.slowest(),
                    row.fastest(),
                    row.bar() == 0 ? "-" : String.format(Locale.ROOT, "%,.0f", row.bar()));
        }
        out.printf(
                Locale.ROOT,
                "%na day of %d symbols: %,d marks judged, %,d totals and grades told, in %.1f s; heap after collection, each eighth of it:",
                day.symbols(),
                day.events(),
                day.published(),
                day.seconds());
        day.heapBytes().forEach(bytes -> out.printf(Locale.ROOT, " %.1f", bytes / 1e6));
        out.printf(Locale.ROOT, " MB; growth %.1f %%%n", day.growth() * 100);
        out.flush();
    }

    String json() {
        return Json.mapper().writeValueAsString(this);
    }
}
