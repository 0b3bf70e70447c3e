package io.autofutures.simulator.market;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Price;
import java.math.BigDecimal;
import java.time.Instant;

/** A 1m candle built from prices as they come. */
final class GrowingCandle {
    static final long MINUTE_MS = 60_000;

    private final long openMs;
    private BigDecimal open;
    private BigDecimal high;
    private BigDecimal low;
    private BigDecimal close;
    private BigDecimal volume = BigDecimal.ZERO;
    private BigDecimal quoteVolume = BigDecimal.ZERO;
    private BigDecimal takerVolume = BigDecimal.ZERO;
    private BigDecimal takerQuote = BigDecimal.ZERO;
    private long firstTrade = -1;
    private long trades;

    GrowingCandle(long openMs, BigDecimal first) {
        this.openMs = openMs;
        this.open = first;
        this.high = first;
        this.low = first;
        this.close = first;
    }

    static long minuteOf(Instant at) {
        return minuteOf(at.toEpochMilli());
    }

    static long minuteOf(long atMs) {
        return Math.floorDiv(atMs, MINUTE_MS) * MINUTE_MS;
    }

    long openMs() {
        return openMs;
    }

    long trades() {
        return trades;
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

    void takerBought(BigDecimal base, BigDecimal quote) {
        takerVolume = takerVolume.add(base);
        takerQuote = takerQuote.add(quote);
    }

    void firstTrade(long id) {
        if (firstTrade < 0) {
            firstTrade = id;
        }
    }

    /** The first one opens the candle, whatever stood there before. */
    void trade(MarketTrade trade) {
        if (trades == 0) {
            open = trade.price();
            high = trade.price();
            low = trade.price();
        }
        firstTrade(trade.id());
        price(trade.price());
        BigDecimal notional = trade.notional();
        volume(trade.quantity(), notional, 1);
        if (!trade.buyerIsMaker()) {
            takerBought(trade.quantity(), notional);
        }
    }

    Candle candle() {
        return with(kline());
    }

    /** The recorded candle with the takers and ids that were seen here. */
    Candle with(Kline recorded) {
        return new Candle(recorded, takerVolume, takerQuote, recorded.trades() == 0 ? -1 : firstTrade);
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
