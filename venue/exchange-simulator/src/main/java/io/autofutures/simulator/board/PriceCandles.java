package io.autofutures.simulator.board;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Price;
import io.autofutures.simulator.market.Candle;
import io.autofutures.simulator.market.MinuteCandles;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Supplier;

/** Candles of a price that is told and not traded: mark or index. Before the start they are the contract's own. */
final class PriceCandles {
    private static final long MINUTE_MS = 60_000;

    private final CandleStore store;
    private long openMs = Long.MIN_VALUE;
    private BigDecimal open = BigDecimal.ONE;
    private BigDecimal high = BigDecimal.ONE;
    private BigDecimal low = BigDecimal.ONE;
    private BigDecimal close = BigDecimal.ONE;
    private long count;

    PriceCandles(Supplier<MinuteCandles> past, int limit) {
        this.store = new CandleStore(past, 0, limit);
    }

    CandleStore store() {
        return store;
    }

    void take(Instant at, BigDecimal price) {
        long minute = Math.floorDiv(at.toEpochMilli(), MINUTE_MS) * MINUTE_MS;
        if (minute != openMs) {
            if (openMs != Long.MIN_VALUE) {
                store.close(candle());
            }
            openMs = minute;
            open = price;
            high = price;
            low = price;
            count = 0;
        }
        high = high.max(price);
        low = low.min(price);
        close = price;
        count++;
    }

    /** The growing minute is only made when someone asks. */
    CandleStore asked() {
        if (openMs != Long.MIN_VALUE) {
            store.grow(candle());
        }
        return store;
    }

    private Candle candle() {
        return new Candle(
                new Kline(
                        Interval.MINUTES.name(),
                        Instant.ofEpochMilli(openMs),
                        Instant.ofEpochMilli(openMs + MINUTE_MS - 1),
                        new Price(open),
                        new Price(high),
                        new Price(low),
                        new Price(close),
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        count),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                -1);
    }
}
