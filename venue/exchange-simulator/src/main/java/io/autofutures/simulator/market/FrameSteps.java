package io.autofutures.simulator.market;

import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a frame file. Without mark frames each distinct trade time gives one mark (its last MARKET price), which is
 * index and last price too; 1m candles are built from the trades and closed when a trade of a later minute comes.
 */
final class FrameSteps {
    /** As often as the venue tells an open candle. */
    private static final Duration GROWTH = Duration.ofMillis(250);

    private final Symbol symbol;
    private final FrameFile file;
    private final boolean ownMarks;
    private final boolean ownCandles;
    private final ArrayList<MarketStep> steps = new ArrayList<>();
    private final ArrayList<MarketTrade> untold = new ArrayList<>();
    private @Nullable GrowingCandle candle;
    private @Nullable BigDecimal last;
    private @Nullable BigDecimal bid;
    private @Nullable BigDecimal ask;
    private @Nullable Instant tradedAt;
    private Instant grownAt = Instant.EPOCH;

    private FrameSteps(Symbol symbol, FrameFile file) {
        this.symbol = symbol;
        this.file = file;
        this.ownMarks = file.hasMarks();
        this.ownCandles = file.hasCandles();
    }

    static List<MarketStep> of(Symbol symbol, FrameFile file) {
        var building = new FrameSteps(symbol, file);
        file.frames().forEach(building::take);
        building.endTrades();
        building.steps.sort(MarketStep.ORDER);
        return List.copyOf(building.steps);
    }

    private void take(FrameFile.Frame frame) {
        switch (frame) {
            case FrameFile.Frame.Traded trade -> {
                if (trade.market()) {
                    trade(trade);
                }
                untold.add(trade.trade());
            }
            case FrameFile.Frame.Marked(Instant at, BigDecimal mark) -> {
                BigDecimal price = last == null ? mark : last;
                steps.add(new MarketStep.Marked(symbol, at, mark, mark, price, bid, ask, told()));
            }
            case FrameFile.Frame.Candle(Instant at, var kline, boolean closed) ->
                steps.add(
                        closed
                                ? new MarketStep.CandleClosed(symbol, at, Candle.halved(kline, 0), List.of())
                                : new MarketStep.CandleGrew(symbol, at, Candle.halved(kline, 0)));
            case FrameFile.Frame.Top top -> {
                bid = top.bid();
                ask = top.ask();
            }
        }
    }

    private void trade(FrameFile.Frame.Traded trade) {
        if (tradedAt != null && !tradedAt.equals(trade.at())) {
            endTrades();
        }
        if (!ownCandles) {
            long minute = GrowingCandle.minuteOf(trade.at());
            if (candle != null && candle.openMs() != minute) {
                steps.add(new MarketStep.CandleClosed(symbol, trade.at(), candle.candle(), List.of()));
                candle = null;
            }
            if (candle == null) {
                candle = new GrowingCandle(minute, trade.price());
            }
            candle.trade(trade.trade());
        }
        last = trade.price();
        tradedAt = trade.at();
    }

    private List<MarketTrade> told() {
        List<MarketTrade> all = List.copyOf(untold);
        untold.clear();
        return all;
    }

    /** All trades of one instant have been seen. */
    private void endTrades() {
        Instant at = tradedAt;
        BigDecimal price = last;
        if (at == null || price == null) {
            return;
        }
        if (!ownMarks) {
            steps.add(new MarketStep.Marked(symbol, at, price, price, price, bid, ask, told()));
        }
        if (candle != null && !at.isBefore(grownAt.plus(GROWTH))) {
            steps.add(new MarketStep.CandleGrew(symbol, at, candle.candle()));
            grownAt = at;
        }
        tradedAt = null;
    }
}
