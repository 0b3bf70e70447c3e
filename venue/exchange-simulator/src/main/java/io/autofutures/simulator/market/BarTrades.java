package io.autofutures.simulator.market;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;

/** The made-up trades of a bar: one at each point of its walk, together its volume; takers buy when the price rises. */
final class BarTrades {
    private final BigDecimal step;
    private long nextId = 1;
    private BigDecimal before;
    private boolean rising = true;
    private BigDecimal left = BigDecimal.ZERO;
    private int points;

    BarTrades(BigDecimal step, BigDecimal first) {
        this.step = step;
        this.before = first;
    }

    void begin(BigDecimal volume, int count) {
        left = volume;
        points = count;
    }

    /** The trade of the next point; none when nothing is left to trade. */
    List<MarketTrade> next(Instant at, BigDecimal price) {
        int move = price.compareTo(before);
        rising = move == 0 ? rising : move > 0;
        before = price;
        BigDecimal share = points <= 1
                ? left
                : left.divide(BigDecimal.valueOf(points), 12, RoundingMode.DOWN)
                        .divide(step, 0, RoundingMode.DOWN)
                        .multiply(step);
        points--;
        if (share.signum() <= 0) {
            return List.of();
        }
        left = left.subtract(share);
        return List.of(new MarketTrade(nextId++, at, price, share, !rising, MarketTrade.MARKET));
    }
}
