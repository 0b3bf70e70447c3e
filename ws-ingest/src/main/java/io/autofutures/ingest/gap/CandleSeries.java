package io.autofutures.ingest.gap;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The closed 1m candles of one symbol on their way out: only consecutive ones pass, later ones wait until the missing are
 * found. No I/O and no clock. Not thread-safe.
 */
public final class CandleSeries {
    static final Duration MINUTE = Duration.ofMinutes(1);
    /** Candles that may wait; what falls out is read again over REST. */
    private static final int PARKED_AT_MOST = 1_440;

    private final Symbol symbol;
    private final TreeMap<Instant, KlineUpdated> parked = new TreeMap<>();
    private @Nullable Kline last;
    private boolean holding;

    /** What to do with a closed candle that just arrived. */
    public enum Verdict {
        PUBLISH,
        /** Published before. */
        REPEATED,
        /** Waits for the end of the gap that is open. */
        PARKED,
        /** Candles before it are missing: it waits, and a gap is to be opened. */
        JUMPED
    }

    public CandleSeries(Symbol symbol) {
        this.symbol = symbol;
    }

    public Verdict arrived(KlineUpdated candle) {
        Instant openAt = candle.kline().openAt();
        Instant expected = next().orElse(openAt);
        if (openAt.isBefore(expected)) {
            return Verdict.REPEATED;
        }
        if (holding) {
            park(candle);
            return Verdict.PARKED;
        }
        if (openAt.equals(expected)) {
            last = candle.kline();
            return Verdict.PUBLISH;
        }
        park(candle);
        return Verdict.JUMPED;
    }

    private void park(KlineUpdated candle) {
        parked.put(candle.kline().openAt(), candle);
        if (parked.size() > PARKED_AT_MOST) {
            parked.pollFirstEntry();
        }
    }

    /** Closed candles wait from now on. */
    public void hold() {
        holding = true;
    }

    public void release() {
        holding = false;
    }

    /** Open time of the candle that comes next; absent before the first. */
    public Optional<Instant> next() {
        return Optional.ofNullable(last).map(candle -> candle.openAt().plus(MINUTE));
    }

    /** Candles wait for others that have not been found. */
    public boolean waits() {
        return !parked.isEmpty();
    }

    /**
     * Nothing is missing before what REST was asked for. It may be: a candle on its way may have been lost since.
     *
     * @param from open time that was asked from; absent for the last ones
     */
    public boolean reaches(@Nullable Instant from) {
        return from == null || next().map(next -> !next.isBefore(from)).orElse(false);
    }

    /**
     * Takes what REST had and returns what can go out now, in order. A minute that is missing between two candles of the
     * venue had no trades and becomes a candle of zero volume.
     *
     * @param found closed candles, oldest first; those already out are passed over
     * @param conclusive REST has nothing more: what is missing before a waiting candle had no trades either
     */
    public List<KlineUpdated> fill(List<Kline> found, boolean conclusive) {
        var out = new ArrayList<KlineUpdated>();
        for (Kline candle : found) {
            if (next().map(next -> candle.openAt().isBefore(next)).orElse(false)) {
                continue;
            }
            bridgeTo(candle.openAt(), out);
            KlineUpdated live = parked.remove(candle.openAt());
            advance(live == null ? backfilled(candle) : live, out);
        }
        drain(conclusive, out);
        return out;
    }

    private void drain(boolean conclusive, List<KlineUpdated> out) {
        while (!parked.isEmpty()) {
            KlineUpdated first = parked.firstEntry().getValue();
            Instant openAt = first.kline().openAt();
            Instant expected = next().orElse(openAt);
            if (openAt.isAfter(expected) && !conclusive) {
                return;
            }
            parked.pollFirstEntry();
            if (!openAt.isBefore(expected)) {
                bridgeTo(openAt, out);
                advance(first, out);
            }
        }
    }

    private void bridgeTo(Instant openAt, List<KlineUpdated> out) {
        for (Optional<Instant> missing = next();
                missing.isPresent() && missing.get().isBefore(openAt);
                missing = next()) {
            KlineUpdated live = parked.remove(missing.get());
            advance(live == null ? backfilled(withoutTrades(missing.get())) : live, out);
        }
    }

    private void advance(KlineUpdated candle, List<KlineUpdated> out) {
        last = candle.kline();
        out.add(candle);
    }

    /** The minutes from the next one to this, not included, had no trades; what waits behind them can go out, too. */
    public List<KlineUpdated> withoutTradesUpTo(Instant openAt) {
        var out = new ArrayList<KlineUpdated>();
        bridgeTo(openAt, out);
        drain(false, out);
        return out;
    }

    /** A candle that was on its way has been lost: it and all after it are missing again. */
    public void lost(Kline candle, @Nullable Kline before) {
        if (last != null && !candle.openAt().isAfter(last.openAt())) {
            last = before;
        }
    }

    public @Nullable Kline last() {
        return last;
    }

    private KlineUpdated backfilled(Kline candle) {
        return new KlineUpdated(symbol, candle.closeAt(), candle, true, true);
    }

    private Kline withoutTrades(Instant openAt) {
        Kline before = last;
        if (before == null) {
            throw new IllegalStateException("a missing minute always follows a known candle");
        }
        return new Kline(
                before.interval(),
                openAt,
                openAt.plus(MINUTE).minusMillis(1),
                before.close(),
                before.close(),
                before.close(),
                before.close(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                0);
    }
}
