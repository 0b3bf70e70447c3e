package io.autofutures.simulator.board;

import io.autofutures.model.market.Kline;
import io.autofutures.simulator.market.Candle;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/**
 * Open interest and long/short ratios that nobody holds: functions of symbol and time that wander slowly and lean with
 * the market's last hours, the same whenever they are asked for.
 */
public final class Sentiment {
    private static final long HOUR_MS = 3_600_000L;

    private Sentiment() {}

    /** Base asset. Some days of volume, a little more when the price has risen. */
    public static BigDecimal openInterest(SymbolBoard board, Instant at) {
        double price = priceAt(board, at);
        double lean = move(board, at, 24 * HOUR_MS);
        double worth = 25 * dayNotional(board) * (1 + 0.06 * wander(board, at, 6 * HOUR_MS, "interest") + lean);
        return BigDecimal.valueOf(Math.max(0, worth / price)).setScale(board.quantityScale(), RoundingMode.HALF_UP);
    }

    /** Longs for each short. @param who tells the series apart */
    public static BigDecimal longShort(SymbolBoard board, Instant at, String who) {
        double leaning = 0.15 * wander(board, at, 4 * HOUR_MS, who) - 6 * move(board, at, 4 * HOUR_MS);
        return BigDecimal.valueOf(StrictMath.exp(0.2 + leaning)).setScale(4, RoundingMode.HALF_UP);
    }

    /** Of longs and shorts together. */
    public static BigDecimal longShare(BigDecimal longShort) {
        return longShort.divide(longShort.add(BigDecimal.ONE), 4, RoundingMode.HALF_UP);
    }

    private static double dayNotional(SymbolBoard board) {
        double day = board.candles().query(Interval.named("1h").orElseThrow(), null, null, 24).stream()
                .mapToDouble(candle -> candle.quoteVolume().doubleValue())
                .average()
                .orElse(1_000);
        return 24
                * StrictMath.pow(
                        10, Math.round(4 * StrictMath.log10(Math.max(1, day))) / 4.0); // steady while the volume wavers
    }

    private static double priceAt(SymbolBoard board, Instant at) {
        return close(board, at).orElseGet(board::last).doubleValue();
    }

    private static double move(SymbolBoard board, Instant at, long lengthMs) {
        Optional<BigDecimal> before = close(board, at.minusMillis(lengthMs));
        Optional<BigDecimal> now = close(board, at);
        return before.isEmpty() || now.isEmpty()
                ? 0
                : now.get().divide(before.get(), MathContext.DECIMAL64).doubleValue() - 1;
    }

    private static Optional<BigDecimal> close(SymbolBoard board, Instant at) {
        return board.candles()
                .at(Interval.MINUTES, at.toEpochMilli() - 60_000)
                .map(Candle::kline)
                .map(Kline::close)
                .map(price -> price.value());
    }

    /** Between −1 and 1, smooth in time. */
    private static double wander(SymbolBoard board, Instant at, long periodMs, String what) {
        long slot = Math.floorDiv(at.toEpochMilli(), periodMs);
        double part = Math.floorMod(at.toEpochMilli(), periodMs) / (double) periodMs;
        double smooth = part * part * (3 - 2 * part);
        int salt = (board.symbol().value() + what).hashCode();
        return (1 - smooth) * unit(salt, slot) + smooth * unit(salt, slot + 1);
    }

    private static double unit(int salt, long slot) {
        long z = (slot + salt * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 31) * 0x94D049BB133111EBL;
        return (z >> 11) / (double) (1L << 52);
    }
}
