package io.autofutures.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autofutures.model.market.Symbol;
import io.autofutures.testkit.RecordedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameFileTest {
    @TempDir
    Path folder;

    private static String trade(long at, String price, String kind) {
        return "1 {\"stream\":\"xusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":%d,\"T\":%d,\"s\":\"XUSDT\",\"t\":1,\"p\":\"%s\",\"q\":\"2\",\"X\":\"%s\",\"m\":true}}\n"
                .formatted(at, at, price, kind);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("XUSDT_frames.ndtxt"), text);
    }

    private static List<MarketStep> steps(Path file) {
        var steps = new ArrayList<MarketStep>();
        MarketSource.Recorded.of(file).open().steps().forEachRemaining(steps::add);
        return steps;
    }

    @Test
    void eachDistinctTradeTimeGivesOneMarkWithItsLastMarketPrice() throws IOException {
        Path file = file(trade(1_000, "10", "MARKET")
                + trade(1_000, "11", "MARKET")
                + trade(1_000, "99", "INSURANCE_FUND")
                + trade(1_010, "12", "MARKET"));

        assertThat(FrameFile.read(file).marks())
                .containsExactly(
                        new PricedAt(Instant.ofEpochMilli(1_000), new BigDecimal("11")),
                        new PricedAt(Instant.ofEpochMilli(1_010), new BigDecimal("12")));
    }

    @Test
    void aTradeOfALaterMinuteClosesTheCandle() throws IOException {
        Path file = file(trade(59_000, "10", "MARKET") + trade(59_500, "14", "MARKET") + trade(61_000, "12", "MARKET"));

        List<MarketStep> steps = steps(file);

        var closed = (MarketStep.CandleClosed) steps.stream()
                .filter(MarketStep.CandleClosed.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(closed.at()).isEqualTo(Instant.ofEpochMilli(61_000));
        assertThat(closed.kline().openAt()).isEqualTo(Instant.EPOCH);
        assertThat(closed.kline().close()).hasToString("14");
        assertThat(closed.kline().volume()).isEqualByComparingTo("4");
        assertThat(closed.kline().quoteVolume()).isEqualByComparingTo("48");
    }

    @Test
    void recordedMarksGoBeforeTrades() throws IOException {
        Path file = file(
                trade(900, "10", "MARKET")
                        + "2 {\"stream\":\"xusdt@markPrice@1s\",\"data\":{\"e\":\"markPriceUpdate\",\"E\":1000,\"s\":\"XUSDT\",\"p\":\"10.5\"}}\n");

        assertThat(steps(file).stream().filter(MarketStep.Marked.class::isInstance))
                .containsExactly(new MarketStep.Marked(
                        new Symbol("XUSDT"),
                        Instant.ofEpochMilli(1_000),
                        new BigDecimal("10.5"),
                        new BigDecimal("10.5"),
                        new BigDecimal("10"),
                        null,
                        null,
                        List.of(new MarketTrade(
                                1,
                                Instant.ofEpochMilli(900),
                                new BigDecimal("10"),
                                new BigDecimal("2"),
                                true,
                                MarketTrade.MARKET))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"stream\":\"x\"}|line 2|nanoseconds",
                "1 {\"stream\":|line 2|JSON is broken",
                "1 {\"data\":{\"e\":\"trade\",\"T\":5,\"p\":\"ten\",\"q\":\"1\"}}|line 2|field 'p' is not a decimal",
                "1 {\"data\":{\"e\":\"trade\",\"p\":\"10\",\"q\":\"1\"}}|line 2|field 'T' is not a time"
            })
    void saysWhatIsWrongAndWhere(String line, String where, String what) throws IOException {
        Path file = file(trade(900, "10", "MARKET") + line + "\n");

        assertThatThrownBy(() -> FrameFile.read(file))
                .isInstanceOf(MarketFileException.class)
                .hasMessageContaining(where)
                .hasMessageContaining(what)
                .hasMessageNotContaining("\n");
    }

    @Test
    void theRecordingHasItsTradesAndDistinctTimes() {
        Path file = RecordedData.file("market/BTCUSDT_wsframes_2024-08-08.ndtxt.gz");

        FrameFile frames = FrameFile.read(file);
        Market market = MarketSource.Recorded.of(file).open();

        assertThat(frames.frames().stream().filter(FrameFile.Frame.Traded.class::isInstance))
                .hasSize(21_313);
        assertThat(frames.marks()).hasSize(5_260);
        assertThat(frames.marks().getFirst().price()).isEqualByComparingTo("61800.30");
        assertThat(market.rules(new Symbol("BTCUSDT")).tickSize()).isEqualByComparingTo("0.1");
        assertThat(market.rules(new Symbol("BTCUSDT")).stepSize()).isEqualByComparingTo("0.001");
        assertThat(steps(file).stream().filter(MarketStep.Marked.class::isInstance))
                .hasSize(5_260);
        assertThat(steps(file)).isSortedAccordingTo(MarketStep.ORDER);
        assertThat(steps(file).stream().flatMap(step -> step.trades().stream()))
                .containsExactlyElementsOf(frames.frames().stream()
                        .filter(FrameFile.Frame.Traded.class::isInstance)
                        .map(frame -> ((FrameFile.Frame.Traded) frame).trade())
                        .toList());
    }
}
