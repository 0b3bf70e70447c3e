package io.autofutures.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultLinesTest {
    @TempDir
    Path folder;

    @Test
    void readsRulesAndPassesOverCommentsAndEmptyLines() {
        FaultPlan plan = FaultPlan.of("f", List.of("# two faults", "", """
                {"fault":"503-unknown","on":"POST /fapi/v1/order","nth":2,"executed":false,"with":{"type":"MARKET"}}""", """
                {"fault":"delay-events","on":"/private","event":"ORDER_*","ms":700,"from":"PT1M","to":"PT2M"}"""));

        assertThat(plan.rules())
                .extracting(FaultRule::effect)
                .containsExactly(new Effect.Unknown503(false, false), new Effect.HoldBack(Duration.ofMillis(700)));
        assertThat(plan.rules().getFirst().nth()).isEqualTo(2);
        assertThat(plan.rules().getLast().concernsFrame("/private", "key", "ORDER_TRADE_UPDATE"))
                .isTrue();
        assertThat(plan.rules().getLast().concernsFrame("/private", "key", "ACCOUNT_UPDATE"))
                .isFalse();
        assertThat(plan.rules().getLast().concernsFrame("/market", "key", "ORDER_TRADE_UPDATE"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {"fault":"503-unknwon"}                                | did you mean 503-unknown
            {"on":"*"}                                             | "fault" is missing
            {"fault":"delay"}                                      | "ms" is missing
            {"fault":"delay","ms":"much"}                          | "ms" must be a whole number
            {"fault":"delay","ms":-1}                              | from 0 to
            {"fault":"delay","ms":5,"colour":"red"}                | unknown field "colour"
            {"fault":"delay","ms":5,"at":"noon"}                   | request or reply
            {"fault":"delay","ms":5,"on":"/private"}               | a method and a path
            {"fault":"drop","on":"POST /fapi/v1/order"}            | /market, /public, /private
            {"fault":"drop","ms":5}                                | unknown field "ms"
            {"fault":"drop","from":"soon"}                         | 2026-01-05T09:10:00Z
            {"fault":"reset-after","nth":0}                        | from 1 to
            {"fault":"503-unknown","executed":"yes"}               | true or false
            {"fault":"reset-after","with":7}                       | object of parameters
            {"fault":"drop"                                        | no JSON object
            [1]                                                    | a fault is a JSON object
            """)
    void saysWhereAndWhatIsWrong(String line, String problem) throws IOException {
        Path file = Files.writeString(folder.resolve("faults.jsonl"), "# first line\n" + line + "\n");

        assertThatThrownBy(() -> FaultPlan.read(file))
                .isInstanceOf(FaultFormatException.class)
                .hasMessageStartingWith(file + ":2: ")
                .hasMessageContaining(problem);
    }

    @Test
    void aFileThatIsNoTextIsSaid() throws IOException {
        Path file = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThatThrownBy(() -> FaultPlan.read(file)).hasMessageContaining("not UTF-8");
    }
}
