package io.autofutures.simulator.market;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * The minutes before the start, made backwards from the opening price, so that they cost nothing until someone asks:
 * clustered noise, burst minutes with a surge, the last ten quiet.
 */
final class GeneratedHistory {
    static final int MINUTES = 1_600;
    private static final int QUIET = 10;
    private static final double MINUTE_SIGMA = 0.000_055 * 7.75;
    private static final double COMMON_SIGMA = 0.000_05 * 7.75;
    private static final double MEMORY = 0.96;
    private static final double SPREAD = 0.45;
    private static final double BURST_CHANCE = 1.0 / 14;

    private GeneratedHistory() {}

    /** Noise of one series of minutes, newest first. */
    private static final class Minutes {
        private final SplittableRandom random;
        private final double sigma;
        private double level;
        private double surge = 1;

        Minutes(SplittableRandom random, double sigma) {
            this.random = random;
            this.sigma = sigma;
        }

        /** @param age minutes before the start */
        double next(int age) {
            level = MEMORY * level + Math.sqrt(1 - MEMORY * MEMORY) * SPREAD * random.nextGaussian();
            double noise = sigma * StrictMath.exp(level) * random.nextGaussian();
            boolean burst = random.nextDouble() < BURST_CHANCE;
            double push = (random.nextBoolean() ? 1 : -1) * (0.002 + 0.003 * random.nextDouble());
            boolean now = burst && age > QUIET;
            surge = now ? 2.5 + 3 * random.nextDouble() : 1 + 0.5 * (surge - 1);
            return now ? noise + push : noise;
        }

        double surge() {
            return surge * StrictMath.exp(0.5 * level);
        }
    }

    /** @param firstTrade id of the first trade after the start */
    static MinuteCandles of(long seed, Symbol symbol, Instant start, BigDecimal opening, long firstTrade) {
        SymbolProfile profile = SymbolProfile.of(symbol);
        var common = new Minutes(Seeds.of(seed, "market history"), COMMON_SIGMA);
        var own = new Minutes(Seeds.of(seed, symbol, "history"), MINUTE_SIGMA * profile.wildness());
        SplittableRandom random = Seeds.of(seed, symbol, "history volume");
        double usualCount = 60 * TradeFlow.usualCount(profile);
        double home = profile.price().doubleValue();
        var backwards = new Candle[MINUTES];
        BigDecimal close = opening;
        long next = firstTrade;
        double log = StrictMath.log(opening.doubleValue());
        for (int age = 0; age < MINUTES; age++) {
            double move = profile.sensitivity() * common.next(age + 1) + own.next(age + 1);
            log += -move + 0.000_2 * (StrictMath.log(home) - log);
            BigDecimal open = onGrid(StrictMath.exp(log), profile.tick());
            double reach = Math.abs(move) * 0.25 + MINUTE_SIGMA * 0.6 * random.nextDouble();
            BigDecimal high = onGrid(open.max(close).doubleValue() * (1 + reach * random.nextDouble()), profile.tick())
                    .max(open.max(close));
            BigDecimal low = onGrid(open.min(close).doubleValue() * (1 - reach * random.nextDouble()), profile.tick())
                    .min(open.min(close));
            double flow = Math.max(common.surge(), own.surge()) * (0.8 + 0.4 * random.nextDouble());
            double steps = Math.max(
                    1, profile.minuteNotional() * flow / home / profile.step().doubleValue());
            BigDecimal volume = profile.step().multiply(BigDecimal.valueOf(Math.round(steps)));
            BigDecimal average =
                    open.add(close).add(high).add(low).divide(BigDecimal.valueOf(4), 8, RoundingMode.HALF_UP);
            BigDecimal quote = volume.multiply(average).setScale(8, RoundingMode.HALF_UP);
            double bought = Math.clamp(0.5 + 40 * move + 0.05 * random.nextGaussian(), 0.1, 0.9);
            BigDecimal taker = profile.step().multiply(BigDecimal.valueOf(Math.round(steps * bought)));
            long trades = Math.max(1, Math.round(usualCount * flow));
            next -= trades;
            Instant openAt = start.minusSeconds(60L * (age + 1));
            var kline = new Kline(
                    "1m",
                    openAt,
                    openAt.plusMillis(GrowingCandle.MINUTE_MS - 1),
                    new Price(open),
                    new Price(high),
                    new Price(low),
                    new Price(close),
                    volume,
                    quote,
                    trades);
            backwards[age] = new Candle(kline, taker, taker.multiply(average).setScale(8, RoundingMode.HALF_UP), next);
            close = open;
        }
        var candles = new MinuteCandles(Math.max(3, profile.step().scale()));
        for (int age = MINUTES - 1; age >= 0; age--) {
            candles.add(backwards[age]);
        }
        return candles;
    }

    static BigDecimal onGrid(double price, BigDecimal tick) {
        long ticks = Math.max(1, Math.round(price / tick.doubleValue()));
        return tick.multiply(BigDecimal.valueOf(ticks));
    }
}
