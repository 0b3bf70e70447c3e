package io.autofutures.ingest.market;

import io.autofutures.binance.Answer;
import io.autofutures.binance.Reply;
import io.autofutures.ingest.gap.CandleHistory;
import io.autofutures.ingest.gap.CandleSeries;
import io.autofutures.ingest.publish.EventPublisher;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.MarketEvent.GapClosed;
import io.autofutures.model.market.MarketEvent.GapOpened;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.VenueClock;
import io.autofutures.transport.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One symbol on its way to the topic. Marks and open candles pass at once; closed candles pass in sequence, and wait while
 * a gap is being repaired over REST. A repair counts as work for lockstep.
 */
final class SymbolFeed {
    private static final Logger LOGGER = LoggerFactory.getLogger(SymbolFeed.class);
    /** A candle that has just closed may reach REST a little late; then a missing one had no trades. */
    private static final int LOOKS = 3;

    private static final Duration FIRST_WAIT = Duration.ofMillis(300);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private final Symbol symbol;
    private final CandleHistory history;
    private final EventPublisher publisher;
    private final VenueClock clock;
    private final Activity activity;
    private final CountDownLatch closing;
    private final CandleSeries series;
    private volatile @Nullable Instant gapSince;
    private boolean connected;
    private boolean repairing;
    private boolean again;
    private int looks;
    private @Nullable Instant doubted;

    SymbolFeed(
            Symbol symbol,
            CandleHistory history,
            EventPublisher publisher,
            VenueClock clock,
            Activity activity,
            CountDownLatch closing) {
        this.symbol = symbol;
        this.history = history;
        this.publisher = publisher;
        this.clock = clock;
        this.activity = activity;
        this.closing = closing;
        this.series = new CandleSeries(symbol);
    }

    /** Completes when what has to go out because of the event is acknowledged. */
    synchronized CompletableFuture<?> on(MarketEvent event) {
        if (!(event instanceof KlineUpdated candle) || !candle.closed()) {
            return publisher.market(event);
        }
        Kline before = series.last();
        return switch (series.arrived(candle)) {
            case PUBLISH -> send(candle, before);
            case REPEATED, PARKED -> CompletableFuture.completedFuture(null);
            case JUMPED -> {
                CompletableFuture<Position> mark = openGap("a closed candle is missing");
                repair();
                yield mark;
            }
        };
    }

    /** Reads what is missing, at the first start as well. */
    synchronized void connected() {
        connected = true;
        var unused = openGap("start");
        repair();
    }

    synchronized void interrupted(String reason) {
        connected = false;
        var unused = openGap(reason);
    }

    /** Takes no lock: a feed that waits for the broker must not hold up the health report. */
    boolean inGap() {
        return gapSince != null;
    }

    private CompletableFuture<Position> openGap(String reason) {
        series.hold();
        if (gapSince != null) {
            return CompletableFuture.completedFuture(null);
        }
        Instant since = clock.instant();
        gapSince = since;
        return publisher.market(new GapOpened(symbol, since, reason));
    }

    private CompletableFuture<Position> send(KlineUpdated candle, @Nullable Kline before) {
        return publisher.market(candle).whenComplete((position, failure) -> {
            if (failure != null && closing.getCount() > 0) {
                lost(candle.kline(), before, failure);
            }
        });
    }

    private synchronized void lost(Kline candle, @Nullable Kline before, Throwable failure) {
        LOGGER.atWarn()
                .addKeyValue("symbol", symbol)
                .addKeyValue("error", failure.toString())
                .log("a closed candle was not published and is read again");
        series.lost(candle, before);
        var unused = openGap("a closed candle was not published");
        repair();
    }

    private void repair() {
        if (repairing) {
            again = true;
            return;
        }
        repairing = true;
        activity.begin();
        Thread.ofVirtual().name("repair-" + symbol).start(this::repairAndEnd);
    }

    private void repairAndEnd() {
        try {
            repairUntilDone();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            activity.end();
        }
    }

    private void repairUntilDone() throws InterruptedException {
        Duration wait = FIRST_WAIT;
        while (closing.getCount() > 0) {
            Answer<CandleHistory.Page> reply = history.read(symbol, startRound());
            if (reply instanceof Reply.Accepted<CandleHistory.Page>(CandleHistory.Page page)) {
                wait = FIRST_WAIT;
                if (apply(page)) {
                    return;
                }
                if (page.more()) {
                    continue;
                }
            } else {
                LOGGER.atWarn()
                        .addKeyValue("symbol", symbol)
                        .addKeyValue("error", reply)
                        .log("missing candles could not be read");
                wait = longer(wait);
            }
            boolean unused = closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized @Nullable Instant startRound() {
        if (again) {
            again = false;
            looks = 0;
            doubted = null;
        }
        return series.next().orElse(null);
    }

    /** True when nothing more is to be done: the gap is closed, or nothing can be until the stream is back. */
    private synchronized boolean apply(CandleHistory.Page page) {
        looks = page.more() ? 0 : looks + 1;
        boolean lookAgain = page.inDoubt() && doubted == null;
        Kline before = series.last();
        for (KlineUpdated candle : series.fill(settled(page), looks >= LOOKS)) {
            var unused = send(candle, before);
            before = candle.kline();
        }
        if (page.more() || series.waits() || again || lookAgain) {
            return false;
        }
        Instant since = gapSince;
        if (connected && since != null) {
            var unused = publisher.market(new GapClosed(symbol, clock.instant(), since));
            gapSince = null;
            series.release();
        }
        looks = 0;
        doubted = null;
        repairing = false;
        return true;
    }

    /**
     * Leaves out a candle that ended a moment ago. If it had ended before this connection, the next look finds it settled;
     * if not, the stream brings its end.
     */
    private List<Kline> settled(CandleHistory.Page page) {
        List<Kline> closed = page.closed();
        if (!page.inDoubt()) {
            return closed;
        }
        Instant last = closed.getLast().openAt();
        if (doubted == null) {
            doubted = last;
        } else if (!last.isAfter(doubted)) {
            return closed;
        }
        return closed.subList(0, closed.size() - 1);
    }

    private static Duration longer(Duration wait) {
        Duration doubled = wait.multipliedBy(2);
        return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    }
}
