package io.autofutures.bench;

import io.autofutures.bench.ParseReport.ContenderResult;
import io.autofutures.bench.ParseReport.StreamResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Our reading of frames against that of the official Java SDK and of XChange. */
@Command(name = "parse")
final class ParseCommand implements Callable<Integer> {
    private static final String RECORDING = "market/BTCUSDT_wsframes_2024-08-08.ndtxt.gz";

    private final PrintWriter out;
    private final PrintWriter err;

    @Option(names = "--frames", paramLabel = "FILE")
    private @Nullable Path frames;

    @Option(names = "--json")
    private boolean json;

    @Option(names = "--require", paramLabel = "RATIO")
    private double require;

    @Option(names = "--rounds", paramLabel = "N")
    private int rounds = 5;

    @Option(names = "--seconds", paramLabel = "S")
    private double seconds = 1;

    @Option(names = "--cpu-time")
    private boolean cpuTime;

    ParseCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws IOException {
        Path file = frames == null ? recording() : frames;
        if (file == null || !Files.isReadable(file)) {
            err.println("auto-futures: bench parse: no recorded frames"
                    + (file == null ? "" : " in " + file)
                    + "; name a file with --frames, or the folder of recorded data with AUTOFUTURES_DATA");
            return 2;
        }
        if (rounds < 1 || !(seconds > 0)) {
            err.println("auto-futures: bench parse: --rounds and --seconds must be positive");
            return 2;
        }
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
                rounds,
                seconds,
                cpuTime ? "processor time" : "wall time",
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

    private static @Nullable Path recording() {
        String root = System.getenv("AUTOFUTURES_DATA");
        return root == null || root.isBlank() ? null : Path.of(root).resolve(RECORDING);
    }

    private StreamResult result(RecordedFrames recorded) {
        List<Contender> contenders = List.of(new AutoFutures(), new OfficialSdk(), new XChange());
        var race = new Race(
                contenders,
                Duration.ofNanos((long) (seconds * 1e9)),
                cpuTime ? Race.processorTime() : System::nanoTime);
        var rates = race.run(recorded, 3, rounds);
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
}
