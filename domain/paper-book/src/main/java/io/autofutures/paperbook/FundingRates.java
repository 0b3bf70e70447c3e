package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Funding rates out of the premium of mark over index: the average of the interval, later samples weighing more, drawn
 * towards the interest rate; or what a market announces by itself. The same prices give the same rates. Not
 * thread-safe.
 */
public final class FundingRates {
    private static final Duration SAMPLE_EVERY = Duration.ofSeconds(5);
    private static final int KEPT = 1_000;

    private final FundingTerms terms;
    private final Map<Symbol, Interval> intervals = new HashMap<>();
    private final Map<Symbol, List<FundingRate>> history = new HashMap<>();

    public FundingRates(FundingTerms terms) {
        this.terms = terms;
    }

    /** One symbol from one funding time to the next. */
    private static final class Interval {
        private Instant next;
        private Instant sampledAt = Instant.MIN;
        private BigDecimal weighted = BigDecimal.ZERO;
        private long weights;
        private long samples;
        private @Nullable BigDecimal announced;

        Interval(Instant next) {
            this.next = next;
        }
    }

    /**
     * A price of the market. @return rates that fell due with it, oldest first; nearly always none. After a gap every
     * time that was passed is due, at this mark.
     */
    public List<FundingRate> onPrice(Symbol symbol, BigDecimal mark, BigDecimal index, Instant at) {
        Interval interval = intervals.computeIfAbsent(symbol, absent -> new Interval(after(symbol, at)));
        if (at.isBefore(interval.next)) {
            sample(interval, mark, index, at);
            return List.of();
        }
        var due = new ArrayList<FundingRate>();
        while (!at.isBefore(interval.next)) {
            due.add(new FundingRate(symbol, interval.next, rate(symbol), mark));
            interval.next = after(symbol, interval.next);
        }
        interval.weighted = BigDecimal.ZERO;
        interval.weights = 0;
        interval.samples = 0;
        interval.announced = null;
        List<FundingRate> past = history.computeIfAbsent(symbol, absent -> new ArrayList<>());
        past.addAll(due);
        if (past.size() > KEPT) {
            past.subList(0, past.size() - KEPT).clear();
        }
        sample(interval, mark, index, at);
        return due;
    }

    private static void sample(Interval interval, BigDecimal mark, BigDecimal index, Instant at) {
        if (index.signum() > 0 && !at.isBefore(interval.sampledAt.plus(SAMPLE_EVERY))) {
            BigDecimal premium = mark.subtract(index).divide(index, 12, RoundingMode.HALF_EVEN);
            interval.sampledAt = at;
            interval.samples++;
            interval.weights += interval.samples;
            interval.weighted = interval.weighted.add(premium.multiply(BigDecimal.valueOf(interval.samples)));
        }
    }

    /** The market itself says what the rate will be at its next funding time. */
    public void announced(Symbol symbol, BigDecimal rate, Instant at) {
        intervals.computeIfAbsent(symbol, absent -> new Interval(after(symbol, at))).announced = rate;
    }

    /** What would be due if the interval ended now, 8 decimals. */
    public BigDecimal rate(Symbol symbol) {
        Interval interval = intervals.get(symbol);
        if (interval != null && interval.announced != null) {
            return interval.announced;
        }
        BigDecimal premium = interval == null || interval.weights == 0
                ? BigDecimal.ZERO
                : interval.weighted.divide(BigDecimal.valueOf(interval.weights), 12, RoundingMode.HALF_EVEN);
        BigDecimal towards = terms.interest().subtract(premium);
        return premium.add(clamp(towards, terms.clamp()))
                .multiply(BigDecimal.valueOf(terms.intervalHours().applyAsInt(symbol)))
                .divide(BigDecimal.valueOf(8), 12, RoundingMode.HALF_EVEN)
                .max(terms.cap().negate())
                .min(terms.cap())
                .setScale(8, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal clamp(BigDecimal value, BigDecimal limit) {
        return value.max(limit.negate()).min(limit);
    }

    /** The next funding time after {@code at}. */
    public Instant next(Symbol symbol, Instant at) {
        Interval interval = intervals.get(symbol);
        return interval == null || !interval.next.isAfter(at) ? after(symbol, at) : interval.next;
    }

    /** Rates that were due, oldest first. */
    public List<FundingRate> history(Symbol symbol) {
        return List.copyOf(history.getOrDefault(symbol, List.of()));
    }

    public int intervalHours(Symbol symbol) {
        return terms.intervalHours().applyAsInt(symbol);
    }

    public FundingTerms terms() {
        return terms;
    }

    private Instant after(Symbol symbol, Instant at) {
        long interval =
                Duration.ofHours(terms.intervalHours().applyAsInt(symbol)).toMillis();
        return Instant.ofEpochMilli((Math.floorDiv(at.toEpochMilli(), interval) + 1) * interval);
    }
}
