package io.autofutures.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.testkit.RecordedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The comparison is fair only if everybody reads the same numbers out of the same frames. */
class SameWorkTest {
    private static final String RECORDING = "market/BTCUSDT_wsframes_2024-08-08.ndtxt.gz";

    private final List<Contender> contenders = List.of(new AutoFutures(), new OfficialSdk(), new XChange());

    @ParameterizedTest
    @EnumSource(Stream.class)
    void everyContenderReadsTheSameNumbers(Stream stream) throws IOException {
        var recorded = RecordedFrames.of(RecordedData.file(RECORDING), stream);

        for (int i = 0; i < recorded.frames().size(); i += 9) {
            String frame = recorded.frames().get(i);
            List<BigDecimal> ours = stripped(contenders.getFirst().values(stream, frame));
            for (Contender other : contenders) {
                assertThat(stripped(other.values(stream, frame)))
                        .as("%s: %s", other.name(), frame)
                        .isEqualTo(ours);
            }
        }
        assertThat(recorded.frames()).hasSize(stream == Stream.TRADE ? 21_313 : 66_089);
    }

    @Test
    void readsWhatTheFrameSays() {
        String trade =
                "{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":1723161256322,\"T\":1723161256322,"
                        + "\"s\":\"BTCUSDT\",\"t\":5266583935,\"p\":\"61800.30\",\"q\":\"0.006\",\"X\":\"MARKET\",\"m\":false}}";

        for (Contender contender : contenders) {
            assertThat(stripped(contender.values(Stream.TRADE, trade)))
                    .as(contender.name())
                    .containsExactly(new BigDecimal("61800.3"), new BigDecimal("0.006"));
        }
    }

    private static List<BigDecimal> stripped(List<BigDecimal> values) {
        return values.stream().map(BigDecimal::stripTrailingZeros).toList();
    }
}
