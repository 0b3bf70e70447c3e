package io.autofutures.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.launcher.CommandFailure;
import io.autofutures.launcher.CommandRun;
import io.autofutures.model.json.Json;
import io.autofutures.testkit.RecordedData;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ReplayCommandTest {
    private static final String HEADER = "open_time_ms,open,high,low,close,volume\n";

    @TempDir
    private Path folder;

    @Test
    void marksMayHaveAHeaderOrNot() throws IOException {
        Path bare = file("BTCUSDT_bare.csv", "1000,100.50\n2000,101.7\n");
        Path headed = file("BTCUSDT_headed.csv", "time_ms,price\n1000,100.50\n2000,101.7\n");

        var first = CommandRun.of("replay", "--marks", bare.toString());
        var second = CommandRun.of("replay", "--marks", headed.toString());

        assertThat(first.code()).isZero();
        assertThat(first.lines()).hasSize(2).isEqualTo(second.lines());
        assertThat(first.lines().getFirst())
                .isEqualTo("{\"time\":1000,\"symbol\":\"BTCUSDT\",\"rule\":\"mark\",\"triggered\":false,"
                        + "\"reasons\":[\"insufficient_samples\"],"
                        + "\"values\":{\"price\":\"100.50\",\"sample_count\":\"1\"}}");
        assertThat(first.lines().getLast()).contains("\"triggered\":true", "\"delta_pct\":\"1.1940\"");
        assertThat(first.err()).contains("judged").contains("insufficient_samples");
    }

    @Test
    void readsAndWritesGzip() throws IOException {
        Path marks = folder.resolve("BTCUSDT_marks.csv.gz");
        try (var out =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(marks)), StandardCharsets.UTF_8)) {
            out.write("1000,100\n2000,101\n");
        }
        Path lines = folder.resolve("lines.jsonl.gz");

        var run = CommandRun.of("replay", "--marks", marks.toString(), "--out", lines.toString(), "--json");

        assertThat(run.code()).isZero();
        try (var unzipped = new GZIPInputStream(Files.newInputStream(lines))) {
            assertThat(new String(unzipped.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .hasSize(2);
        }
        JsonNode summary = Json.mapper().readTree(run.out());
        assertThat(summary.get("judged").asInt()).isEqualTo(2);
        assertThat(summary.at("/reasons/triggered").asInt()).isEqualTo(1);
    }

    @Test
    void takesBarsOfAnyIntervalForClosedCandles() throws IOException {
        Path bars = file(
                "ADAUSDT_15m.csv",
                HEADER + "900000,1,1.02,1,1.01,5\n1800000,1.01,1.011,1.01,1.01,5\n2700000,1,1,1,1,5\n");

        var run = CommandRun.of("replay", "--bars", bars.toString());

        assertThat(run.lines()).hasSize(3);
        assertThat(run.lines().getFirst()).contains("\"time\":900000,", "\"triggered\":true");
        assertThat(run.lines().get(1)).contains("\"range_below_threshold\"");
    }

    @Test
    void leavesOutWhatIsOutsideOfTheRange() throws IOException {
        Path marks = file("BTCUSDT_marks.csv", "1000,100\n2000,101\n3000,101\n4000,101\n");

        var run =
                CommandRun.of("replay", "--marks", marks.toString(), "--from", "2000", "--to", "1970-01-01T00:00:04Z");

        assertThat(run.lines()).hasSize(2);
        assertThat(run.lines().getFirst()).contains("\"time\":2000,", "insufficient_samples");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1000,100 / 900,100          | line 2: time_ms 900 is before the 1000
            1000,100 / x,100            | line 2: time_ms 'x' is not a whole number
            1000,100 / 2000,NaN         | line 2: price 'NaN' is not a number
            1000,100 / 2000,-1          | line 2: price -1 is not positive
            1000,100 / 2000,0           | line 2: price 0 is not positive
            time_ms,price / 1000,100,7  | line 2: it has no two columns
            time_ms,price               | it has no prices
            """)
    void malformedLinesAreToldByFileAndLine(String lines, String said) throws IOException {
        Path marks = file("BTCUSDT_marks.csv", lines.replace(" / ", "\n") + "\n");
        Path out = folder.resolve("out.jsonl");

        var run = CommandRun.of("replay", "--marks", marks.toString(), "--out", out.toString());

        assertThat(run.code()).isEqualTo(CommandFailure.FAILED);
        assertThat(run.err().lines()).singleElement().asString().contains("BTCUSDT_marks.csv", said, "; ");
        assertThat(folder).isDirectoryNotContaining("glob:**out*");
    }

    @Test
    void aMalformedBarLeavesNoHalfFileBehind() throws IOException {
        Path bars = file("ADAUSDT_1m.csv", HEADER + "60000,1,1,1,1,5\n120000,1,1,1,1,5\n180000,1,x,1,1,5\n");
        Path out = folder.resolve("out.jsonl");

        var run = CommandRun.of("replay", "--bars", bars.toString(), "--out", out.toString());

        assertThat(run.code()).isEqualTo(CommandFailure.FAILED);
        assertThat(run.err()).contains("line 4");
        assertThat(folder).isDirectoryNotContaining("glob:**out*");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            replay                                                  | required
            replay --marks $/missing.csv                            | does not exist
            replay --marks $/ok.csv                                 | name the symbol
            replay --marks $/ok.csv --bars $/ok.csv                 | mutually exclusive
            replay --marks $/ok.csv --symbol A --from soon          | --from soon is no time
            replay --marks $/ok.csv --symbol A --from 9 --to 9      | is not after
            replay --marks $/ok.csv --symbol A --colldown           | did you mean --cooldown
            replay --marks $/ok.csv --symbol A --set MP_DELTA=1     | did you mean MP_DELTA_PCT
            replay --topic ws-events                                | name the symbol
            """)
    void wrongUseIsToldInOneLine(String line, String said) throws IOException {
        file("ok.csv", "1000,100\n");

        var run = CommandRun.of(line.replace("$", folder.toString()).split(" "));

        assertThat(run.code()).as(run.err()).isEqualTo(CommandFailure.USAGE);
        assertThat(run.err().lines()).singleElement().asString().contains(said);
    }

    @Test
    void withoutABrokerATopicIsUnreachable() {
        var nowhere =
                CommandRun.of("replay", "--topic", "ws-events", "--symbol", "BTCUSDT", "--data", folder.toString());

        assertThat(nowhere.code()).isEqualTo(CommandFailure.UNREACHABLE);
        assertThat(nowhere.err()).contains("no broker runs on the data of", "--bootstrap");
    }

    @Test
    void recordedDaysGiveTheKnownTriggers() {
        String ada = RecordedData.file("market/ADAUSDT_1m_2022-12-13.csv").toString();
        String btc =
                RecordedData.file("market/BTCUSDT_wsframes_2024-08-08.ndtxt.gz").toString();
        String out = folder.resolve("out.jsonl").toString();

        JsonNode candles = summary("replay", "--bars", ada, "--json", "--out", out);
        JsonNode trades = summary("replay", "--frames", btc, "--set", "MP_DELTA_PCT=0.15", "--json", "--out", out);

        assertThat(candles.get("judged").asInt()).isEqualTo(1_440);
        assertThat(candles.get("triggered").asInt()).isEqualTo(197);
        assertThat(trades.get("judged").asInt()).isEqualTo(21_313);
        assertThat(trades.get("triggered").asInt()).isEqualTo(47);
    }

    private static JsonNode summary(String... arguments) {
        var run = CommandRun.of(arguments);
        assertThat(run.code()).as(run.err()).isZero();
        return Json.mapper().readTree(run.out());
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
