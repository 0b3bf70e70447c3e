package io.autofutures.simulator.market;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The walk through bars: open → nearer of high and low → the other → close in equal steps, four a minute, the mark repeated
 * each second between. A 1m candle closes with the file's own values. Minutes without a bar stay at the last close and close
 * as candles without volume.
 */
final class BarSteps implements Iterator<MarketStep> {
    /** Longer holes are jumped over. */
    private static final long LARGEST_HOLE_MS = 24 * 3_600_000L;

    private static final long STEP_MS = 15_000;

    private final Symbol symbol;
    private final List<BarFile.Bar> bars;
    private final long intervalMs;
    private final BigDecimal tick;
    /** Turns volume into quote volume where the file has none: one price for the whole file, so that ratios stay. */
    private final BigDecimal valuation;

    private final ArrayDeque<MarketStep> pending = new ArrayDeque<>();
    private final BarTrades trades;
    private int nextBar;
    private long hole;
    private GrowingCandle candle;
    private boolean started;

    /** @param step grid of the made-up trades */
    BarSteps(Symbol symbol, BarFile file, BigDecimal tick, BigDecimal step) {
        this.symbol = symbol;
        this.bars = file.bars();
        this.intervalMs = file.interval().toMillis();
        this.tick = tick;
        this.valuation = bars.getFirst().open();
        this.trades = new BarTrades(step, bars.getFirst().open());
        this.candle = new GrowingCandle(0, valuation);
    }

    @Override
    public boolean hasNext() {
        return !pending.isEmpty() || nextBar < bars.size();
    }

    @Override
    public MarketStep next() {
        if (pending.isEmpty()) {
            if (nextBar >= bars.size()) {
                throw new NoSuchElementException("the file has ended");
            }
            walk();
        }
        return pending.removeFirst();
    }

    private void walk() {
        BarFile.Bar bar = bars.get(nextBar);
        long openMs = bar.openAt().toEpochMilli();
        if (nextBar > 0) {
            BarFile.Bar before = bars.get(nextBar - 1);
            long expected = before.openAt().toEpochMilli() + intervalMs;
            long from = hole == 0 ? expected : hole;
            if (from < openMs && openMs - expected <= LARGEST_HOLE_MS) {
                long minuteEnd = from - Math.floorMod(from, GrowingCandle.MINUTE_MS) + GrowingCandle.MINUTE_MS;
                hole = Math.min(minuteEnd, openMs);
                stand(from, hole, before.close());
                return;
            }
            hole = 0;
        }
        BigDecimal[] points = points(bar);
        trades.begin(bar.volume(), points.length);
        long stepMs = Math.max(1_000, intervalMs / points.length);
        for (long at = openMs; at < openMs + intervalMs; at += 1_000) {
            int point = (int) Math.min(points.length - 1, (at - openMs) / stepMs);
            boolean fresh = (at - openMs) % stepMs == 0;
            second(at, points[point], fresh, fresh ? bar : null, points.length);
        }
        nextBar++;
        close(openMs + intervalMs, bar);
    }

    private void stand(long from, long to, BigDecimal price) {
        for (long at = from; at < to; at += 1_000) {
            second(at, price, at % STEP_MS == 0, null, 1);
        }
        if (to % GrowingCandle.MINUTE_MS == 0) {
            closeBuilt(to);
        }
    }

    private void second(
            long at, BigDecimal price, boolean fresh, BarFile.@org.jspecify.annotations.Nullable Bar bar, int parts) {
        long minute = at - Math.floorMod(at, GrowingCandle.MINUTE_MS);
        if (!started || candle.openMs() != minute) {
            candle = new GrowingCandle(
                    minute, bar != null && intervalMs <= GrowingCandle.MINUTE_MS ? bar.open() : price);
            started = true;
        }
        candle.price(price);
        if (bar != null) {
            BigDecimal share = part(bar.volume(), parts);
            candle.volume(share, part(quote(bar), parts), share.signum() == 0 ? 0 : 1);
        }
        List<MarketTrade> traded = bar == null ? List.of() : trades.next(Instant.ofEpochMilli(at), price);
        traded.forEach(trade -> {
            candle.firstTrade(trade.id());
            if (!trade.buyerIsMaker()) {
                candle.takerBought(trade.quantity(), trade.notional());
            }
        });
        pending.add(MarketStep.Marked.everywhere(symbol, Instant.ofEpochMilli(at), price, traded));
        if (fresh) {
            pending.add(new MarketStep.CandleGrew(symbol, Instant.ofEpochMilli(at), candle.candle()));
        }
        boolean minuteEnds = (at + 1_000) % GrowingCandle.MINUTE_MS == 0;
        if (minuteEnds && intervalMs > GrowingCandle.MINUTE_MS) {
            closeBuilt(at + 1_000);
        }
    }

    private void close(long end, BarFile.Bar bar) {
        if (intervalMs == GrowingCandle.MINUTE_MS) {
            Kline whole = new Kline(
                    "1m",
                    bar.openAt(),
                    bar.openAt().plusMillis(GrowingCandle.MINUTE_MS - 1),
                    new Price(bar.open()),
                    new Price(bar.high()),
                    new Price(bar.low()),
                    new Price(bar.close()),
                    bar.volume(),
                    quote(bar),
                    bar.volume().signum() == 0 ? 0 : 4);
            pending.add(new MarketStep.CandleClosed(symbol, Instant.ofEpochMilli(end), candle.with(whole), List.of()));
        } else if (intervalMs < GrowingCandle.MINUTE_MS) {
            candle.price(bar.high());
            candle.price(bar.low());
            candle.price(bar.close());
            if (end % GrowingCandle.MINUTE_MS == 0) {
                closeBuilt(end);
            }
        }
    }

    private void closeBuilt(long end) {
        pending.add(new MarketStep.CandleClosed(symbol, Instant.ofEpochMilli(end), candle.candle(), List.of()));
    }

    private BigDecimal quote(BarFile.Bar bar) {
        return bar.quoteVolume() != null ? bar.quoteVolume() : bar.volume().multiply(valuation);
    }

    private static BigDecimal part(BigDecimal whole, int parts) {
        return whole.divide(BigDecimal.valueOf(parts), Math.max(8, whole.scale()), RoundingMode.HALF_UP)
                .stripTrailingZeros();
    }

    /** One price a step; the extremes and the close are exact, what lies between is on the grid. */
    private BigDecimal[] points(BarFile.Bar bar) {
        int count = (int) Math.max(1, intervalMs / STEP_MS);
        if (count < 4) {
            return new BigDecimal[] {bar.close()};
        }
        boolean highFirst = bar.high().subtract(bar.open()).compareTo(bar.open().subtract(bar.low())) <= 0;
        BigDecimal near = highFirst ? bar.high() : bar.low();
        BigDecimal far = highFirst ? bar.low() : bar.high();
        int last = count - 1;
        int first = Math.round(last / 3f);
        int second = Math.round(2 * last / 3f);
        var points = new BigDecimal[count];
        for (int index = 0; index < count; index++) {
            points[index] = index <= first
                    ? between(bar.open(), near, index, first)
                    : index <= second
                            ? between(near, far, index - first, second - first)
                            : between(far, bar.close(), index - second, last - second);
        }
        return points;
    }

    private BigDecimal between(BigDecimal from, BigDecimal to, int step, int steps) {
        if (step == 0 || step == steps) {
            return step == 0 ? from : to;
        }
        BigDecimal raw = from.add(to.subtract(from)
                .multiply(BigDecimal.valueOf(step))
                .divide(BigDecimal.valueOf(steps), 12, RoundingMode.HALF_UP));
        return raw.divide(tick, 0, RoundingMode.HALF_UP).multiply(tick);
    }
}
