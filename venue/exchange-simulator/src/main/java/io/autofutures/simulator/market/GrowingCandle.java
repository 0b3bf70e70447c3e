package io.autofutures.simulator.market;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Price;
import java.math.BigDecimal;
import java.time.Instant;

/** A 1m candle built from prices as they come. */
final class GrowingCandle {
    static final long MINUTE_MS = 60_000;

    private final long openMs;
    private final BigDecimal open;
    private BigDecimal high;
    private BigDecimal low;
    private BigDecimal close;
    private BigDecimal volume = BigDecimal.ZERO;
    private BigDecimal quoteVolume = BigDecimal.ZERO;
    private long trades;

    GrowingCandle(long openMs, BigDecimal first) {
        this.openMs = openMs;
        this.open = first;
        this.high = first;
        this.low = first;
        this.close = first;
    }

    static long minuteOf(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), MINUTE_MS) * MINUTE_MS;
    }

    long openMs() {
        return openMs;
    }

    void price(BigDecimal price) {
        high = high.max(price);
        low = low.min(price);
        close = price;
    }

    void volume(BigDecimal base, BigDecimal quote, long count) {
        volume = volume.add(base);
        quoteVolume = quoteVolume.add(quote);
        trades += count;
    }

    void trade(BigDecimal price, BigDecimal quantity) {
        price(price);
        volume(quantity, quantity.multiply(price), 1);
    }

    Kline kline() {
        return new Kline(
                "1m",
                Instant.ofEpochMilli(openMs),
                Instant.ofEpochMilli(openMs + MINUTE_MS - 1),
                new Price(open),
                new Price(high),
                new Price(low),
                new Price(close),
                volume,
                quoteVolume,
                trades);
    }
}
