package io.autofutures.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.autofutures.model.market.Symbol;
import io.autofutures.simulator.Simulator;
import io.autofutures.simulator.SimulatorOptions;
import io.autofutures.simulator.market.MarketSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Drives the simulator with clients that nobody here wrote, by the scripts of {@code verification/e2e/clients}. Skipped,
 * saying why, where there is no Node or the clients cannot be fetched.
 */
class ThirdPartyClientsIT {
    private static final Path SCRIPTS = Build.root().resolve("verification/e2e/clients");
    private static final Path INSTALLED = Build.root().resolve("verification/e2e/target/clients");

    @TempDir
    private Path data;

    private record Run(int exitCode, String output) {}

    /** From the lock file, once for each of its versions. */
    @BeforeAll
    static void install() throws Exception {
        Files.createDirectories(INSTALLED);
        Run node = run(Duration.ofSeconds(20), "node", "--version");
        assumeTrue(
                node.exitCode() == 0,
                "Node is not on the PATH (" + node.output() + "): other people's clients are not run");
        int major = Integer.parseInt(node.output().strip().replaceFirst("v(\\d+).*", "$1"));
        assumeTrue(
                major >= 20,
                "Node 20 or newer is needed, found " + node.output().strip());
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, INSTALLED.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path stamp = INSTALLED.resolve("installed");
        String locked = Files.readString(SCRIPTS.resolve("package-lock.json"));
        if (Files.exists(stamp) && Files.readString(stamp).equals(locked)) {
            return;
        }
        Run fetched = run(
                Duration.ofMinutes(2), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
        assumeTrue(fetched.exitCode() == 0, "npm cannot fetch the clients: " + fetched.output());
        Files.writeString(stamp, locked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ccxt-rest.mjs", "ccxt-streams.mjs"})
    void otherPeoplesClientsFindTheVenueTheyKnow(String script) throws Exception {
        Instant now = Instant.now();
        var market = new MarketSource.Generated(
                7, List.of(new Symbol("BTCUSDT"), new Symbol("ETHUSDT")), now.truncatedTo(ChronoUnit.MINUTES));
        try (var simulator = Simulator.start(SimulatorOptions.of(data, market))) {
            simulator.beginAt(Instant.now());

            Run run = run(Duration.ofSeconds(160), "node", script, "http://127.0.0.1:" + simulator.port());

            System.out.print(run.output());
            assertThat(run.exitCode()).as(run.output()).isZero();
        }
    }

    /** Output and errors together; a command that is not there, or too slow and then ended, has exit code −1. */
    private static Run run(Duration limit, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(INSTALLED, "run", ".txt");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(INSTALLED.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            Files.delete(output);
            return new Run(-1, String.valueOf(e.getMessage()));
        }
        try {
            boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
            String said = Files.readString(output);
            return ended
                    ? new Run(process.exitValue(), said)
                    : new Run(-1, said + "ended after " + limit.toSeconds() + " s");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.delete(output);
        }
    }
}
