package io.autofutures.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.testkit.RecordedData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodeCommandTest {
    private static final String TIME = "{\"serverTime\":1789478319738}";
    private static final String TIME_DECODED = "{\"type\":\"time\",\"at\":1789478319738}";
    private static final String MARK =
            "{\"e\":\"markPriceUpdate\",\"E\":1,\"s\":\"BTCUSDT\",\"p\":\"64346.70000000\",\"st\":1}";
    private static final String MARK_DECODED =
            "{\"type\":\"mark-price-updated\",\"symbol\":\"BTCUSDT\",\"occurredAt\":1,\"mark\":\"64346.7\"}";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void recognizesFramesAndBodiesInOneFile() throws IOException {
        String file = file("mixed.txt", TIME + "\n\n" + MARK + "\n1723161256326001000 " + MARK + "\n");

        assertThat(run("decode", file)).isZero();
        assertThat(out.toString().lines()).containsExactly(TIME_DECODED, MARK_DECODED, MARK_DECODED);
    }

    @Test
    void readsPrintedBodiesOfSeveralFiles() throws IOException {
        String printed = file("printed.json", "{\n  \"serverTime\": \"1789478319738\"\n}\n");
        String rows = file("rows.json", "[\n" + MARK + ",\n" + MARK + "\n]");

        assertThat(run("decode", printed, rows)).isZero();
        assertThat(out.toString().lines()).containsExactly(TIME_DECODED, MARK_DECODED, MARK_DECODED);
    }

    @Test
    void tellsEachMalformedValueAndReadsTheRest() throws IOException {
        String file =
                file("bad.txt", "hello\n" + TIME + "\n{\"serverTime\":\n" + TIME + "\n{\"serverTime\":\"x\"}\n" + MARK);

        assertThat(run("decode", file)).isEqualTo(CommandFailure.FAILED);
        assertThat(out.toString().lines()).containsExactly(TIME_DECODED, TIME_DECODED, MARK_DECODED);
        assertThat(err.toString().lines()).hasSize(3).allSatisfy(line -> assertThat(line)
                .startsWith("auto-futures decode: " + file + ":"));
        assertThat(err.toString()).contains("bad.txt:1: ", "bad.txt:3: ", "bad.txt:5: field 'serverTime'");
    }

    @Test
    void namesWhatNobodyKnows() throws IOException {
        String file = file("new.txt", "{\"e\":\"somethingNew\",\"E\":1,\"s\":\"BTCUSDT\"}\n{\"answer\":42}");

        assertThat(run("decode", file)).isZero();
        assertThat(out.toString().lines())
                .satisfiesExactly(
                        frame -> assertThat(frame).startsWith("{\"type\":\"unknown\",\"event\":\"somethingNew\""),
                        body -> assertThat(body)
                                .isEqualTo("{\"type\":\"unknown\",\"event\":\"rest\",\"data\":{\"answer\":42}}"));
    }

    @Test
    void saysWhatAnErrorMeans() throws IOException {
        String file = file(
                "error.json",
                "{\"code\":-2019,\"msg\":\"Margin is insufficient.\"}\n{\"code\":-1007,\"msg\":\"Timeout\"}");

        assertThat(run("decode", "--kind", "error", file)).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "{\"type\":\"error\",\"code\":-2019,\"message\":\"Margin is insufficient.\",\"outcome\":\"refused\","
                                + "\"meaning\":\"MONEY\",\"retry\":false}",
                        "{\"type\":\"error\",\"code\":-1007,\"message\":\"Timeout\",\"outcome\":\"unknown\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rest", "algo", "errors", "user-data", "market-streams"})
    void recognizesEveryRecordedPayload(String recorded) throws IOException {
        for (Path file : files(recorded)) {
            if (file.endsWith("request_subscribe.json")) {
                continue; // a request of ours, not a payload of the venue
            }
            out.getBuffer().setLength(0);
            assertThat(run("decode", file.toString())).as("%s: %s", file, err).isZero();
            assertThat(out.toString().lines()).as(file.toString()).isNotEmpty().allSatisfy(line -> assertThat(line)
                    .startsWith("{\"type\":\""));
            if (!recorded.equals("user-data") && !recorded.equals("market-streams")) {
                assertThat(out.toString()).as(file.toString()).doesNotContain("\"type\":\"unknown\"");
            }
        }
    }

    private static List<Path> files(String recorded) throws IOException {
        try (var files = Files.list(RecordedData.file("binance/" + recorded))) {
            return files.sorted().toList();
        }
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private int run(String... args) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
