package io.autofutures.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.launcher.demo.DataFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One clear line and the promised exit code, through the real command line. */
class BadInputIT {
    @TempDir
    private static Path folder;

    private static ServerSocket taken = unbound();
    private static DataFolder held = unheld();

    @BeforeAll
    static void prepare() throws IOException {
        String header = "open_time_ms,open,high,low,close,volume\n";
        Files.writeString(
                folder.resolve("ADAUSDT_bad.csv"),
                header
                        + "1670889600000,0.3067,0.3068,0.3066,0.3068,274004\n1670889660000,0.3068,zero,0.3067,0.3071,1\n");
        Files.writeString(
                folder.resolve("ADAUSDT_ok.csv"), header + "1670889600000,0.3067,0.3068,0.3066,0.3068,274004\n");
        Files.writeString(folder.resolve("BTCUSDT_bad.txt"), "1 {\"stream\":\"x\",\"data\":{}}\nnonsense\n");
        Files.writeString(folder.resolve("frames.txt"), "{\"e\":\"markPriceUpdate\"\n");
        Files.writeString(folder.resolve("info.json"), "{\"symbols\": 7");
        Files.writeString(folder.resolve("faults.jsonl"), "{\"fault\":\"drop\"}\n{\"fault\":\"503\"}\n");
        Files.createDirectories(folder.resolve("old"));
        Files.writeString(folder.resolve("old/version"), "0\n");
        Files.createDirectories(folder.resolve("foreign"));
        Files.writeString(folder.resolve("foreign/letter.txt"), "dear reader");
        taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        held = DataFolder.open(folder.resolve("held"));
    }

    @AfterAll
    static void release() throws IOException {
        taken.close();
        held.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            demo --sped 5                                          | 2 | unknown --sped, did you mean --speed
            demo --speed 0                                         | 2 | above 0
            demo --speed fast                                      | 2 | fast
            demo --set MP_DELTA=1                                  | 2 | MP_DELTA_PCT
            demo --set MP_DELTA_PCT=much                           | 2 | must be a number
            demo --set TRANSPORT=pigeon                            | 2 | kafka or memory
            demo --market $/missing.csv                            | 2 | does not exist
            demo --market $/ADAUSDT_bad.csv                        | 1 | line 3
            demo --market $/ADAUSDT_ok.csv --symbols A,B           | 2 | 2 symbols for 1 files
            demo --market $/ADAUSDT_ok.csv --seed 3                | 2 | --seed goes with
            demo --exchange-info $/missing.json                    | 2 | does not exist
            demo --exchange-info $/info.json                       | 1 | info.json
            demo --port 99999                                      | 2 | 0 to 65535
            demo --data $/new --port TAKEN                         | 2 | is taken
            demo --data $/old --port 0                             | 5 | of version 0
            demo --data $/held --port 0                            | 5 | in use
            demo --data $/foreign --port 0 --fresh                 | 5 | other things
            sim --data $/sim --port TAKEN                          | 2 | is taken
            sim --data $/sim --prot 1                              | 2 | did you mean --port
            sim --data $/sim --faults $/missing.jsonl              | 2 | does not exist
            sim --data $/sim --faults $/faults.jsonl               | 1 | faults.jsonl:2: unknown fault
            sim --data $/sim --faults chaos:lots                   | 2 | chaos:7
            sim --data $/sim --symbols A/B                         | 2 | --symbols
            sim --data $/held --port 0                             | 5 | in use
            sim --data $/sim --port 0 --market live:nowhere        | 2 | live:http://
            sim --data $/sim --market live --seed 3                | 2 | leave them out
            sim --data $/live --port 0 --market live:http://127.0.0.1:1 --symbols BTCUSDT | 3 | 127.0.0.1:1
            demo --market live                                     | 2 | goes with sim
            replay --bars $/missing.csv                            | 2 | does not exist
            replay --bars $/ADAUSDT_bad.csv                        | 1 | line 3
            replay --frames $/BTCUSDT_bad.txt                      | 1 | line 2
            replay --bars $/ADAUSDT_ok.csv --rules modern          | 2 | classic
            replay --bars $/ADAUSDT_ok.csv --out $/no/such/folder  | 2 | --out
            decode --kind market $/missing.txt                     | 2 | does not exist
            decode --kind market $/frames.txt                      | 1 | frames.txt:1:
            decode --kind sideways $/frames.txt                    | 2 | sideways
            """)
    void isRefusedInOneLine(String line, int code, String said) throws Exception {
        List<String> arguments = arguments(line);
        try (var command = CommandProcess.start(Build.command(arguments.toArray(String[]::new)))) {
            int exit = command.awaitExit(Duration.ofSeconds(60));

            String complaints = command.output().stream()
                    .filter(text -> text.startsWith("auto-futures "))
                    .collect(Collectors.joining("\n"));
            assertThat(complaints).as(String.join("\n", command.output())).contains(said);
            assertThat(complaints.lines()).hasSize(1);
            assertThat(exit).isEqualTo(code);
        }
        assertThat(folder.resolve("foreign/letter.txt")).exists();
    }

    @Test
    void aBrokerThatDoesNotStartIsUnreachable() throws Exception {
        Path libs = Files.createDirectories(folder.resolve("libs"));
        var command = new ArrayList<>(
                Build.command("demo", "--data", folder.resolve("nobroker").toString(), "--port", "0"));
        command.replaceAll(
                part -> part.startsWith("-Dautofutures.broker.libs") ? "-Dautofutures.broker.libs=" + libs : part);
        try (var demo = CommandProcess.start(command)) {
            assertThat(demo.awaitExit(Duration.ofSeconds(60))).isEqualTo(3);
            assertThat(demo.output()).anyMatch(text -> text.contains("broker.log"));
        }
    }

    @Test
    void theScriptNamesTheNearestCommand() throws Exception {
        try (var script = CommandProcess.start(
                List.of(Build.root().resolve("auto-futures").toString(), "dmeo"))) {
            assertThat(script.awaitExit(Duration.ofSeconds(10))).isEqualTo(2);
            assertThat(script.output()).singleElement().asString().contains("'dmeo', did you mean demo");
        }
    }

    @Test
    void withoutAJdkItSaysWhatToInstall() throws Exception {
        String finder =
                Files.readString(Build.root().resolve("launcher/find-jdk")).replace("need=25", "need=999");
        Path changed = Files.writeString(folder.resolve("find-jdk"), finder);
        try (var script = CommandProcess.start(List.of("bash", changed.toString()))) {
            assertThat(script.awaitExit(Duration.ofSeconds(10))).isEqualTo(2);
            assertThat(script.output()).singleElement().asString().contains("no JDK 999 or newer found: install");
        }
    }

    private static List<String> arguments(String line) {
        return Arrays.stream(line.strip().split("\\s+"))
                .map(part ->
                        part.replace("$", folder.toString()).replace("TAKEN", Integer.toString(taken.getLocalPort())))
                .toList();
    }

    private static ServerSocket unbound() {
        try {
            return new ServerSocket();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static DataFolder unheld() {
        try {
            return DataFolder.open(Files.createTempDirectory("unheld"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
