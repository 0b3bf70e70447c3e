package io.autofutures.ingest.gap;

import io.autofutures.binance.Answer;
import io.autofutures.binance.FuturesRest;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.time.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Closed 1m candles over REST, a few symbols at a time. */
public final class CandleHistory {
    private static final int AT_ONCE = 4;
    private static final int PAGE = 1_500;
    private static final Duration SETTLED_AFTER = Duration.ofSeconds(1);

    private final FuturesRest rest;
    private final Patience patience;
    private final int startWith;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    /**
     * @param closed oldest first
     * @param inDoubt the last of them ended a moment ago: the venue may still change it
     * @param more the page was full: later candles may exist
     */
    public record Page(List<Kline> closed, boolean inDoubt, boolean more) {}

    /** @param startWith candles to read where none is known */
    public CandleHistory(FuturesRest rest, Patience patience, int startWith) {
        this.rest = rest;
        this.patience = patience;
        this.startWith = startWith;
    }

    /**
     * Candles that are final by the venue's own clock, read before the candles are.
     *
     * @param from open time of the first; absent for the last ones
     */
    public Answer<Page> read(Symbol symbol, @Nullable Instant from) throws InterruptedException {
        turns.acquire();
        try {
            return rest.serverTime().then(now -> {
                int limit = from == null ? startWith + 1 : minutes(from, now);
                return rest.klines(symbol, "1m", from, null, limit)
                        .map(candles -> page(candles, now, from != null && candles.size() >= PAGE));
            });
        } finally {
            turns.release();
        }
    }

    private Page page(List<Kline> candles, Instant now, boolean more) {
        List<Kline> closed = candles.stream()
                .filter(candle -> candle.closeAt().isBefore(now))
                .toList();
        boolean inDoubt = !closed.isEmpty()
                && !patience.deadline(closed.getLast().closeAt(), SETTLED_AFTER).isBefore(now);
        return new Page(closed, inDoubt, more);
    }

    private static int minutes(Instant from, Instant now) {
        long minutes = Math.max(0, Duration.between(from, now).toMinutes()) + 2;
        return (int) Math.min(PAGE, minutes);
    }
}
