package io.autofutures.bench;

import io.autofutures.bench.ParseReport.ContenderResult;
import io.autofutures.bench.ParseReport.StreamResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Our reading of frames against that of the official Java SDK and of XChange. */
@Command(name = "parse")
final class ParseCommand implements Callable<Integer> {
    private final PrintWriter out;
    private final PrintWriter err;

    @Mixin
    private RaceOptions options = new RaceOptions();

    @Option(names = "--json")
    private boolean json;

    @Option(names = "--require", paramLabel = "RATIO")
    private double require;

    ParseCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws IOException {
        Optional<String> complaint = options.complaint();
        if (complaint.isPresent()) {
            err.println("auto-futures: bench parse: " + complaint.get());
            return 2;
        }
        Path file = options.file();
        var results = new ArrayList<StreamResult>();
        for (Stream stream : Stream.values()) {
            RecordedFrames recorded = RecordedFrames.of(file, stream);
            if (recorded.frames().isEmpty()) {
                err.println("auto-futures: bench parse: " + file + " has no frames of @" + stream.label());
                return 2;
            }
            results.add(result(recorded));
        }
        var report = new ParseReport(
                Machine.here(),
                file.getFileName().toString(),
                options.rounds(),
                options.seconds(),
                options.clock(),
                results);
        if (json) {
            out.println(report.json());
            out.flush();
        } else {
            report.print(out);
        }
        double ratio = results.getFirst().ratioToBest();
        if (ratio < require) {
            err.printf(
                    "auto-futures: bench parse: %.2f times the fastest other library, %.2f required%n", ratio, require);
            return 1;
        }
        return 0;
    }

    private StreamResult result(RecordedFrames recorded) {
        List<Contender> contenders = List.of(new AutoFutures(), new OfficialSdk(), new XChange());
        Race race = options.race(
                contenders.stream().map(contender -> racer(contender, recorded)).toList());
        var rates = options.run(race);
        double ours = Race.median(rates.getOrDefault(contenders.getFirst().name(), new double[1]));
        var results = contenders.stream()
                .map(contender -> {
                    double[] all = rates.getOrDefault(contender.name(), new double[1]);
                    return new ContenderResult(
                            contender.name(),
                            contender.route(),
                            Race.median(all),
                            Arrays.stream(all).min().orElse(0),
                            Arrays.stream(all).max().orElse(0),
                            ours / Race.median(all));
                })
                .toList();
        err.println("checksum of everything read from @" + recorded.stream().label() + ": " + race.blackhole());
        double best = results.stream()
                .skip(1)
                .mapToDouble(ContenderResult::framesPerSecond)
                .max()
                .orElseThrow();
        return new StreamResult(
                recorded.stream().label(), recorded.frames().size(), recorded.averageLength(), results, ours / best);
    }

    private static Racer racer(Contender contender, RecordedFrames recorded) {
        return new Racer(contender.name(), contender.route(), recorded.frames().size(), () -> {
            int sum = 0;
            for (String frame : recorded.frames()) {
                sum += contender.read(recorded.stream(), frame);
            }
            return sum;
        });
    }
}
