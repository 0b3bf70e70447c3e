package io.autofutures.simulator.market;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Closed 1m candles of one symbol, oldest first, in columns of whole numbers: hundreds of symbols with days of candles
 * fit into little memory. Prices and quote volumes have eight decimals. Not thread-safe.
 */
public final class MinuteCandles {
    public static final int PRICE_SCALE = 8;
    private static final int OPEN_MS = 0;
    private static final int OPEN = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int CLOSE = 4;
    private static final int VOLUME = 5;
    private static final int QUOTE = 6;
    private static final int TAKER = 7;
    private static final int TAKER_QUOTE = 8;
    private static final int FIRST = 9;
    private static final int COUNT = 10;

    private final int volumeScale;
    private final LongTable rows = new LongTable(11);

    /** @param volumeScale decimals of volumes that are kept */
    public MinuteCandles(int volumeScale) {
        this.volumeScale = volumeScale;
    }

    public int size() {
        return rows.size();
    }

    public long openMs(int index) {
        return rows.get(OPEN_MS, index);
    }

    public void add(Candle candle) {
        Kline kline = candle.kline();
        rows.add(
                kline.openAt().toEpochMilli(),
                unscaled(kline.open().value(), PRICE_SCALE),
                unscaled(kline.high().value(), PRICE_SCALE),
                unscaled(kline.low().value(), PRICE_SCALE),
                unscaled(kline.close().value(), PRICE_SCALE),
                unscaled(kline.volume(), volumeScale),
                unscaled(candle.quoteVolume(), PRICE_SCALE),
                unscaled(candle.takerVolume(), volumeScale),
                unscaled(candle.takerQuote(), PRICE_SCALE),
                candle.firstTrade(),
                kline.trades());
    }

    /** Forgets the oldest. */
    public void keep(int newest) {
        rows.keep(newest);
    }

    public Candle get(int index) {
        return fold("1m", index, index + 1, 60_000, openMs(index));
    }

    /** All of them, oldest first. */
    public List<Kline> klines() {
        return IntStream.range(0, size()).mapToObj(index -> get(index).kline()).toList();
    }

    /** The first one that opens at or after {@code ms}; {@link #size} when there is none. */
    public int from(long ms) {
        return rows.from(OPEN_MS, ms);
    }

    /**
     * Candles put together.
     *
     * @param from first one
     * @param to behind the last one, above {@code from}
     */
    public Candle fold(String interval, int from, int to, long lengthMs, long openMs) {
        long high = Long.MIN_VALUE;
        long low = Long.MAX_VALUE;
        long trades = 0;
        long firstTrade = -1;
        for (int at = from; at < to; at++) {
            high = Math.max(high, rows.get(HIGH, at));
            low = Math.min(low, rows.get(LOW, at));
            trades += rows.get(COUNT, at);
            if (firstTrade < 0) {
                firstTrade = rows.get(FIRST, at);
            }
        }
        return new Candle(
                new Kline(
                        interval,
                        Instant.ofEpochMilli(openMs),
                        Instant.ofEpochMilli(openMs + lengthMs - 1),
                        price(rows.get(OPEN, from)),
                        price(high),
                        price(low),
                        price(rows.get(CLOSE, to - 1)),
                        sum(VOLUME, from, to, volumeScale),
                        sum(QUOTE, from, to, PRICE_SCALE),
                        trades),
                sum(TAKER, from, to, volumeScale),
                sum(TAKER_QUOTE, from, to, PRICE_SCALE),
                firstTrade);
    }

    /** Sums of some rows fit into a long, whole days of a large market may not. */
    private BigDecimal sum(int column, int first, int last, int scale) {
        BigDecimal total = BigDecimal.ZERO;
        for (int at = first; at < last; at += 16) {
            long part = 0;
            for (int each = at; each < Math.min(last, at + 16); each++) {
                part += rows.get(column, each);
            }
            total = total.add(BigDecimal.valueOf(part, scale));
        }
        return trimmed(total);
    }

    private static Price price(long unscaled) {
        return new Price(BigDecimal.valueOf(unscaled, PRICE_SCALE));
    }

    private static BigDecimal trimmed(BigDecimal value) {
        BigDecimal bare = value.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }

    private static long unscaled(BigDecimal value, int scale) {
        return value.setScale(scale, RoundingMode.HALF_UP).unscaledValue().longValueExact();
    }
}
