package io.autofutures.ingest.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/**
 * Whatever is lost, doubled or late, and whenever REST answers whatever part of the truth: each closed candle goes out once,
 * consecutive, in order.
 */
class CandleSeriesPropertyTest {
    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final int MINUTES = 30;

    /** What may happen next; minutes are counted back from the present one. */
    sealed interface Step {
        record MinutePasses() implements Step {}

        /** The frame of a closed candle comes: in time, late, or again. */
        record FrameComes(int minutesAgo) implements Step {}

        record ConnectionBreaks() implements Step {}

        record RestIsAsked() implements Step {}

        /** The answer to the oldest question comes, as things were when it was asked, less what REST had not yet. */
        record RestAnswers(int lag, boolean conclusive) implements Step {}

        /** The broker did not take the last so many candles. */
        record BrokerLoses(int candles) implements Step {}
    }

    @Provide
    Arbitrary<List<Step>> schedules() {
        Arbitrary<Step> minute = Arbitraries.just(new Step.MinutePasses());
        Arbitrary<Step> frame = Arbitraries.frequency(
                        net.jqwik.api.Tuple.of(6, 1), net.jqwik.api.Tuple.of(2, 2), net.jqwik.api.Tuple.of(1, 5))
                .map(Step.FrameComes::new);
        Arbitrary<Step> broken = Arbitraries.just(new Step.ConnectionBreaks());
        Arbitrary<Step> asked = Arbitraries.just(new Step.RestIsAsked());
        Arbitrary<Step> answer = Combinators.combine(
                        Arbitraries.integers().between(0, 3), Arbitraries.of(false, false, false, true))
                .as(Step.RestAnswers::new);
        Arbitrary<Step> lost = Arbitraries.integers().between(1, 3).map(Step.BrokerLoses::new);
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(6, minute),
                        net.jqwik.api.Tuple.of(8, frame),
                        net.jqwik.api.Tuple.of(1, broken),
                        net.jqwik.api.Tuple.of(3, asked),
                        net.jqwik.api.Tuple.of(3, answer),
                        net.jqwik.api.Tuple.of(1, lost))
                .list()
                .ofMinSize(10)
                .ofMaxSize(150);
    }

    @Property(tries = 3_000)
    void eachClosedCandleGoesOutOnceConsecutiveInOrder(
            @ForAll("schedules") List<Step> schedule, @ForAll Set<@IntRange(min = 1, max = MINUTES) Integer> quiet) {
        var market = new Market(quiet);
        market.start();

        schedule.forEach(market::happen);
        market.end();

        assertThat(market.out.stream().map(CandleSeriesPropertyTest::number))
                .isEqualTo(IntStream.range(0, market.present).boxed().toList());
        assertThat(market.out).allSatisfy(candle -> {
            boolean traded = !quiet.contains(number(candle));
            assertThat(candle.kline().volume().signum() > 0).isEqualTo(traded);
        });
    }

    /** The truth, the series and what has gone out. */
    private static final class Market {
        private final Set<Integer> quiet;
        private final CandleSeries series = new CandleSeries(BTC);
        private final List<KlineUpdated> out = new ArrayList<>();
        private final List<Question> questions = new ArrayList<>();
        private int present = 1;

        private record Question(@Nullable Instant from, int present) {}

        Market(Set<Integer> quiet) {
            this.quiet = quiet;
        }

        void start() {
            series.hold();
            out.addAll(series.fill(known(0, 1), false));
            series.release();
        }

        /** A quiet minute shows neither in the stream nor over REST. */
        private List<Kline> known(int from, int before) {
            return IntStream.range(Math.max(0, from), before)
                    .filter(n -> !quiet.contains(n))
                    .mapToObj(CandleSeriesPropertyTest::candle)
                    .toList();
        }

        void happen(Step step) {
            switch (step) {
                case Step.MinutePasses passed -> present = Math.min(MINUTES, present + 1);
                case Step.FrameComes(int ago) -> frame(present - ago);
                case Step.ConnectionBreaks broken -> series.hold();
                case Step.RestIsAsked asked ->
                    questions.add(new Question(series.next().orElse(null), present));
                case Step.RestAnswers(int lag, boolean conclusive) -> {
                    if (!questions.isEmpty()) {
                        answer(questions.removeFirst(), lag, conclusive);
                    }
                }
                case Step.BrokerLoses(int candles) -> lose(Math.min(candles, out.size() - 1));
            }
        }

        private void frame(int minute) {
            if (minute < 0 || quiet.contains(minute)) {
                return;
            }
            var live = new KlineUpdated(BTC, open(minute + 1), candle(minute), true, false);
            switch (series.arrived(live)) {
                case PUBLISH -> out.add(live);
                case REPEATED, PARKED -> {}
                case JUMPED -> series.hold();
            }
        }

        /** Conclusive is an answer only when REST had all that was closed when it was asked. */
        private void answer(Question question, int lag, boolean conclusive) {
            if (!series.reaches(question.from())) {
                return;
            }
            Instant from = question.from();
            int first = from == null ? 0 : (int) (from.getEpochSecond() / 60);
            boolean whole = question.present() == present && lag == 0;
            out.addAll(series.fill(known(first, question.present() - lag), conclusive && whole));
            if (whole && conclusive) {
                out.addAll(series.withoutTradesUpTo(open(present)));
            }
            if (whole && !series.waits()) {
                series.release();
            }
        }

        private void lose(int candles) {
            for (int i = 0; i < candles; i++) {
                KlineUpdated lost = out.removeLast();
                series.lost(lost.kline(), out.getLast().kline());
                series.hold();
            }
        }

        /** In the end REST is asked until nothing is missing. */
        void end() {
            series.hold();
            answer(new Question(series.next().orElse(null), present), 0, true);
        }
    }

    private static int number(KlineUpdated candle) {
        return (int) (candle.kline().openAt().getEpochSecond() / 60);
    }

    private static Instant open(int n) {
        return Instant.ofEpochSecond(60L * n);
    }

    private static Kline candle(int n) {
        var price = Price.of("" + (100 + n));
        return new Kline(
                "1m",
                open(n),
                open(n + 1).minusMillis(1),
                price,
                price,
                price,
                price,
                BigDecimal.ONE,
                BigDecimal.TEN,
                3);
    }
}
