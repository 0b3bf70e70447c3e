package io.autofutures.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedMarketTest {
    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final Symbol ETH = new Symbol("ETHUSDT");
    private static final Symbol ADA = new Symbol("ADAUSDT");
    private static final List<Symbol> TWO = List.of(BTC, ETH);

    private static Market market(long seed) {
        return new MarketSource.Generated(seed, TWO).open();
    }

    private static List<MarketStep> first(Market market, int count) {
        var steps = new ArrayList<MarketStep>();
        Iterator<MarketStep> all = market.steps();
        for (int step = 0; step < count; step++) {
            steps.add(all.next());
        }
        return steps;
    }

    private static List<MarketStep.Marked> marks(Market market, Symbol symbol, Duration length) {
        var marks = new ArrayList<MarketStep.Marked>();
        Iterator<MarketStep> all = market.steps();
        for (MarketStep step = all.next(); step.at().isBefore(market.start().plus(length)); step = all.next()) {
            if (step instanceof MarketStep.Marked marked && marked.symbol().equals(symbol)) {
                marks.add(marked);
            }
        }
        return marks;
    }

    @Test
    void sameSeedGivesTheSamePathAndAnotherSeedAnother() {
        assertThat(first(market(7), 3_000)).isEqualTo(first(market(7), 3_000));
        assertThat(first(market(7), 3_000)).isNotEqualTo(first(market(8), 3_000));
    }

    @Test
    void anotherSymbolChangesNothingForTheOthers() {
        Market alone = new MarketSource.Generated(7, List.of(ETH)).open();
        Market many = new MarketSource.Generated(7, List.of(ADA, BTC, ETH)).open();

        assertThat(marks(many, ETH, Duration.ofMinutes(20))).isEqualTo(marks(alone, ETH, Duration.ofMinutes(20)));
        assertThat(many.history(ETH).get(700)).isEqualTo(alone.history(ETH).get(700));
    }

    @Test
    void stepsComeInOrderAndTradesLieOnTheGrids() {
        Market market = market(3);

        List<MarketStep> steps = first(market, 5_000);

        assertThat(steps).isSortedAccordingTo(MarketStep.ORDER);
        var ids = new HashMap<Symbol, Long>();
        assertThat(steps).allSatisfy(step -> {
            var rules = market.rules(step.symbol());
            for (MarketTrade trade : step.trades()) {
                assertThat(trade.price().remainder(rules.tickSize())).isEqualByComparingTo(BigDecimal.ZERO);
                assertThat(trade.quantity().remainder(rules.stepSize())).isEqualByComparingTo(BigDecimal.ZERO);
                assertThat(trade.quantity()).isPositive();
                assertThat(trade.at()).isBetween(step.at().minusSeconds(1), step.at());
                Long before = ids.put(step.symbol(), trade.id());
                assertThat(before == null ? trade.id() - 1 : before).isEqualTo(trade.id() - 1);
            }
            if (step instanceof MarketStep.Marked marked) {
                assertThat(marked.bid()).isLessThan(marked.ask());
                assertThat(marked.bid().remainder(rules.tickSize())).isEqualByComparingTo(BigDecimal.ZERO);
            }
        });
    }

    @Test
    void tradesStayBetweenTheBestPricesOfTheirSecond() {
        Market market = market(4);
        BigDecimal tick = market.rules(BTC).tickSize();
        MarketStep.Marked before = null;
        for (MarketStep.Marked now : marks(market, BTC, Duration.ofMinutes(30))) {
            if (before != null) {
                BigDecimal most = before.ask().max(now.ask()).add(tick);
                BigDecimal least = before.bid().min(now.bid()).subtract(tick);
                BigDecimal slack = now.ask().subtract(now.bid());
                assertThat(now.trades()).allSatisfy(trade -> assertThat(trade.price())
                        .isBetween(least.subtract(slack), most.add(slack)));
            }
            before = now;
        }
    }

    @Test
    void hasEnoughHistoryThatEndsWhereTheMarketBegins() {
        Market market = market(1);

        MinuteCandles history = market.history(BTC);

        Candle last = history.get(history.size() - 1);
        assertThat(history.size()).isGreaterThanOrEqualTo(1_500);
        assertThat(last.kline().openAt().plusSeconds(60)).isEqualTo(market.start());
        assertThat(last.kline().close().value()).isEqualByComparingTo(market.opening(BTC));
        assertThat(market.start()).isEqualTo(Instant.parse("2026-01-05T09:00:00Z"));
        for (int index = 1; index < history.size(); index++) {
            Candle candle = history.get(index);
            assertThat(candle.kline().open())
                    .isEqualTo(history.get(index - 1).kline().close());
            assertThat(candle.kline().high())
                    .isGreaterThanOrEqualTo(candle.kline().open());
            assertThat(candle.kline().low()).isLessThanOrEqualTo(candle.kline().close());
            assertThat(candle.takerVolume()).isLessThan(candle.kline().volume());
            assertThat(candle.firstTrade()).isEqualTo(history.get(index - 1).lastTrade() + 1);
        }
    }

    @Test
    void aCandleIsTheFoldOfItsTrades() {
        Market market = market(5);
        var trades = new HashMap<Symbol, List<MarketTrade>>();
        int closed = 0;
        for (MarketStep step : first(market, 6_000)) {
            List<MarketTrade> untold = trades.computeIfAbsent(step.symbol(), symbol -> new ArrayList<>());
            untold.addAll(step.trades());
            Candle candle =
                    switch (step) {
                        case MarketStep.CandleClosed whole -> whole.candle();
                        case MarketStep.CandleGrew part -> part.candle();
                        case MarketStep.Marked marked -> null;
                        case MarketStep.Quoted quoted -> null;
                    };
            if (candle != null) {
                assertIsFold(candle, untold);
            }
            if (step instanceof MarketStep.CandleClosed whole) {
                closed++;
                assertThat(whole.at()).isEqualTo(whole.kline().openAt().plusSeconds(60));
                untold.clear();
            }
        }
        assertThat(closed).isGreaterThan(30);
    }

    private static void assertIsFold(Candle candle, List<MarketTrade> trades) {
        assertThat(candle.kline().trades()).isEqualTo(trades.size());
        assertThat(trades).allSatisfy(trade -> assertThat(trade.at())
                .isBetween(candle.kline().openAt(), candle.kline().closeAt()));
        assertThat(candle.kline().open().value())
                .isEqualByComparingTo(trades.getFirst().price());
        assertThat(candle.kline().close().value())
                .isEqualByComparingTo(trades.getLast().price());
        assertThat(candle.kline().high().value())
                .isEqualByComparingTo(trades.stream()
                        .map(MarketTrade::price)
                        .reduce(BigDecimal::max)
                        .orElseThrow());
        assertThat(candle.kline().low().value())
                .isEqualByComparingTo(trades.stream()
                        .map(MarketTrade::price)
                        .reduce(BigDecimal::min)
                        .orElseThrow());
        assertThat(candle.kline().volume())
                .isEqualByComparingTo(
                        trades.stream().map(MarketTrade::quantity).reduce(BigDecimal.ZERO, BigDecimal::add));
        assertThat(candle.quoteVolume())
                .isEqualByComparingTo(
                        trades.stream().map(MarketTrade::notional).reduce(BigDecimal.ZERO, BigDecimal::add));
        assertThat(candle.takerVolume())
                .isEqualByComparingTo(trades.stream()
                        .filter(trade -> !trade.buyerIsMaker())
                        .map(MarketTrade::quantity)
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
        assertThat(candle.firstTrade()).isEqualTo(trades.getFirst().id());
        assertThat(candle.lastTrade()).isEqualTo(trades.getLast().id());
    }

    @Test
    void symbolsMoveTogetherAndMarksStayNearTheContract() {
        Market market = market(11);
        List<MarketStep.Marked> btc = marks(market, BTC, Duration.ofHours(4));
        List<MarketStep.Marked> eth = marks(market, ETH, Duration.ofHours(4));

        assertThat(correlation(returns(btc, 60), returns(eth, 60))).isBetween(0.3, 0.95);
        assertThat(btc).allSatisfy(marked -> {
            assertThat(marked.mark().doubleValue() / marked.index().doubleValue())
                    .isBetween(0.995, 1.005);
            assertThat(marked.last().doubleValue() / marked.mark().doubleValue())
                    .isBetween(0.99, 1.01);
        });
    }

    @Test
    void volatilityClustersAndVolumeRisesWithMoves() {
        List<MarketStep.Marked> marks = marks(market(2), BTC, Duration.ofHours(6));
        double[] moves = returns(marks, 10);
        double[] sizes = new double[moves.length];
        double[] volumes = new double[moves.length];
        for (int index = 0; index < moves.length; index++) {
            sizes[index] = Math.abs(moves[index]);
            for (int second = 1; second <= 10; second++) {
                volumes[index] += marks.get(index * 10 + second).trades().stream()
                        .mapToDouble(trade -> trade.quantity().doubleValue())
                        .sum();
            }
        }
        double[] now = java.util.Arrays.copyOfRange(sizes, 0, sizes.length - 1);
        double[] next = java.util.Arrays.copyOfRange(sizes, 1, sizes.length);

        assertThat(correlation(now, next)).isGreaterThan(0.15);
        assertThat(correlation(sizes, volumes)).isGreaterThan(0.3);
        assertThat(kurtosis(moves)).isGreaterThan(5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void theFirstBurstComesInTimeAndCalmDoesNotTrigger(long seed) {
        var market = (GeneratedMarket) market(seed);
        Duration burst = Duration.between(market.start(), market.firstBurst());

        List<Duration> moves = moves(market, Duration.ofMinutes(40), 0.25);

        assertThat(burst).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(50));
        assertThat(moves.getFirst()).isBetween(burst, burst.plusSeconds(12));
        assertThat(moves.getLast()).isGreaterThan(Duration.ofMinutes(5));
        assertThat(moves(market, burst, 0.25)).isEmpty();
    }

    /** A market as quiet as this can be lived with: most of the time nothing triggers, and prices stay where they can. */
    @Test
    void calmStretchesAreLongAndBurstsFadeAsOftenAsTheyRunOn() {
        int ranOn = 0;
        int faded = 0;
        double widest = 0;
        double movedSeconds = 0;
        for (long seed = 1; seed <= 40; seed++) {
            var market = (GeneratedMarket) market(seed);
            List<MarketStep.Marked> marks = marks(market, BTC, Duration.ofMinutes(10));
            double[] prices =
                    marks.stream().mapToDouble(m -> m.index().doubleValue()).toArray();
            int burst =
                    (int) Duration.between(market.start(), market.firstBurst()).toSeconds();
            double push = prices[burst + 15] / prices[burst] - 1;
            double after = prices[burst + 135] / prices[burst + 15] - 1;
            if (push * after > 0) {
                ranOn++;
            } else {
                faded++;
            }
            widest = Math.max(
                    widest,
                    java.util.Arrays.stream(prices).max().orElseThrow()
                                    / java.util.Arrays.stream(prices).min().orElseThrow()
                            - 1);
            movedSeconds += moves(market, Duration.ofMinutes(30), 0.25).stream()
                    .distinct()
                    .count();
        }

        assertThat(Math.abs(ranOn - faded)).isLessThanOrEqualTo(18);
        assertThat(widest).isLessThan(0.04);
        assertThat(movedSeconds / 40 / 1_800).isLessThan(0.06);
    }

    private static double[] returns(List<MarketStep.Marked> marks, int seconds) {
        double[] found = new double[(marks.size() - 1) / seconds];
        for (int index = 0; index < found.length; index++) {
            found[index] = Math.log(marks.get((index + 1) * seconds).mark().doubleValue()
                    / marks.get(index * seconds).mark().doubleValue());
        }
        return found;
    }

    private static double correlation(double[] one, double[] other) {
        double meanOne = java.util.Arrays.stream(one).average().orElseThrow();
        double meanOther = java.util.Arrays.stream(other).average().orElseThrow();
        double both = 0;
        double squaresOne = 0;
        double squaresOther = 0;
        for (int index = 0; index < one.length; index++) {
            both += (one[index] - meanOne) * (other[index] - meanOther);
            squaresOne += Math.pow(one[index] - meanOne, 2);
            squaresOther += Math.pow(other[index] - meanOther, 2);
        }
        return both / Math.sqrt(squaresOne * squaresOther);
    }

    private static double kurtosis(double[] values) {
        double second =
                java.util.Arrays.stream(values).map(v -> v * v).average().orElseThrow();
        double fourth = java.util.Arrays.stream(values)
                .map(v -> v * v * v * v)
                .average()
                .orElseThrow();
        return fourth / (second * second);
    }

    /** When a mark was so many percent from the oldest of its last 10 s. */
    private static List<Duration> moves(Market market, Duration length, double percent) {
        Map<Symbol, ArrayDeque<MarketStep.Marked>> windows = new HashMap<>();
        var moves = new ArrayList<Duration>();
        Iterator<MarketStep> steps = market.steps();
        for (MarketStep step = steps.next(); step.at().isBefore(market.start().plus(length)); step = steps.next()) {
            if (step instanceof MarketStep.Marked marked) {
                var window = windows.computeIfAbsent(marked.symbol(), symbol -> new ArrayDeque<>());
                window.addLast(marked);
                while (window.getFirst().at().isBefore(marked.at().minusSeconds(10))) {
                    window.removeFirst();
                }
                double delta = Math.abs(marked.mark().doubleValue()
                                        / window.getFirst().mark().doubleValue()
                                - 1)
                        * 100;
                if (delta >= percent) {
                    moves.add(Duration.between(market.start(), marked.at()));
                }
            }
        }
        return moves;
    }
}
