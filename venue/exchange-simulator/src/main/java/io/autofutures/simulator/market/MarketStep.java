package io.autofutures.simulator.market;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** One market event of one symbol, released when venue time reaches it; ties go by symbol, then kind. */
public sealed interface MarketStep {
    Comparator<MarketStep> ORDER = Comparator.comparing(MarketStep::at)
            .thenComparing(MarketStep::symbol)
            .thenComparingInt(MarketStep::rank);

    Symbol symbol();

    Instant at();

    private static int rank(MarketStep step) {
        return switch (step) {
            case CandleClosed closed -> 0;
            case Marked marked -> 1;
            case CandleGrew grew -> 2;
        };
    }

    record CandleClosed(Symbol symbol, Instant at, Kline kline) implements MarketStep {}

    /** @param last price of the last trade @param bid and {@code ask} absent: a book is made round {@code last} */
    record Marked(
            Symbol symbol,
            Instant at,
            BigDecimal mark,
            BigDecimal last,
            @Nullable BigDecimal bid,
            @Nullable BigDecimal ask)
            implements MarketStep {
        static Marked everywhere(Symbol symbol, Instant at, BigDecimal price) {
            return new Marked(symbol, at, price, price, null, null);
        }
    }

    /** The open candle so far. */
    record CandleGrew(Symbol symbol, Instant at, Kline kline) implements MarketStep {}
}
