package io.autofutures.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.market.Kline;
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

    @Test
    void sameSeedGivesTheSamePathAndAnotherSeedAnother() {
        assertThat(first(market(7), 3_000)).isEqualTo(first(market(7), 3_000));
        assertThat(first(market(7), 3_000)).isNotEqualTo(first(market(8), 3_000));
    }

    @Test
    void stepsComeInOrderAndPricesLieOnTheGrid() {
        Market market = market(3);

        List<MarketStep> steps = first(market, 5_000);

        assertThat(steps).isSortedAccordingTo(MarketStep.ORDER);
        assertThat(steps).allSatisfy(step -> {
            if (step instanceof MarketStep.Marked marked) {
                assertThat(marked.last().remainder(market.rules(marked.symbol()).tickSize()))
                        .isEqualByComparingTo(BigDecimal.ZERO);
            }
        });
    }

    @Test
    void hasEnoughHistoryThatEndsWhereTheMarketBegins() {
        Market market = market(1);

        List<Kline> history = market.history(BTC);

        assertThat(history).hasSizeGreaterThanOrEqualTo(1_500);
        assertThat(history.getLast().openAt().plusSeconds(60)).isEqualTo(market.start());
        assertThat(history.getLast().close().value()).isEqualByComparingTo(market.opening(BTC));
        assertThat(market.start()).isEqualTo(Instant.parse("2026-01-05T09:00:00Z"));
    }

    @Test
    void aClosedCandleHoldsItsMarks() {
        var prices = new ArrayList<BigDecimal>();
        for (MarketStep step : first(market(5), 2_000)) {
            if (step instanceof MarketStep.CandleClosed closed
                    && closed.symbol().equals(BTC)) {
                assertThat(closed.at()).isEqualTo(closed.kline().openAt().plusSeconds(60));
                assertThat(closed.kline().high().value())
                        .isEqualByComparingTo(
                                prices.stream().reduce(BigDecimal::max).orElseThrow());
                assertThat(closed.kline().close().value()).isEqualByComparingTo(prices.getLast());
                prices.clear();
            } else if (step instanceof MarketStep.Marked marked
                    && marked.symbol().equals(BTC)) {
                prices.add(marked.last());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void theFirstBurstComesInTimeAndCalmDoesNotTrigger(long seed) {
        var market = (GeneratedMarket) market(seed);
        Duration burst = Duration.between(
                market.start(),
                TWO.stream().map(market::firstBurst).min(Instant::compareTo).orElseThrow());

        List<Duration> moves = moves(market, Duration.ofMinutes(15), 0.25);

        assertThat(burst).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(45));
        assertThat(moves.getFirst()).isBetween(burst, burst.plusSeconds(10));
        assertThat(moves.getLast()).isGreaterThan(Duration.ofMinutes(5));
        assertThat(moves(market, burst, 0.25)).isEmpty();
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
