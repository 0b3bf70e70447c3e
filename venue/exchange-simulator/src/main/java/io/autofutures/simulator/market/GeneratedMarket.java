package io.autofutures.simulator.market;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An endless market out of a seed: a mark each second, candles with calm stretches and real bursts. */
public final class GeneratedMarket implements Market {
    /** Closed candles before the start. */
    static final int HISTORY_MINUTES = 1_600;

    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    private static final long FROM = -60L * HISTORY_MINUTES;
    /** An open candle is told every so many seconds. */
    private static final int GROWTH_SECONDS = 2;

    private final long seed;
    private final List<Symbol> symbols;
    private final Map<Symbol, Integer> ranks = new HashMap<>();
    private final Map<Symbol, List<Kline>> histories = new HashMap<>();

    /** @param symbols sorted */
    GeneratedMarket(long seed, List<Symbol> symbols) {
        this.seed = seed;
        this.symbols = symbols;
        List<Symbol> order = symbols.stream()
                .sorted(Comparator.comparingLong((Symbol symbol) ->
                                (symbol.value().hashCode() ^ seed * 0x9E3779B97F4A7C15L) * 0xD1342543DE82EF95L)
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        for (int rank = 0; rank < order.size(); rank++) {
            ranks.put(order.get(rank), rank);
        }
    }

    @Override
    public String identity() {
        return "generated seed=" + seed + " symbols="
                + String.join(",", symbols.stream().map(Symbol::value).toList());
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
        return START;
    }

    @Override
    public Optional<Instant> end() {
        return Optional.empty();
    }

    @Override
    public BigDecimal opening(Symbol symbol) {
        return history(symbol).getLast().close().value();
    }

    /** When the first burst of a symbol begins. */
    Instant firstBurst(Symbol symbol) {
        return START.plusSeconds(path(symbol).firstBurst());
    }

    @Override
    public synchronized List<Kline> history(Symbol symbol) {
        return histories.computeIfAbsent(symbol, wanted -> {
            var run = new Run(wanted, path(wanted));
            var candles = new ArrayList<Kline>(HISTORY_MINUTES);
            for (int minute = 0; minute < HISTORY_MINUTES; minute++) {
                candles.add(run.minute());
            }
            return List.copyOf(candles);
        });
    }

    @Override
    public Iterator<MarketStep> steps() {
        var iterators = new ArrayList<Iterator<MarketStep>>();
        for (Symbol symbol : symbols) {
            var run = new Run(symbol, path(symbol));
            for (int minute = 0; minute < HISTORY_MINUTES; minute++) {
                Kline ignored = run.minute();
            }
            iterators.add(run);
        }
        return new MergedSteps(iterators);
    }

    private PricePath path(Symbol symbol) {
        return new PricePath(seed, symbol, ranks.getOrDefault(symbol, 0), FROM);
    }

    /** One symbol's steps from where its path stands. */
    private static final class Run implements Iterator<MarketStep> {
        private final Symbol symbol;
        private final BigDecimal tick;
        private final BigDecimal stepSize;
        private final PricePath path;
        private final ArrayList<MarketStep> pending = new ArrayList<>();
        private int told;
        private GrowingCandle candle;

        Run(Symbol symbol, PricePath path) {
            this.symbol = symbol;
            this.path = path;
            SymbolProfile profile = SymbolProfile.of(symbol);
            this.tick = profile.tick();
            this.stepSize = profile.step();
            this.candle = new GrowingCandle(0, BigDecimal.ONE);
        }

        /** Runs through the next 60 seconds. */
        Kline minute() {
            for (int second = 0; second < 60; second++) {
                BigDecimal ignored = take(path.advance());
            }
            return candle.kline();
        }

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public MarketStep next() {
            if (told == pending.size()) {
                pending.clear();
                told = 0;
                second();
            }
            return pending.get(told++);
        }

        private void second() {
            PricePath.Second second = path.advance();
            Instant at = START.plus(Duration.ofSeconds(second.second()));
            if (second.second() > 0 && second.second() % 60 == 0) {
                pending.add(new MarketStep.CandleClosed(symbol, at, candle.kline()));
            }
            BigDecimal price = take(second);
            pending.add(MarketStep.Marked.everywhere(symbol, at, price));
            if (second.second() % GROWTH_SECONDS == 0) {
                pending.add(new MarketStep.CandleGrew(symbol, at, candle.kline()));
            }
        }

        private BigDecimal take(PricePath.Second second) {
            BigDecimal price = tick.multiply(BigDecimal.valueOf(second.ticks()));
            if (Math.floorMod(second.second(), 60L) == 0) {
                candle = new GrowingCandle(START.toEpochMilli() + second.second() * 1_000, price);
            }
            candle.price(price);
            BigDecimal base = stepSize.multiply(BigDecimal.valueOf(second.steps()));
            candle.volume(base, base.multiply(price), 1 + second.steps() % 40);
            return price;
        }
    }
}
