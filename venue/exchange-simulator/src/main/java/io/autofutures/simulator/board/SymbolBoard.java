package io.autofutures.simulator.board;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.simulator.market.Candle;
import io.autofutures.simulator.market.MarketStep;
import io.autofutures.simulator.market.MarketTrade;
import io.autofutures.simulator.market.MinuteCandles;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The market of one symbol as the venue tells it. Guarded by the venue's lock. */
public final class SymbolBoard {
    private static final long DAY_MS = 24 * 3_600_000L;
    private static final BigDecimal AVERAGE_SHARE = new BigDecimal("0.05");

    private final SymbolRules rules;
    private final CandleStore candles;
    private final PriceCandles marks;
    private final PriceCandles indexes;
    private final TradeTape tape;
    private MarketStep.Marked latest;
    private BigDecimal markAverage;
    private BigDecimal lastQuantity;
    private long updateId;

    /** @param opening price before the first step @param kept minutes since the start that are kept */
    SymbolBoard(SymbolRules rules, Supplier<MinuteCandles> past, Instant start, BigDecimal opening, int kept) {
        this.rules = rules;
        int volumeScale = Math.max(3, rules.stepSize().stripTrailingZeros().scale());
        this.candles = new CandleStore(past, volumeScale, kept);
        this.marks = new PriceCandles(past, kept / 3);
        this.indexes = new PriceCandles(past, kept / 3);
        this.tape = new TradeTape(volumeScale, 1_000);
        this.latest = MarketStep.Marked.everywhere(rules.symbol(), start, opening, List.of());
        this.markAverage = opening;
        this.lastQuantity = rules.minQuantity();
        this.updateId = start.toEpochMilli();
    }

    /** What the step's trades are together. */
    public List<AggTrade> take(MarketStep step) {
        List<AggTrade> together = tape.take(step.trades());
        if (!together.isEmpty()) {
            lastQuantity = lastCounting(step.trades());
        }
        switch (step) {
            case MarketStep.CandleClosed closed -> candles.close(closed.candle());
            case MarketStep.CandleGrew grew -> candles.grow(grew.candle());
            case MarketStep.Marked marked -> marked(marked);
            case MarketStep.Quoted quoted -> {
                updateId += moves(quoted) ? 1 : 0;
                latest = new MarketStep.Marked(
                        quoted.symbol(),
                        quoted.at(),
                        latest.mark(),
                        latest.index(),
                        quoted.last(),
                        quoted.bid(),
                        quoted.ask(),
                        List.of());
            }
        }
        return together;
    }

    /** The step's best prices are others than those before it. */
    public boolean moves(MarketStep.Quoted quoted) {
        return !quoted.bid().equals(latest.bid()) || !quoted.ask().equals(latest.ask());
    }

    private static BigDecimal lastCounting(List<MarketTrade> trades) {
        return trades.reversed().stream()
                .filter(MarketTrade::counts)
                .findFirst()
                .orElseThrow()
                .quantity();
    }

    private void marked(MarketStep.Marked marked) {
        latest = marked;
        updateId++;
        marks.take(marked.at(), marked.mark());
        indexes.take(marked.at(), marked.index());
        markAverage = markAverage
                .add(marked.mark().subtract(markAverage).multiply(AVERAGE_SHARE))
                .setScale(8, RoundingMode.HALF_UP);
    }

    public Symbol symbol() {
        return rules.symbol();
    }

    public SymbolRules rules() {
        return rules;
    }

    /** Decimals of the price grid. */
    public int priceScale() {
        return Math.max(0, rules.tickSize().stripTrailingZeros().scale());
    }

    public int quantityScale() {
        return Math.max(0, rules.stepSize().stripTrailingZeros().scale());
    }

    public CandleStore candles() {
        return candles;
    }

    public CandleStore markCandles() {
        return marks.asked();
    }

    public CandleStore indexCandles() {
        return indexes.asked();
    }

    public TradeTape tape() {
        return tape;
    }

    public BigDecimal mark() {
        return latest.mark();
    }

    public BigDecimal index() {
        return latest.index();
    }

    public BigDecimal last() {
        return latest.last();
    }

    /** When the latest price was. */
    public Instant at() {
        return latest.at();
    }

    /** Moving average of the mark price over some 20 marks. */
    public BigDecimal markAverage() {
        return markAverage;
    }

    /** The book has been told up to here; rises with each change of it. */
    public long updateId() {
        return updateId;
    }

    /** The book has changed between two marks. */
    public void bookChanged() {
        updateId++;
    }

    public DayFigures day() {
        long from = Math.floorDiv(latest.at().toEpochMilli() - DAY_MS, 60_000) * 60_000 + 60_000;
        BigDecimal last = latest.last();
        Optional<Candle> whole = candles.since(from);
        if (whole.isEmpty()) {
            return new DayFigures(
                    Instant.ofEpochMilli(from),
                    latest.at(),
                    last,
                    last,
                    last,
                    last,
                    lastQuantity,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    last,
                    -1,
                    -1,
                    0);
        }
        Candle day = whole.get();
        BigDecimal volume = day.kline().volume();
        BigDecimal average = volume.signum() == 0
                ? last
                : day.quoteVolume().divide(volume, MathContext.DECIMAL64).setScale(priceScale(), RoundingMode.HALF_UP);
        return new DayFigures(
                Instant.ofEpochMilli(from),
                latest.at(),
                day.kline().open().value(),
                day.kline().high().value().max(last),
                day.kline().low().value().min(last),
                last,
                lastQuantity,
                volume,
                day.quoteVolume(),
                average,
                day.firstTrade(),
                day.lastTrade(),
                day.kline().trades());
    }
}
