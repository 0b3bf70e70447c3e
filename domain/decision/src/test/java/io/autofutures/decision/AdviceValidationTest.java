package io.autofutures.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.decision.AdviceValidation.Result;
import io.autofutures.decision.input.DecisionInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdviceValidationTest {
    private static final String GOOD = """
            {"direction":"LONG","confidence":"0.7","entryType":"MARKET","stop":"99","takeProfits":[{"price":"101.5","sizePct":"100"}],
             "leverage":5,"riskPct":"1","rationale":"a reason","evidence":{"mark":"100"}}""";

    private final DecisionInput input = Inputs.input("0.5", Inputs.calm(300));

    @Test
    void acceptsAWholeAdvice() {
        assertThat(AdviceValidation.of(GOOD, input)).isInstanceOf(Result.Valid.class);
    }

    @Test
    void acceptsFlatWithoutPrices() {
        assertThat(AdviceValidation.of(
                        "{\"direction\":\"FLAT\",\"confidence\":0.4,\"rationale\":\"calm\",\"evidence\":{},\"leverage\":1}",
                        input))
                .isInstanceOf(Result.Valid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "[1,2]",
                "42",
                "\"long\"",
                "{}",
                "no JSON found",
                "<think>buy</think>{\"direction\":\"LONG\"}",
                "{\"direction\":\"LONG\"",
                "{\"direction\":\"UP\",\"confidence\":1}",
                "{\"direction\":\"LONG\",\"confidence\":\"high\"}",
                "｛\"direction\":\"LONG\"｝",
                "{\"direction\":\"LONG\",\"confidence\":0.7,\"stop\":-1}"
            })
    void refusesWhatItCannotRead(String raw) {
        assertThat(AdviceValidation.of(raw, input)).isInstanceOf(Result.Invalid.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"confidence\":\"0.7\"|\"confidence\":\"70\"|confidence must be",
                "\"leverage\":5|\"leverage\":200|leverage must be",
                "\"riskPct\":\"1\"|\"riskPct\":\"0\"|riskPct must be",
                "\"entryType\":\"MARKET\"|\"entryType\":\"STOP\"|entryType must be",
                "\"entryType\":\"MARKET\"|\"entryType\":\"LIMIT\"|entryPrice belongs",
                "\"stop\":\"99\"|\"stop\":\"100\"|stop must be below",
                "\"stop\":\"99\"|\"stop\":\"101\"|stop must be below",
                "\"stop\":\"99\"|\"stop\":\"9.9\"|stop must be within",
                "\"101.5\"|\"100\"|takeProfits.price must be above",
                "\"LONG\"|\"SHORT\"|stop must be above",
                "\"sizePct\":\"100\"|\"sizePct\":\"140\"|takeProfits.sizePct",
                "\"mark\":\"100\"|\"mark\":\"103\"|evidence mark must be 100",
                "\"mark\":\"100\"|\"moon\":\"100\"|evidence moon is not in the input",
                "\"mark\":\"100\"|\"mark\":\"much\"|evidence mark must be a number",
                "\"a reason\"|\" \"|rationale must say why",
                "\"stop\":\"99\",||stop is missing"
            })
    void namesWhatIsWrong(String part, String replacement, String problem) {
        String raw = GOOD.replace(part, replacement == null ? "" : replacement);

        assertThat(AdviceValidation.of(raw, input))
                .isInstanceOfSatisfying(Result.Invalid.class, invalid -> assertThat(invalid.problems())
                        .anySatisfy(found -> assertThat(found).startsWith(problem)));
    }
}
