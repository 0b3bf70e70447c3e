package io.autofutures.bench;

import io.autofutures.bench.DetectReport.Row;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many marks a second one core judges, beside ta4j, and what a day of them leaves in memory. */
@Command(name = "detect")
final class DetectCommand implements Callable<Integer> {
    private static final List<Double> BARS = List.of(2e6, 10e6, 0.0, 0.0, 0.0);
    private static final double GROWTH_BAR = 0.05;

    private final PrintWriter out;
    private final PrintWriter err;

    @Mixin
    private RaceOptions options = new RaceOptions();

    @Option(names = "--json")
    private boolean json;

    @Option(names = "--require")
    private boolean require;

    @Option(names = "--symbols", paramLabel = "N")
    private int symbols = 100;

    DetectCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws IOException {
        Optional<String> complaint = options.complaint()
                .or(() -> symbols < 1 ? Optional.of("--symbols must be positive") : Optional.empty());
        RecordedFrames trades = complaint.isPresent() ? null : RecordedFrames.of(options.file(), Stream.TRADE);
        if (trades == null || trades.frames().isEmpty()) {
            err.println("auto-futures: bench detect: " + complaint.orElse("the file has no frames of @trade"));
            return 2;
        }
        var judges = new MarkJudges(trades);
        List<Racer> racers =
                List.of(judges.frames(), judges.detector(), judges.secondApart(), judges.rules(), judges.ta4j());
        Race race = options.race(racers);
        var rates = options.run(race);
        err.println("checksum of every verdict: " + race.blackhole());
        List<Row> rows = IntStream.range(0, racers.size())
                .mapToObj(
                        i -> row(racers.get(i), rates.getOrDefault(racers.get(i).name(), new double[1]), BARS.get(i)))
                .toList();
        var report = new DetectReport(
                Machine.here(),
                String.valueOf(options.file().getFileName()),
                options.rounds(),
                options.seconds(),
                options.clock(),
                rows,
                new MarketDay(symbols).run());
        if (json) {
            out.println(report.json());
            out.flush();
        } else {
            report.print(out);
        }
        return require && !reached(report) ? 1 : 0;
    }

    private boolean reached(DetectReport report) {
        report.rows().stream()
                .filter(Row::missed)
                .forEach(row -> err.printf(
                        "auto-futures: bench detect: %s: %,.0f a second, %,.0f required%n",
                        row.name(), row.perSecond(), row.bar()));
        boolean flat = report.day().growth() < GROWTH_BAR;
        if (!flat) {
            err.printf(
                    "auto-futures: bench detect: the heap grew by %.1f %% over a day, less than %.0f %% required%n",
                    report.day().growth() * 100, GROWTH_BAR * 100);
        }
        return flat && report.rows().stream().noneMatch(Row::missed);
    }

    private static Row row(Racer racer, double[] rates, double bar) {
        return new Row(
                racer.name(),
                racer.route(),
                Race.median(rates),
                Arrays.stream(rates).min().orElse(0),
                Arrays.stream(rates).max().orElse(0),
                bar);
    }
}
