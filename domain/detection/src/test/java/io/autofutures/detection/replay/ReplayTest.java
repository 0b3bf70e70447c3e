package io.autofutures.detection.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.detection.Reason;
import io.autofutures.detection.RuleSets;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.Settings;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final Settings ONE_PERCENT = Settings.of(Map.of("MP_DELTA_PCT", "1", "KLINE_RANGE_PCT", "1"));

    @Test
    void printsALineForEachEventAsItWasGiven() {
        var replay = new Replay(ONE_PERCENT, BTC, RuleSets.CLASSIC);

        assertThat(replay.mark(Instant.ofEpochMilli(1_000), new BigDecimal("100.50")))
                .isEqualTo("{\"time\":1000,\"symbol\":\"BTCUSDT\",\"rule\":\"mark\",\"triggered\":false,"
                        + "\"reasons\":[\"insufficient_samples\"],"
                        + "\"values\":{\"price\":\"100.50\",\"sample_count\":\"1\"}}");
    }

    @Test
    void restsAfterATriggerOnlyWhenAskedTo() {
        List<Recorded> jump = LongStream.of(0, 1_000, 2_000, 9_000)
                .<Recorded>mapToObj(at -> mark(at, at == 0 ? "100" : "102"))
                .toList();

        assertThat(triggered(new Replay(ONE_PERCENT, BTC, RuleSets.CLASSIC), jump))
                .containsExactly(1_000L, 2_000L, 9_000L);
        assertThat(triggered(new Replay(ONE_PERCENT, BTC, RuleSets.CLASSIC, true), jump))
                .containsExactly(1_000L, 9_000L);
    }

    @Test
    void saysThatARuleRested() {
        var replay = new Replay(ONE_PERCENT, BTC, RuleSets.CLASSIC, true);

        var judged = all(replay, List.of(mark(0, "100"), mark(1_000, "102"), mark(2_000, "102")));

        assertThat(judged.getLast().reasons()).containsExactly(Reason.COOLDOWN);
        assertThat(judged.getLast().triggered()).isFalse();
    }

    @Test
    void treatsPublishedEventsAsTheRunningDetectorDoes() {
        var replay = new Replay(ONE_PERCENT, BTC, RuleSets.CLASSIC);
        MarketEvent wild = candle(60_000, true, true);
        List<Recorded> events = List.of(
                published(new MarkPriceUpdated(BTC, Instant.ofEpochMilli(1_000), Price.of("100"), null, null, null)),
                published(new MarkPriceUpdated(BTC, Instant.ofEpochMilli(1_000), Price.of("100"), null, null, null)),
                published(candle(0, false, false)),
                published(candle(0, true, false)),
                published(wild),
                published(wild));

        var judged = all(replay, events);

        assertThat(judged).extracting(Judged::rule).containsExactly("mark", "kline", "kline");
        assertThat(judged.getLast().reasons()).containsExactly(Reason.BACKFILLED);
    }

    @Test
    void aSummaryCountsEveryReason() {
        var replay = new Replay(ONE_PERCENT, BTC, RuleSets.CLASSIC);
        var summary = new Summary();

        all(replay, List.of(mark(0, "100"), mark(1_000, "102"), mark(86_400_000, "102")))
                .forEach(summary::add);

        assertThat(summary.judged()).isEqualTo(3);
        assertThat(summary.triggered()).isEqualTo(1);
        assertThat(summary.reasons())
                .containsExactly(Map.entry(Reason.TRIGGERED, 1L), Map.entry(Reason.INSUFFICIENT_SAMPLES, 2L));
        assertThat(summary.triggersPerDay()).isEqualTo(1.0);
        assertThat(summary.rules()).containsExactly(Map.entry("mark", 3L));
    }

    @Test
    void gradesTriggersByWhatThePriceDid() {
        var replay = new Replay(ONE_PERCENT, BTC, RuleSets.CLASSIC);
        var grades = new TriggerGrades(BTC, "classic/1");
        for (Recorded event : List.of(
                mark(0, "100"), mark(1_000, "98"), mark(30_000, "98.98"), mark(61_000, "97.02"), mark(400_000, "98"))) {
            grades.on(event);
            replay.on(event, grades::on);
        }

        assertThat(grades.horizons())
                .containsExactly(
                        new TriggerGrades.Horizon(
                                1, 1, 1, new BigDecimal("1.0000"), new BigDecimal("1.0000"), new BigDecimal("-1.0000")),
                        new TriggerGrades.Horizon(
                                5,
                                1,
                                0,
                                new BigDecimal("0.0000"),
                                new BigDecimal("1.0000"),
                                new BigDecimal("-1.0000")));
    }

    private static List<Judged> all(Replay replay, List<Recorded> events) {
        var judged = new ArrayList<Judged>();
        events.forEach(event -> replay.on(event, judged::add));
        return judged;
    }

    private static List<Long> triggered(Replay replay, List<Recorded> events) {
        return all(replay, events).stream()
                .filter(Judged::triggered)
                .map(judged -> judged.time().toEpochMilli())
                .toList();
    }

    private static Recorded mark(long atMillis, String price) {
        return new Recorded.Mark(Instant.ofEpochMilli(atMillis), new BigDecimal(price));
    }

    private static Recorded published(MarketEvent event) {
        return new Recorded.Published(event);
    }

    private static KlineUpdated candle(long openMillis, boolean closed, boolean backfilled) {
        var kline = new Kline(
                "1m",
                Instant.ofEpochMilli(openMillis),
                Instant.ofEpochMilli(openMillis + 59_999),
                Price.of("100"),
                Price.of("103"),
                Price.of("100"),
                Price.of("102"),
                BigDecimal.TEN,
                null,
                1);
        return new KlineUpdated(BTC, Instant.ofEpochMilli(openMillis + 60_000), kline, closed, backfilled);
    }
}
