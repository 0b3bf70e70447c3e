package io.autofutures.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.launcher.CommandFailure;
import io.autofutures.launcher.CommandRun;
import io.autofutures.model.json.Json;
import io.autofutures.testkit.RecordedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class TuneCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "--json"})
    void givesTheSameOnAnyNumberOfThreads(String form) throws IOException {
        String marks = wandering(20_000).toString();
        var outputs = List.of("1", "2", "4").stream()
                .map(threads -> CommandRun.of(("tune --marks " + marks + " --threads " + threads
                                + " --grid MP_DELTA_PCT=0.1:0.5:0.05 --grid MP_WINDOW_SEC=5,10 " + form)
                        .strip()
                        .split(" ")))
                .toList();

        assertThat(outputs)
                .allSatisfy(run -> assertThat(run.code()).as(run.err()).isZero());
        assertThat(outputs.get(0).out())
                .isNotEmpty()
                .isEqualTo(outputs.get(1).out())
                .isEqualTo(outputs.get(2).out());
    }

    @Test
    void eachCombinationFiresAsOftenAsItsReplay() throws IOException {
        String marks = wandering(3_000).toString();

        JsonNode tuned = json("tune", "--marks", marks, "--grid", "MP_DELTA_PCT=0.1,0.2", "--json");

        for (JsonNode combination : tuned.get("combinations")) {
            String threshold = combination.at("/settings/MP_DELTA_PCT").asString();
            JsonNode replayed = json(
                    "replay",
                    "--marks",
                    marks,
                    "--set",
                    "MP_DELTA_PCT=" + threshold,
                    "--json",
                    "--out",
                    folder.resolve("lines.jsonl").toString());
            assertThat(combination.get("triggers")).isEqualTo(replayed.get("triggered"));
        }
    }

    @Test
    void theAfternoonOfTheDayMissesNoBurstAtALowThreshold() {
        String ada = RecordedData.file("market/ADAUSDT_1m_2022-12-13.csv").toString();

        JsonNode tuned =
                json("tune", "--bars", ada, "--grid", "KLINE_RANGE_PCT=0.3,5", "--set", "VOL_MULT=1000", "--json");

        JsonNode low = tuned.at("/combinations/0");
        JsonNode high = tuned.at("/combinations/1");
        assertThat(low.get("bursts").asInt())
                .isGreaterThan(3)
                .isEqualTo(high.get("bursts").asInt());
        assertThat(low.get("missedBursts").asInt()).isZero();
        assertThat(high.get("triggers").asInt()).isZero();
        assertThat(high.get("missedBursts")).isEqualTo(high.get("bursts"));
    }

    @Test
    void namesTheValueOfEachRarity() throws IOException {
        JsonNode tuned = json("tune", "--marks", wandering(3_000).toString(), "--json");

        JsonNode delta = tuned.at("/observed/0");
        assertThat(delta.get("value").asString()).isEqualTo("delta_pct");
        assertThat(delta.get("threshold").asString()).isEqualTo("MP_DELTA_PCT");
        assertThat(delta.at("/percentiles/50").asString())
                .isLessThan(delta.at("/percentiles/99").asString());
        assertThat(tuned.get("combinations")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --grid MP_DELTA_PCT=0.1:0.5        | KEY=from:to:step
            --grid MP_DELTA_PCT=0.5:0.1:0.1    | not below the beginning
            --grid MP_DELTA_PCT=0.1:0.5:0      | step must be positive
            --grid MP_DELTA_PCT=0.1:much:0.1   | is not a number
            --grid MP_DELTA=1,2                | did you mean MP_DELTA_PCT
            --grid MP_WINDOW_SEC=1:3600:0.001  | larger steps
            --grid MP_DELTA_PCT=0:1:0.5        | MP_DELTA_PCT
            --threads 0                        | 1 or more
            --fee -1                           | must not be negative
            --burst 0                          | must be positive
            """)
    void wrongUseIsToldInOneLine(String arguments, String said) throws IOException {
        var run = CommandRun.of(("tune --marks " + wandering(10) + " " + arguments).split(" "));

        assertThat(run.code()).as(run.err()).isEqualTo(CommandFailure.USAGE);
        assertThat(run.err().lines()).singleElement().asString().contains(said);
    }

    @Test
    void aGridIsEveryCombination() {
        var grid = Grid.of(List.of("MP_DELTA_PCT=0.10:0.20:0.05", "MP_WINDOW_SEC=5,10"), Map.of());

        assertThat(grid.combinations())
                .hasSize(6)
                .startsWith(
                        Map.of("MP_DELTA_PCT", "0.10", "MP_WINDOW_SEC", "5"),
                        Map.of("MP_DELTA_PCT", "0.10", "MP_WINDOW_SEC", "10"),
                        Map.of("MP_DELTA_PCT", "0.15", "MP_WINDOW_SEC", "5"));
    }

    private static JsonNode json(String... arguments) {
        var run = CommandRun.of(arguments);
        assertThat(run.code()).as(run.err()).isZero();
        return Json.mapper().readTree(run.out());
    }

    private Path wandering(int seconds) throws IOException {
        var random = new Random(7);
        var lines = new StringBuilder("time_ms,price\n");
        double price = 50_000;
        for (int second = 0; second < seconds; second++) {
            price *= 1 + random.nextGaussian() * 0.0004;
            lines.append(second * 1_000L)
                    .append(',')
                    .append(Math.round(price * 10) / 10.0)
                    .append('\n');
        }
        return Files.writeString(folder.resolve("BTCUSDT_marks.csv"), lines);
    }
}
