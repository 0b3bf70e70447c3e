package io.autofutures.detection;

import io.autofutures.model.market.MarketEvent.KlineUpdated;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets each closed 1-minute candle of a symbol through once and in order. A candle behind a hole waits until the missing
 * ones have come, or the end of the gap says that there are none, or too many wait.
 */
final class CandleSequence {
    static final int PARKED_AT_MOST = 60;
    private static final long STEP_MILLIS = 60_000;
    private static final long NONE = Long.MIN_VALUE;

    private long last = NONE;
    private long completeBefore = NONE;
    private boolean inGap;
    private final TreeMap<Long, KlineUpdated> parked = new TreeMap<>();

    /**
     * @param lastOpenMillis open time of the last candle let through; absent before the first
     * @param completeBeforeMillis every candle opened before this has been published; absent before the first gap's end
     */
    record State(
            @Nullable Long lastOpenMillis,
            @Nullable Long completeBeforeMillis,
            boolean inGap,
            List<KlineUpdated> parked) {}

    CandleSequence() {}

    CandleSequence(State state) {
        this.last = state.lastOpenMillis() == null ? NONE : state.lastOpenMillis();
        this.completeBefore = state.completeBeforeMillis() == null ? NONE : state.completeBeforeMillis();
        this.inGap = state.inGap();
        state.parked().forEach(candle -> parked.put(openMillis(candle), candle));
    }

    State state() {
        return new State(
                last == NONE ? null : last,
                completeBefore == NONE ? null : completeBefore,
                inGap,
                List.copyOf(parked.values()));
    }

    /** True when the candle opened at {@code openMillis} is still to come: an update of it is news. */
    boolean isAhead(long openMillis) {
        return openMillis > last;
    }

    /** The candles that may be judged now, oldest first; empty when this one is a repeat or has to wait. */
    List<KlineUpdated> offer(KlineUpdated candle) {
        long open = openMillis(candle);
        if (open <= last || parked.containsKey(open)) {
            return List.of();
        }
        if (parked.isEmpty() && follows(open, candle.backfilled())) {
            last = open;
            return List.of(candle);
        }
        parked.put(open, candle);
        if (parked.size() > PARKED_AT_MOST) {
            last = parked.firstKey() - STEP_MILLIS;
        }
        return release();
    }

    void gapOpened() {
        inGap = true;
    }

    /** @param atMillis every candle closed up to here has been published */
    List<KlineUpdated> gapClosed(long atMillis) {
        inGap = false;
        completeBefore = Math.max(completeBefore, Math.floorDiv(atMillis, STEP_MILLIS) * STEP_MILLIS);
        return release();
    }

    private boolean follows(long open, boolean backfilled) {
        if (last == NONE) {
            return !inGap || backfilled;
        }
        return open == last + STEP_MILLIS || open <= completeBefore;
    }

    private List<KlineUpdated> release() {
        var released = new ArrayList<KlineUpdated>();
        while (!parked.isEmpty()) {
            var first = parked.firstEntry();
            if (!follows(first.getKey(), first.getValue().backfilled())) {
                break;
            }
            parked.pollFirstEntry();
            last = first.getKey();
            released.add(first.getValue());
        }
        return released;
    }

    private static long openMillis(KlineUpdated candle) {
        return candle.kline().openAt().toEpochMilli();
    }
}
