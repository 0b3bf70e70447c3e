package io.autofutures.simulator.market;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * An endless market out of a seed: a mark each second with the trades before it, candles folded from the trades, calm
 * stretches and real bursts. What a symbol does depends on seed and symbol only, not on which others there are.
 */
public final class GeneratedMarket implements Market {
    private static final long FIRST_TRADE = 1_000_000_000L;
    /** An open candle is told every so many seconds. */
    private static final int GROWTH_SECONDS = 2;

    private final long seed;
    private final List<Symbol> symbols;
    private final Instant start;

    /** @param symbols sorted */
    GeneratedMarket(long seed, List<Symbol> symbols, Instant start) {
        this.seed = seed;
        this.symbols = symbols;
        this.start = start;
    }

    @Override
    public String identity() {
        return "generated/2 seed=" + seed + " symbols="
                + String.join(",", symbols.stream().map(Symbol::value).toList())
                + (start.equals(MarketSource.Generated.USUAL_START) ? "" : " start=" + start);
    }

    @Override
    public List<Symbol> symbols() {
        return symbols;
    }

    @Override
    public SymbolRules rules(Symbol symbol) {
        return SymbolProfile.of(symbol).rules(symbol);
    }

    @Override
    public Instant start() {
        return start;
    }

    @Override
    public Optional<Instant> end() {
        return Optional.empty();
    }

    @Override
    public BigDecimal opening(Symbol symbol) {
        return GeneratedHistory.onGrid(
                StrictMath.exp(PricePath.opening(seed, symbol)),
                SymbolProfile.of(symbol).tick());
    }

    /** When the first burst of all symbols begins. */
    Instant firstBurst() {
        return start.plusSeconds(CommonFactor.firstBurst(seed));
    }

    @Override
    public MinuteCandles history(Symbol symbol) {
        return GeneratedHistory.of(seed, symbol, start, opening(symbol), FIRST_TRADE);
    }

    @Override
    public Iterator<MarketStep> steps() {
        var common = new CommonFactor(seed);
        var runs = new ArrayList<Iterator<MarketStep>>();
        symbols.forEach(symbol -> runs.add(new Run(symbol, common)));
        return new MergedSteps(runs);
    }

    /** One symbol's steps from the start. */
    private final class Run implements Iterator<MarketStep> {
        private final Symbol symbol;
        private final PricePath path;
        private final TradeFlow flow;
        private final ArrayDeque<MarketStep> pending = new ArrayDeque<>();
        private GrowingCandle candle;

        Run(Symbol symbol, CommonFactor common) {
            this.symbol = symbol;
            this.path = new PricePath(seed, symbol, common);
            this.flow = new TradeFlow(seed, symbol, StrictMath.exp(PricePath.opening(seed, symbol)), FIRST_TRADE);
            this.candle = new GrowingCandle(start.toEpochMilli(), opening(symbol));
        }

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public MarketStep next() {
            if (pending.isEmpty()) {
                second();
            }
            return pending.removeFirst();
        }

        private void second() {
            PricePath.Second second = path.advance();
            Instant at = start.plus(Duration.ofSeconds(second.second()));
            TradeFlow.Traded traded =
                    second.second() == 0 ? flow.standing(second) : flow.second(second, at.toEpochMilli());
            List<MarketTrade> untold = traded.trades();
            untold.forEach(candle::trade);
            boolean minute = second.second() > 0 && second.second() % 60 == 0;
            if (minute) {
                Candle whole = candle.candle();
                pending.add(new MarketStep.CandleClosed(symbol, at, whole, untold));
                untold = List.of();
                candle = new GrowingCandle(
                        at.toEpochMilli(), whole.kline().close().value());
            }
            pending.add(new MarketStep.Marked(
                    symbol,
                    at,
                    flow.fine(second.mark()),
                    flow.fine(second.fair()),
                    traded.last(),
                    traded.bid(),
                    traded.ask(),
                    untold));
            if (second.second() % GROWTH_SECONDS == 0 && candle.trades() > 0) {
                pending.add(new MarketStep.CandleGrew(symbol, at, candle.candle()));
            }
        }
    }
}
