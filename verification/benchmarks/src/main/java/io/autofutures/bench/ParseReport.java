package io.autofutures.bench;

import io.autofutures.model.json.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** @param rounds how many counted; each number is their median */
record ParseReport(
        Machine machine,
        String recording,
        int rounds,
        double secondsPerTurn,
        String clock,
        List<StreamResult> streams) {
    /** @param ratioToBest our rate divided by that of the fastest of the others */
    record StreamResult(
            String stream, int frames, double averageLength, List<ContenderResult> contenders, double ratioToBest) {}

    /** @param ratio our rate divided by this one */
    record ContenderResult(
            String name, String route, double framesPerSecond, double slowest, double fastest, double ratio) {}

    void print(PrintWriter out) {
        machine.print(out);
        out.printf(
                Locale.ROOT,
                "recording: %s%nmedian of %d rounds of %.1f s %s each, one thread, contenders in turn%n",
                recording,
                rounds,
                secondsPerTurn,
                clock);
        for (StreamResult result : streams) {
            out.printf(
                    Locale.ROOT,
                    "%n@%s, %d frames of %.0f characters%n  %-18s %12s %23s %8s%n",
                    result.stream(),
                    result.frames(),
                    result.averageLength(),
                    "",
                    "frames/s",
                    "slowest..fastest round",
                    "ratio");
            for (ContenderResult one : result.contenders()) {
                out.printf(
                        Locale.ROOT,
                        "  %-18s %,12.0f %,11.0f..%,10.0f %7.2fx%n",
                        one.name(),
                        one.framesPerSecond(),
                        one.slowest(),
                        one.fastest(),
                        one.ratio());
            }
        }
        out.flush();
    }

    String json() {
        return Json.mapper().writeValueAsString(this);
    }
}
