package io.autofutures.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class BenchCommandTest {
    private static final String FRAMES = """
            1723161255088169167 {"stream":"btcusdt@bookTicker","data":{"e":"bookTicker","u":5123107839020,"s":"BTCUSDT","b":"61800.20","B":"2.507","a":"61800.30","A":"2.510","T":1723161256313,"E":1723161256313}}
            1723161255088176367 {"stream":"btcusdt@trade","data":{"e":"trade","E":1723161256322,"T":1723161256322,"s":"BTCUSDT","t":5266583935,"p":"61800.30","q":"0.006","X":"MARKET","m":false}}
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsTheMachineAndEveryContender() throws IOException {
        Path file = Files.writeString(folder.resolve("frames.txt"), FRAMES);

        int exit = bench("parse", "--frames", file.toString(), "--seconds", "0.01", "--rounds", "1", "--json");

        assertThat(exit).isZero();
        var report = new JsonMapper().readTree(out.toString());
        assertThat(report.path("machine").path("cores").asInt()).isPositive();
        assertThat(report.path("streams")).hasSize(2);
        assertThat(report.path("streams").path(0).path("contenders"))
                .extracting(contender -> contender.path("name").asString())
                .containsExactly("auto-futures", "official Java SDK", "XChange");
        assertThat(report.path("streams").path(0).path("contenders"))
                .allMatch(contender -> contender.path("framesPerSecond").asDouble() > 0);
    }

    @Test
    void failsWhenMoreIsRequiredThanThereIs() throws IOException {
        Path file = Files.writeString(folder.resolve("frames.txt"), FRAMES);

        int exit = bench(
                "parse", "--frames", file.toString(), "--seconds", "0.01", "--rounds", "1", "--require", "1000000");

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString()).contains("machine: ", "@trade", "XChange");
        assertThat(err.toString()).contains("required");
    }

    @Test
    void saysWhereFramesAreLookedFor() {
        assertThat(bench("parse", "--frames", folder.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("AUTOFUTURES_DATA");
    }

    private int bench(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
