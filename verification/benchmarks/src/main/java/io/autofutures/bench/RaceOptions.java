package io.autofutures.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every race over recorded frames is told. */
final class RaceOptions {
    private static final String RECORDING = "market/BTCUSDT_wsframes_2024-08-08.ndtxt.gz";
    private static final int WARM_UP = 3;

    @Option(names = "--frames", paramLabel = "FILE")
    private @Nullable Path frames;

    @Option(names = "--rounds", paramLabel = "N")
    private int rounds = 5;

    @Option(names = "--seconds", paramLabel = "S")
    private double seconds = 1;

    @Option(names = "--cpu-time")
    private boolean cpuTime;

    /** What is wrong with them, for the user. */
    Optional<String> complaint() {
        Path file = frames == null ? recording() : frames;
        if (file == null || !Files.isReadable(file)) {
            return Optional.of("no recorded frames"
                    + (file == null ? "" : " in " + file)
                    + "; name a file with --frames, or the folder of recorded data with AUTOFUTURES_DATA");
        }
        return rounds < 1 || !(seconds > 0) ? Optional.of("--rounds and --seconds must be positive") : Optional.empty();
    }

    /** @throws IllegalStateException when {@link #complaint} has one */
    Path file() {
        Path file = frames == null ? recording() : frames;
        if (file == null) {
            throw new IllegalStateException("no recorded frames");
        }
        return file;
    }

    private static @Nullable Path recording() {
        String root = System.getenv("AUTOFUTURES_DATA");
        return root == null || root.isBlank() ? null : Path.of(root).resolve(RECORDING);
    }

    Race race(List<Racer> racers) {
        return new Race(
                racers, Duration.ofNanos((long) (seconds * 1e9)), cpuTime ? Race.processorTime() : System::nanoTime);
    }

    Map<String, double[]> run(Race race) {
        return race.run(WARM_UP, rounds);
    }

    int rounds() {
        return rounds;
    }

    double seconds() {
        return seconds;
    }

    String clock() {
        return cpuTime ? "processor time" : "wall time";
    }
}
