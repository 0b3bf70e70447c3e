package io.autofutures.ingest.market;

import io.autofutures.ingest.gap.CandleHistory;
import io.autofutures.ingest.gap.CandleSeries;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.MarketEvent.GapClosed;
import io.autofutures.model.market.MarketEvent.GapOpened;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Symbol;
import io.autofutures.transport.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One symbol on its way to the topic. Marks and open candles pass at once; closed candles pass in sequence, and wait while
 * a gap is being repaired over REST. Thread-safe.
 */
final class SymbolFeed {
    private static final Logger LOGGER = LoggerFactory.getLogger(SymbolFeed.class);
    /** The mark price has gone on for so long after the end of a minute whose candle did not come. */
    private static final Duration LATE_AFTER = Duration.ofSeconds(5);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Symbol symbol;
    private final FeedTools tools;
    private final CandleSeries series;
    private final EventCheck check = new EventCheck();
    private final Repair repair;
    private volatile @Nullable Instant gapSince;
    private volatile boolean connected;
    private volatile boolean heard;
    private String gapReason = "";
    private boolean announced;
    private boolean left;
    private boolean lookAgain;
    private @Nullable Instant doubted;
    /** Candles that were not acknowledged and are not marked as missing yet. */
    private final AtomicInteger losing = new AtomicInteger();

    private CompletableFuture<?> outstanding = CompletableFuture.completedFuture(null);

    SymbolFeed(Symbol symbol, FeedTools tools) {
        this.symbol = symbol;
        this.tools = tools;
        this.series = new CandleSeries(symbol);
        this.repair = new Repair(symbol, tools, this);
    }

    /** @param latest an event of a later time lies in the future */
    synchronized EventCheck.Result judge(MarketEvent event, Instant latest) {
        return check.judge(event, latest);
    }

    /** Completes when what has to go out because of the event is acknowledged. */
    synchronized CompletableFuture<?> on(MarketEvent event) {
        if (left) {
            return CompletableFuture.completedFuture(null);
        }
        heard = true;
        if (event instanceof KlineUpdated candle && candle.closed()) {
            return onClosed(candle);
        }
        if (event instanceof MarkPriceUpdated mark && isLate(mark.occurredAt())) {
            openGap("the candle of a minute did not come");
            repair.start();
        }
        return tools.publisher().market(event);
    }

    private CompletableFuture<?> onClosed(KlineUpdated candle) {
        Kline before = series.last();
        return switch (series.arrived(candle)) {
            case PUBLISH -> send(candle, before);
            case REPEATED, PARKED -> CompletableFuture.completedFuture(null);
            case JUMPED -> {
                CompletableFuture<?> mark = openGap("a closed candle is missing");
                repair.start();
                yield mark;
            }
        };
    }

    /** In the time of the events, so that a fast market does not make a candle late. */
    private boolean isLate(Instant at) {
        Optional<Instant> next = series.next();
        return gapSince == null
                && next.isPresent()
                && at.isAfter(next.get().plus(MINUTE).plus(LATE_AFTER));
    }

    /** Reads what is missing, at the first start as well. */
    synchronized void connected() {
        if (!left) {
            connected = true;
            openGap("start");
            repair.start();
        }
    }

    synchronized void interrupted(String reason) {
        connected = false;
        heard = false;
        openGap(reason);
    }

    /** The symbol is no longer watched: nothing of it is published any more but the mark that says so. */
    synchronized void leave() {
        openGap("no longer watched");
        left = true;
        connected = false;
    }

    /** Another instance that brought the symbol may be gone by now. */
    synchronized void announceIfAlone() {
        if (gapSince != null && !left) {
            announce();
        }
    }

    boolean isConnected() {
        return connected;
    }

    /** Connected, and a frame of it has come since. */
    boolean isUp() {
        return connected && heard;
    }

    /** Takes no lock: a feed that waits for the broker must not hold up the health report. */
    boolean inGap() {
        return gapSince != null;
    }

    private CompletableFuture<?> openGap(String reason) {
        series.hold();
        if (gapSince == null) {
            gapSince = tools.clock().instant();
            gapReason = reason;
            announced = false;
        }
        return announce();
    }

    private CompletableFuture<?> announce() {
        Instant since = gapSince;
        if (since == null || announced || tools.isClosing() || tools.coverage().elsewhere(symbol)) {
            return CompletableFuture.completedFuture(null);
        }
        announced = true;
        return tools.publisher().market(new GapOpened(symbol, since, gapReason));
    }

    private CompletableFuture<Position> send(KlineUpdated candle, @Nullable Kline before) {
        CompletableFuture<Position> sent = tools.publisher().market(candle).whenComplete((position, failure) -> {
            if (failure != null && !tools.isClosing()) {
                losing.incrementAndGet();
                // not here: this is the broker client's thread, and the feed may be waiting for it
                Thread.ofVirtual().name("lost-" + symbol).start(() -> lost(candle.kline(), before, failure));
            }
        });
        outstanding = outstanding.isDone() ? sent : CompletableFuture.allOf(outstanding, sent);
        return sent;
    }

    private synchronized void lost(Kline candle, @Nullable Kline before, Throwable failure) {
        LOGGER.atWarn()
                .addKeyValue("symbol", symbol)
                .addKeyValue("error", failure.toString())
                .log("a closed candle was not published and is read again");
        losing.decrementAndGet();
        series.lost(candle, before);
        openGap("a closed candle was not published");
        repair.start();
    }

    /** Open time of the first candle that is missing; absent when none is known. @param anew a repair begins */
    synchronized @Nullable Instant missing(boolean anew) {
        if (anew) {
            doubted = null;
        }
        return series.next().orElse(null);
    }

    /**
     * Publishes what the venue had.
     *
     * @param conclusive the venue was asked often enough: what is missing before a waiting candle had no trades
     * @param standing venue time stands still: nothing will come of waiting for a candle either
     * @return completes when all candles sent so far are acknowledged
     */
    synchronized CompletableFuture<?> fill(CandleHistory.Page page, boolean conclusive, boolean standing) {
        boolean reaches = series.reaches(page.from());
        lookAgain = !reaches || (page.inDoubt() && doubted == null);
        if (left || !reaches) {
            return CompletableFuture.completedFuture(null);
        }
        Kline before = series.last();
        Kline between = publish(series.fill(settled(page), conclusive), before);
        Optional<Instant> next = series.next();
        if (next.isPresent() && !page.more() && !page.inDoubt()) {
            Instant upTo = next.get();
            while (page.hadNoTrades(upTo) || (standing && page.isDue(upTo))) {
                upTo = upTo.plus(MINUTE);
            }
            publish(series.withoutTradesUpTo(upTo), between);
        }
        return outstanding;
    }

    private @Nullable Kline publish(List<KlineUpdated> candles, @Nullable Kline before) {
        Kline last = before;
        for (KlineUpdated candle : candles) {
            var unused = send(candle, last);
            last = candle.kline();
        }
        return last;
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

    /** The gap is closed if nothing is missing and everything is acknowledged. */
    synchronized Repair.Next after(CandleHistory.Page page) {
        if (left) {
            return Repair.Next.DONE;
        }
        if (page.more()) {
            return Repair.Next.READ_ON;
        }
        boolean lost = losing.get() > 0 || outstanding.isCompletedExceptionally();
        if (lost || lookAgain || series.waits() || repair.isAskedAgain()) {
            return lost ? Repair.Next.BACK_OFF : Repair.Next.LOOK_AGAIN;
        }
        if (!page.inDoubt() && series.next().filter(page::isDue).isPresent()) {
            return Repair.Next.WAIT;
        }
        closeGap();
        return Repair.Next.DONE;
    }

    private void closeGap() {
        Instant since = gapSince;
        if (connected && since != null) {
            var unused =
                    tools.publisher().market(new GapClosed(symbol, tools.clock().instant(), since));
            gapSince = null;
            series.release();
        }
    }
}
