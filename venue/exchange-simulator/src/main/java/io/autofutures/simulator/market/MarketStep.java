package io.autofutures.simulator.market;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One market event of one symbol, released when venue time reaches it; ties go by symbol, then kind. */
public sealed interface MarketStep {
    Comparator<MarketStep> ORDER = Comparator.comparing(MarketStep::at)
            .thenComparing(MarketStep::symbol)
            .thenComparingInt(MarketStep::rank);

    Symbol symbol();

    Instant at();

    /** What was traded since the step before, oldest first; told before the step itself. */
    List<MarketTrade> trades();

    private static int rank(MarketStep step) {
        return switch (step) {
            case CandleClosed closed -> 0;
            case Marked marked -> 1;
            case Quoted quoted -> 2;
            case CandleGrew grew -> 3;
        };
    }

    record CandleClosed(Symbol symbol, Instant at, Candle candle, List<MarketTrade> trades) implements MarketStep {
        public CandleClosed {
            trades = List.copyOf(trades);
        }

        public Kline kline() {
            return candle.kline();
        }
    }

    /**
     * @param index price of the underlying
     * @param last price of the last trade
     * @param bid and {@code ask} absent: a book is made round {@code last}
     * @param fundingRate as the market announces it, absent: it follows from the premium
     */
    record Marked(
            Symbol symbol,
            Instant at,
            BigDecimal mark,
            BigDecimal index,
            BigDecimal last,
            @Nullable BigDecimal bid,
            @Nullable BigDecimal ask,
            List<MarketTrade> trades,
            @Nullable BigDecimal fundingRate)
            implements MarketStep {
        public Marked {
            trades = List.copyOf(trades);
        }

        public Marked(
                Symbol symbol,
                Instant at,
                BigDecimal mark,
                BigDecimal index,
                BigDecimal last,
                @Nullable BigDecimal bid,
                @Nullable BigDecimal ask,
                List<MarketTrade> trades) {
            this(symbol, at, mark, index, last, bid, ask, trades, null);
        }

        /** One price for everything. */
        public static Marked everywhere(Symbol symbol, Instant at, BigDecimal price, List<MarketTrade> trades) {
            return new Marked(symbol, at, price, price, price, null, null, trades);
        }
    }

    /** Between two marks: the best prices or the last price have changed. */
    record Quoted(Symbol symbol, Instant at, BigDecimal last, BigDecimal bid, BigDecimal ask, List<MarketTrade> trades)
            implements MarketStep {
        public Quoted {
            trades = List.copyOf(trades);
        }
    }

    /** The open candle so far. */
    record CandleGrew(Symbol symbol, Instant at, Candle candle) implements MarketStep {
        @Override
        public List<MarketTrade> trades() {
            return List.of();
        }

        public Kline kline() {
            return candle.kline();
        }
    }
}
