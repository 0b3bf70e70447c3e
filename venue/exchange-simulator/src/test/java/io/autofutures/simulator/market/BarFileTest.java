package io.autofutures.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Symbol;
import io.autofutures.testkit.RecordedData;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarFileTest {
    private static final Symbol X = new Symbol("XUSDT");
    private static final String HEADER = "open_time_ms,open,high,low,close,volume\n";

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("XUSDT_1m.csv"), text);
    }

    private static List<MarketStep> steps(Market market) {
        var steps = new ArrayList<MarketStep>();
        market.steps().forEachRemaining(steps::add);
        return steps;
    }

    private static List<String> priceSteps(Market market) {
        return steps(market).stream()
                .filter(MarketStep.CandleGrew.class::isInstance)
                .map(step -> step.at().getEpochSecond() % 60 + "="
                        + ((MarketStep.CandleGrew) step).kline().close())
                .toList();
    }

    @Test
    void walksOpenNearerFartherClose() throws IOException {
        Path file = file(HEADER + "60000,10,12,9,11,100\n120000,11,12,8,9,50\n");

        Market market = MarketSource.Recorded.of(file).open();

        assertThat(priceSteps(market))
                .containsExactly("0=10", "15=9", "30=12", "45=11", "0=11", "15=12", "30=8", "45=9");
    }

    @Test
    void repeatsTheMarkEachSecondAndClosesWithTheFilesValues() throws IOException {
        Path file = file(HEADER + "60000,10.5,12.25,9.5,11,100\n120000,11,12,8,9,50\n");

        List<MarketStep> steps = steps(MarketSource.Recorded.of(file).open());

        assertThat(steps.stream().filter(MarketStep.Marked.class::isInstance)).hasSize(120);
        var closed = (MarketStep.CandleClosed) steps.stream()
                .filter(MarketStep.CandleClosed.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(closed.at()).isEqualTo(Instant.ofEpochMilli(120_000));
        assertThat(closed.kline().high()).hasToString("12.25");
        assertThat(closed.kline().volume()).isEqualByComparingTo("100");
        MarketStep marked = steps.stream()
                .filter(step -> step instanceof MarketStep.Marked && step.at().equals(closed.at()))
                .findFirst()
                .orElseThrow();
        assertThat(steps.indexOf(closed)).isLessThan(steps.indexOf(marked));
        assertThat(marked.trades()).singleElement().satisfies(trade -> {
            assertThat(trade.price()).isEqualByComparingTo("11");
            assertThat(trade.quantity()).isEqualByComparingTo("12");
        });
        assertThat(steps).isSortedAccordingTo(MarketStep.ORDER);
    }

    @Test
    void fillsAHoleWithMinutesWithoutVolume() throws IOException {
        Path file = file(HEADER + "60000,10,12,9,11,100\n120000,11,12,8,9,50\n300000,9,9,9,9,1\n");

        List<Kline> candles = steps(MarketSource.Recorded.of(file).open()).stream()
                .filter(MarketStep.CandleClosed.class::isInstance)
                .map(step -> ((MarketStep.CandleClosed) step).kline())
                .toList();

        assertThat(candles).hasSize(5);
        assertThat(candles.get(2).volume()).isEqualByComparingTo("0");
        assertThat(candles.get(3).close()).hasToString("9");
    }

    @ParameterizedTest
    @CsvSource({"5000,60,12", "15000,60,4", "300000,300,1"})
    void buildsMinutesFromOtherIntervals(long intervalMs, int marksPerBarMinute, int barsPerMinute) throws IOException {
        var text = new StringBuilder(HEADER);
        int bars = (int) Math.max(2, 120_000 / intervalMs);
        for (int bar = 0; bar < bars; bar++) {
            text.append(300_000 + bar * intervalMs).append(",10,12,9,11,60\n");
        }

        List<Kline> candles = steps(
                        MarketSource.Recorded.of(file(text.toString())).open())
                .stream()
                .filter(MarketStep.CandleClosed.class::isInstance)
                .map(step -> ((MarketStep.CandleClosed) step).kline())
                .toList();

        assertThat(candles).hasSize((int) (bars * intervalMs / 60_000));
        assertThat(candles.stream().map(Kline::volume).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(BigDecimal.valueOf(60L * bars));
        assertThat(candles.stream().map(candle -> candle.high().value()).max(BigDecimal::compareTo))
                .hasValueSatisfying(high -> assertThat(high).isEqualByComparingTo("12"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "time,open\\n|line 1|must begin with",
                "H60000,10,12,9,11\\n|line 2|5 columns where the header has 6",
                "H60000,10,12,9,x,1\\n|line 2|close 'x' is not a number",
                "H60000,10,12,9,11,1\\n60000,10,12,9,11,1\\n|line 3|stands twice",
                "H120000,10,12,9,11,1\\n60000,10,12,9,11,1\\n|line 3|is before",
                "H60000,10,9.5,9,11,1\\n|line 2|do not lie between",
                "H60000,10,12,9,11,-1\\n|line 2|negative",
                "H60000,0,12,0,11,1\\n|line 2|not positive",
                "Hsoon,10,12,9,11,1\\n|line 2|whole number",
                "H|csv:|no bars"
            })
    void saysWhatIsWrongAndWhere(String text, String where, String what) throws IOException {
        Path file = file(text.replace("H", HEADER).replace("\\n", "\n"));

        assertThatThrownBy(() -> BarFile.read(file))
                .isInstanceOf(MarketFileException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(where)
                .hasMessageContaining(what)
                .hasMessageNotContaining("\n");
    }

    @Test
    void readsGzipAndDerivesTheSymbolAndItsRules() throws IOException {
        Path file = folder.resolve("ADAUSDT_1m_2022.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((HEADER + "60000,0.3067,0.3068,0.3066,0.3068,274004\n").getBytes(StandardCharsets.UTF_8));
        }

        Market market = MarketSource.Recorded.of(file).open();

        assertThat(market.symbols()).containsExactly(new Symbol("ADAUSDT"));
        assertThat(market.rules(new Symbol("ADAUSDT")).tickSize()).isEqualByComparingTo("0.0001");
        assertThat(market.rules(new Symbol("ADAUSDT")).stepSize()).isEqualByComparingTo("1");
    }

    @Test
    void theRecordedDayClosesAsItDid() {
        Path file = RecordedData.file("market/ADAUSDT_1m_2022-12-13.csv");
        BarFile bars = BarFile.read(file);
        Market market = MarketSource.Recorded.of(file).open();

        List<MarketStep> steps = steps(market);

        List<Kline> closed = steps.stream()
                .filter(MarketStep.CandleClosed.class::isInstance)
                .map(step -> ((MarketStep.CandleClosed) step).kline())
                .toList();
        assertThat(closed).hasSize(1_440);
        assertThat(steps.stream().filter(MarketStep.Marked.class::isInstance)).hasSize(86_400);
        for (int minute = 0; minute < closed.size(); minute++) {
            Kline own = bars.candles().get(minute);
            Kline walked = closed.get(minute);
            assertThat(List.of(walked.open(), walked.high(), walked.low(), walked.close(), walked.openAt()))
                    .isEqualTo(List.of(own.open(), own.high(), own.low(), own.close(), own.openAt()));
            assertThat(walked.volume()).isEqualByComparingTo(own.volume());
        }
        assertThat(market.end()).hasValue(market.start().plus(Duration.ofDays(1)));
    }
}
