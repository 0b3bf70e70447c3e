package io.autofutures.ingest.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.ingest.gap.CandleSeries.Verdict;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandleSeriesTest {
    private static final Symbol BTC = new Symbol("BTCUSDT");
    private final CandleSeries series = new CandleSeries(BTC);

    @Test
    void consecutiveCandlesPass() {
        assertThat(series.arrived(live(5))).isEqualTo(Verdict.PUBLISH);
        assertThat(series.arrived(live(6))).isEqualTo(Verdict.PUBLISH);
        assertThat(series.arrived(live(6))).isEqualTo(Verdict.REPEATED);
        assertThat(series.arrived(live(4))).isEqualTo(Verdict.REPEATED);
        assertThat(series.next()).contains(minute(7));
    }

    @Test
    void aJumpHoldsTheCandleUntilTheMissingOnesAreFound() {
        series.arrived(live(5));
        assertThat(series.arrived(live(8))).isEqualTo(Verdict.JUMPED);
        series.hold();
        assertThat(series.arrived(live(9))).isEqualTo(Verdict.PARKED);

        assertThat(series.fill(List.of(candle(6)), false))
                .extracting(CandleSeriesTest::number)
                .containsExactly(6);
        assertThat(series.waits()).isTrue();
        var rest = series.fill(List.of(candle(7)), false);

        assertThat(rest).extracting(CandleSeriesTest::number).containsExactly(7, 8, 9);
        assertThat(rest).extracting(KlineUpdated::backfilled).containsExactly(true, false, false);
        assertThat(series.waits()).isFalse();
    }

    @Test
    void aMinuteWithoutTradesBecomesACandleOfZeroVolume() {
        series.arrived(live(5));
        series.hold();

        var filled = series.fill(List.of(candle(7)), false);

        assertThat(filled).extracting(CandleSeriesTest::number).containsExactly(6, 7);
        Kline empty = filled.getFirst().kline();
        assertThat(empty.volume()).isZero();
        assertThat(empty.trades()).isZero();
        assertThat(List.of(empty.open(), empty.high(), empty.low(), empty.close()))
                .containsOnly(candle(5).close());
        assertThat(empty.closeAt()).isEqualTo(minute(7).minusMillis(1));
        assertThat(filled.getFirst().occurredAt()).isEqualTo(empty.closeAt());
    }

    @Test
    void whatTheVenueDoesNotHaveAfterSeveralLooksHadNoTrades() {
        series.arrived(live(5));
        series.arrived(live(7));

        assertThat(series.fill(List.of(), false)).isEmpty();
        assertThat(series.fill(List.of(), true))
                .extracting(CandleSeriesTest::number)
                .containsExactly(6, 7);
    }

    @Test
    void theFirstFillOfAnEmptySeriesStartsWhereTheVenueStarts() {
        series.hold();
        series.arrived(live(12));

        assertThat(series.fill(List.of(candle(10), candle(11)), false))
                .extracting(CandleSeriesTest::number)
                .containsExactly(10, 11, 12);
    }

    @Test
    void aLostCandleIsMissingAgain() {
        series.arrived(live(5));
        Kline before = series.last();
        series.arrived(live(6));
        series.arrived(live(7));

        series.lost(candle(6), before);
        series.hold();

        assertThat(series.next()).contains(minute(6));
        assertThat(series.fill(List.of(candle(6), candle(7)), false))
                .extracting(CandleSeriesTest::number)
                .containsExactly(6, 7);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverIsMissingOrDoubledTheSeriesGoesOutWhole(long seed) {
        var random = new Random(seed);
        var out = new ArrayList<Integer>();
        var arrivals = new ArrayList<>(IntStream.range(1, 200)
                .boxed()
                .filter(n -> random.nextInt(4) > 0)
                .toList());
        for (int i = 0; i + 1 < arrivals.size(); i += 1 + random.nextInt(5)) {
            Collections.swap(arrivals, i, i + 1); // overlap of two connections
        }
        series.hold();
        out.addAll(numbers(series.fill(List.of(candle(0)), false)));
        series.release();
        for (int n : arrivals) {
            switch (series.arrived(live(n))) {
                case PUBLISH -> out.add(n);
                case REPEATED, PARKED -> {}
                case JUMPED -> {
                    series.hold();
                    if (random.nextBoolean()) {
                        out.addAll(numbers(series.fill(List.of(), false)));
                    }
                    out.addAll(numbers(series.fill(
                            IntStream.rangeClosed(0, n)
                                    .mapToObj(CandleSeriesTest::candle)
                                    .toList(),
                            false)));
                    series.release();
                }
            }
        }

        assertThat(out)
                .isEqualTo(IntStream.rangeClosed(0, out.getLast()).boxed().toList())
                .hasSizeGreaterThan(150);
    }

    private static List<Integer> numbers(List<KlineUpdated> candles) {
        return candles.stream().map(CandleSeriesTest::number).toList();
    }

    private static int number(KlineUpdated candle) {
        return (int) (candle.kline().openAt().getEpochSecond() / 60);
    }

    private static Instant minute(int n) {
        return Instant.ofEpochSecond(60L * n);
    }

    private static KlineUpdated live(int n) {
        return new KlineUpdated(BTC, minute(n + 1), candle(n), true, false);
    }

    private static Kline candle(int n) {
        var price = Price.of("" + (100 + n));
        return new Kline(
                "1m",
                minute(n),
                minute(n + 1).minusMillis(1),
                price,
                price,
                price,
                price,
                BigDecimal.ONE,
                BigDecimal.TEN,
                3);
    }
}
