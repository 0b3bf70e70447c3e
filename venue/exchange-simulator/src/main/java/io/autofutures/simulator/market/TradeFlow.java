package io.autofutures.simulator.market;

import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The trades of one second: takers walk the contract from where it stood to where it stands, buying at the ask and selling
 * at the bid, more and larger ones when it moves.
 */
final class TradeFlow {
    private static final int MOST = 40;

    private final SplittableRandom random;
    private final BigDecimal tickSize;
    private final BigDecimal stepSize;
    private final double tick;
    private final double step;
    private final double perSecond;
    private final double usualCount;
    private long nextId;
    private double contract;
    private long lastTicks;

    /** @param bid and {@code ask} in price units @param last price of the last trade ever */
    record Traded(List<MarketTrade> trades, BigDecimal bid, BigDecimal ask, BigDecimal last) {}

    TradeFlow(long seed, Symbol symbol, double contract, long firstId) {
        SymbolProfile profile = SymbolProfile.of(symbol);
        this.random = Seeds.of(seed, symbol, "trades");
        this.tickSize = profile.tick();
        this.stepSize = profile.step();
        this.tick = tickSize.doubleValue();
        this.step = stepSize.doubleValue();
        this.perSecond = profile.minuteNotional() / 60 / profile.price().doubleValue();
        this.usualCount = usualCount(profile);
        this.nextId = firstId;
        this.contract = contract;
        this.lastTicks = Math.max(1, Math.round(contract / tick));
    }

    /** Trades of a usual second. */
    static double usualCount(SymbolProfile profile) {
        return 1.8 * Math.sqrt(profile.minuteNotional() / 4e5);
    }

    /** The first instant: nothing was traded before it. */
    Traded standing(PricePath.Second path) {
        contract = path.contract();
        return quoted(List.of(), contract, Math.max(tick / 2, contract * 0.000_005));
    }

    /** @param endMs end of the second; its trades are before it */
    Traded second(PricePath.Second path, long endMs) {
        double from = contract;
        double to = path.contract();
        contract = to;
        double half = Math.max(tick / 2, to * 0.000_005 * Math.min(6, Math.max(1, Math.abs(path.move()) / 3)));
        int count =
                (int) Math.min(MOST, Math.floor(usualCount * path.flow() * exponential() * 0.8 + random.nextDouble()));
        var trades = new ArrayList<MarketTrade>(count);
        double buys = 0.5 + 0.4 * Math.clamp(path.move() / 4, -1.0, 1.0);
        double size = perSecond * path.flow() / Math.max(1, usualCount * path.flow());
        long at = 0;
        for (int index = 1; index <= count; index++) {
            double middle = from + (to - from) * index / count;
            boolean buy = random.nextDouble() < buys;
            lastTicks =
                    Math.max(1, (long) (buy ? Math.ceil((middle + half) / tick) : Math.floor((middle - half) / tick)));
            long steps = Math.max(1, Math.round(size * exponential() / step));
            at = Math.min(999, at + random.nextInt(2 * 1_000 / (count + 1)));
            trades.add(new MarketTrade(
                    nextId++,
                    Instant.ofEpochMilli(endMs - 1_000 + at),
                    tickSize.multiply(BigDecimal.valueOf(lastTicks)),
                    stepSize.multiply(BigDecimal.valueOf(steps)),
                    !buy,
                    MarketTrade.MARKET));
        }
        return quoted(trades, to, half);
    }

    private Traded quoted(List<MarketTrade> trades, double middle, double half) {
        long bid = Math.max(1, (long) Math.floor((middle - half) / tick));
        long ask = Math.max(bid + 1, (long) Math.ceil((middle + half) / tick));
        return new Traded(
                trades,
                tickSize.multiply(BigDecimal.valueOf(bid)),
                tickSize.multiply(BigDecimal.valueOf(ask)),
                tickSize.multiply(BigDecimal.valueOf(lastTicks)));
    }

    private double exponential() {
        return -StrictMath.log(1 - random.nextDouble());
    }

    /** A price of the path with two decimals more than the grid has. */
    BigDecimal fine(double price) {
        return BigDecimal.valueOf(price)
                .setScale(Math.max(0, tickSize.stripTrailingZeros().scale()) + 2, RoundingMode.HALF_UP);
    }
}
