package io.autofutures.ingest.gap;

import io.autofutures.binance.Answer;
import io.autofutures.binance.FuturesRest;
import io.autofutures.binance.Reply;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.time.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Closed 1m candles over REST, a few symbols at a time, those with a position first. */
public final class CandleHistory implements AutoCloseable {
    private static final int AT_ONCE = 4;
    private static final int PAGE = 1_500;
    private static final Duration SETTLED_AFTER = Duration.ofSeconds(1);
    /** A candle that REST does not show so long after its end had no trades. */
    private static final Duration WITHOUT_TRADES_AFTER = Duration.ofSeconds(30);
    /** Wall time before the next question when one was held back or failed: the request weight is shared. */
    private static final Duration SCARCE = Duration.ofMillis(500);

    private final FuturesRest rest;
    private final Patience patience;
    private final ToIntFunction<Symbol> startWith;
    private final RepairTurns turns;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Known known;

    /** @param readAt {@link System#nanoTime} before it was asked for */
    private record Known(Instant serverTime, long readAt) {}

    /**
     * @param from open time that was asked from; absent for the last ones
     * @param closed oldest first
     * @param inDoubt the last of them ended a moment ago: the venue may still change it
     * @param more the page was full: later candles may exist
     * @param at by the venue's clock, before the candles were read
     */
    public record Page(@Nullable Instant from, List<Kline> closed, boolean inDoubt, boolean more, Instant at) {
        /** A candle of this open time should be known by now. */
        public boolean isDue(Instant openAt) {
            return at.isAfter(end(openAt).plus(SETTLED_AFTER));
        }

        /** Where the venue shows no candle of this open time, there was no trade. */
        public boolean hadNoTrades(Instant openAt) {
            return at.isAfter(end(openAt).plus(WITHOUT_TRADES_AFTER));
        }

        private static Instant end(Instant openAt) {
            return openAt.plus(CandleSeries.MINUTE);
        }
    }

    /**
     * @param startWith candles to read of a symbol of which none is known, 1 to 1499
     * @param first symbols that do not wait for others
     */
    public CandleHistory(
            FuturesRest rest, Patience patience, ToIntFunction<Symbol> startWith, Predicate<Symbol> first) {
        this.rest = rest;
        this.patience = patience;
        this.startWith = startWith;
        this.turns = new RepairTurns(AT_ONCE, first);
    }

    /**
     * Candles that are final by the venue's own clock, read before the candles are and after this was called.
     *
     * @param from open time of the first; absent for the last ones
     */
    public Answer<Page> read(Symbol symbol, @Nullable Instant from) throws InterruptedException {
        long asked = System.nanoTime();
        turns.take(symbol);
        try {
            Answer<Page> answer = serverTime(asked).then(now -> {
                int limit = from == null ? startWith.applyAsInt(symbol) + 1 : minutes(from, now);
                return rest.klines(symbol, "1m", from, null, limit).map(candles -> page(from, candles, now));
            });
            if (!(answer instanceof Reply.Accepted<Page>)) {
                boolean unused = closing.await(SCARCE.toMillis(), TimeUnit.MILLISECONDS);
            }
            return answer;
        } finally {
            turns.done();
        }
    }

    /** Many that wait for their turn share one question: an earlier time is as good, if it is not before they asked. */
    private Answer<Instant> serverTime(long asked) {
        Known last = known;
        if (last != null && last.readAt() - asked >= 0) {
            return new Reply.Accepted<>(last.serverTime());
        }
        long readAt = System.nanoTime();
        return rest.serverTime().map(now -> {
            known = new Known(now, readAt);
            return now;
        });
    }

    private Page page(@Nullable Instant from, List<Kline> candles, Instant now) {
        List<Kline> closed = candles.stream()
                .filter(candle -> candle.closeAt().isBefore(now))
                .toList();
        boolean inDoubt = !closed.isEmpty()
                && !patience.deadline(closed.getLast().closeAt(), SETTLED_AFTER).isBefore(now);
        return new Page(from, closed, inDoubt, from != null && candles.size() >= PAGE, now);
    }

    private static int minutes(Instant from, Instant now) {
        long minutes = Math.max(0, Duration.between(from, now).toMinutes()) + 2;
        return (int) Math.min(PAGE, minutes);
    }

    /** Nobody waits for a turn any more. */
    @Override
    public void close() {
        closing.countDown();
        turns.close();
    }
}
