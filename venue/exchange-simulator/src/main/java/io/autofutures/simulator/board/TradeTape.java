package io.autofutures.simulator.board;

import io.autofutures.simulator.market.LongTable;
import io.autofutures.simulator.market.MarketTrade;
import io.autofutures.simulator.market.MinuteCandles;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest trades of one symbol, one by one and put together: trades of a step with one price and side, at most 100 ms
 * apart, are one aggregate trade. Not thread-safe.
 */
public final class TradeTape {
    private static final int ID = 0;
    private static final int AT = 1;
    private static final int PRICE = 2;
    private static final int QUANTITY = 3;
    private static final int SOLD = 4;
    private static final int FIRST = 5;
    private static final int LAST = 6;
    private static final long TOGETHER_MS = 100;

    private final int volumeScale;
    private final int limit;
    private final LongTable trades = new LongTable(5);
    private final LongTable aggregates = new LongTable(7);
    private long nextAggregate = 1;

    /** @param limit trades, and aggregate trades, that are kept */
    TradeTape(int volumeScale, int limit) {
        this.volumeScale = volumeScale;
        this.limit = limit;
    }

    /** What these trades are together. Insurance fund and the like stand in the trades only. */
    List<AggTrade> take(List<MarketTrade> told) {
        if (told.isEmpty()) {
            return List.of();
        }
        var together = new ArrayList<AggTrade>();
        AggTrade growing = null;
        for (MarketTrade trade : told) {
            if (!trade.counts()) {
                continue;
            }
            trades.add(
                    trade.id(),
                    trade.at().toEpochMilli(),
                    unscaled(trade.price(), MinuteCandles.PRICE_SCALE),
                    unscaled(trade.quantity(), volumeScale),
                    trade.buyerIsMaker() ? 1 : 0);
            MarketTrade.Together known = trade.together();
            if (known != null) {
                together.add(new AggTrade(
                        known.id(),
                        trade.price(),
                        trade.quantity(),
                        known.first(),
                        known.last(),
                        trade.at(),
                        trade.buyerIsMaker()));
                continue;
            }
            if (growing != null && belongs(growing, trade)) {
                growing = new AggTrade(
                        growing.id(),
                        growing.price(),
                        growing.quantity().add(trade.quantity()),
                        growing.first(),
                        trade.id(),
                        trade.at(),
                        growing.buyerIsMaker());
                together.set(together.size() - 1, growing);
            } else {
                growing = new AggTrade(
                        nextAggregate++,
                        trade.price(),
                        trade.quantity(),
                        trade.id(),
                        trade.id(),
                        trade.at(),
                        trade.buyerIsMaker());
                together.add(growing);
            }
        }
        together.forEach(this::keep);
        trades.keep(limit);
        aggregates.keep(limit);
        return together;
    }

    private static boolean belongs(AggTrade growing, MarketTrade trade) {
        return growing.buyerIsMaker() == trade.buyerIsMaker()
                && trade.at().toEpochMilli() - growing.at().toEpochMilli() <= TOGETHER_MS
                && growing.price().compareTo(trade.price()) == 0;
    }

    private void keep(AggTrade trade) {
        aggregates.add(
                trade.id(),
                trade.at().toEpochMilli(),
                unscaled(trade.price(), MinuteCandles.PRICE_SCALE),
                unscaled(trade.quantity(), volumeScale),
                trade.buyerIsMaker() ? 1 : 0,
                trade.first(),
                trade.last());
    }

    /** Oldest first; the newest without {@code fromId}. */
    public List<MarketTrade> trades(@Nullable Long fromId, int count) {
        int from = fromId == null ? Math.max(0, trades.size() - count) : trades.from(ID, fromId);
        var found = new ArrayList<MarketTrade>();
        for (int row = from; row < Math.min(trades.size(), from + count); row++) {
            found.add(new MarketTrade(
                    trades.get(ID, row),
                    Instant.ofEpochMilli(trades.get(AT, row)),
                    BigDecimal.valueOf(trades.get(PRICE, row), MinuteCandles.PRICE_SCALE),
                    BigDecimal.valueOf(trades.get(QUANTITY, row), volumeScale),
                    trades.get(SOLD, row) == 1,
                    MarketTrade.MARKET));
        }
        return found;
    }

    /** Oldest first; the newest when neither id nor start is given. */
    public List<AggTrade> aggregates(@Nullable Long fromId, @Nullable Instant start, @Nullable Instant end, int count) {
        int from = 0;
        int to = end == null ? aggregates.size() : aggregates.from(AT, end.toEpochMilli() + 1);
        if (fromId != null) {
            from = aggregates.from(ID, fromId);
        } else if (start != null) {
            from = aggregates.from(AT, start.toEpochMilli());
        } else {
            from = Math.max(0, to - count);
        }
        var found = new ArrayList<AggTrade>();
        for (int row = from; row < Math.min(to, from + count); row++) {
            found.add(new AggTrade(
                    aggregates.get(ID, row),
                    BigDecimal.valueOf(aggregates.get(PRICE, row), MinuteCandles.PRICE_SCALE),
                    BigDecimal.valueOf(aggregates.get(QUANTITY, row), volumeScale),
                    aggregates.get(FIRST, row),
                    aggregates.get(LAST, row),
                    Instant.ofEpochMilli(aggregates.get(AT, row)),
                    aggregates.get(SOLD, row) == 1));
        }
        return found;
    }

    private static long unscaled(BigDecimal value, int scale) {
        return value.setScale(scale, RoundingMode.HALF_UP).unscaledValue().longValueExact();
    }
}
