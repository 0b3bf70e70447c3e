package io.autofutures.ingest.market;

import io.autofutures.binance.Answer;
import io.autofutures.binance.Reply;
import io.autofutures.ingest.gap.CandleHistory;
import io.autofutures.model.market.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the missing candles of one symbol until none is missing, on a thread of its own, one at a time. Counts as work for
 * lockstep. Thread-safe.
 */
final class Repair {
    private static final Logger LOGGER = LoggerFactory.getLogger(Repair.class);
    /** A candle that has just closed may reach REST a little late; then a missing one had no trades. */
    private static final int LOOKS = 3;

    private static final Duration FIRST_WAIT = Duration.ofMillis(300);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration UNTIL_DUE = Duration.ofSeconds(8);

    private final Symbol symbol;
    private final FeedTools tools;
    private final SymbolFeed feed;
    private boolean running;
    private boolean again;

    /** What a repair is to do next. */
    enum Next {
        DONE,
        READ_ON,
        LOOK_AGAIN,
        /** A candle was not acknowledged by the broker. */
        BACK_OFF,
        /** The venue does not show a candle that should be there by now. */
        WAIT
    }

    Repair(Symbol symbol, FeedTools tools, SymbolFeed feed) {
        this.symbol = symbol;
        this.tools = tools;
        this.feed = feed;
    }

    /** One that runs looks again. */
    synchronized void start() {
        if (running) {
            again = true;
            return;
        }
        running = true;
        tools.activity().begin();
        Thread.ofVirtual().name("repair-" + symbol).start(this::run);
    }

    synchronized boolean isAskedAgain() {
        return again;
    }

    private synchronized boolean takeAgain() {
        boolean asked = again;
        again = false;
        return asked;
    }

    private synchronized boolean end() {
        running = again;
        return !again;
    }

    private void run() {
        try {
            untilDone();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            tools.activity().end();
        }
    }

    private void untilDone() throws InterruptedException {
        Duration wait = FIRST_WAIT;
        boolean anew = true;
        int looks = 0;
        Instant before = null;
        while (!tools.isClosing()) {
            if (takeAgain() || anew) {
                looks = 0;
                anew = true;
            }
            Answer<CandleHistory.Page> reply = tools.history().read(symbol, feed.missing(anew));
            anew = false;
            if (!(reply instanceof Reply.Accepted<CandleHistory.Page>(CandleHistory.Page page))) {
                report(reply, wait);
                wait = longer(wait);
                pause(wait);
                continue;
            }
            looks = page.more() ? 0 : looks + 1;
            boolean standing = looks >= LOOKS && page.at().equals(before);
            before = page.at();
            settle(feed.fill(page, looks >= LOOKS, standing));
            switch (feed.after(page)) {
                case DONE -> {
                    if (end()) {
                        return;
                    }
                }
                case READ_ON -> wait = FIRST_WAIT;
                case LOOK_AGAIN -> {
                    wait = FIRST_WAIT;
                    pause(wait);
                }
                case BACK_OFF -> {
                    wait = longer(wait);
                    pause(wait);
                }
                case WAIT -> pause(looks < LOOKS ? FIRST_WAIT : UNTIL_DUE);
            }
        }
    }

    /** Said once, not at each try: with hundreds of symbols the venue's weight is scarce for minutes. */
    private void report(@Nullable Object reply, Duration wait) {
        (wait.equals(FIRST_WAIT) ? LOGGER.atWarn() : LOGGER.atDebug())
                .addKeyValue("symbol", symbol)
                .addKeyValue("error", reply)
                .log("missing candles could not be read");
    }

    /** Waits until all is acknowledged or refused, which {@link SymbolFeed#after} looks at. */
    private void settle(CompletableFuture<?> sent) throws InterruptedException {
        while (!tools.isClosing()) {
            try {
                Object unused = sent.get(200, TimeUnit.MILLISECONDS);
                return;
            } catch (ExecutionException e) {
                LOGGER.atDebug().addKeyValue("symbol", symbol).setCause(e).log("candles of a repair were not taken");
                return;
            } catch (TimeoutException e) {
                continue; // the broker is away: the candles wait in its client, and this waits for them
            }
        }
    }

    private void pause(Duration wait) throws InterruptedException {
        boolean unused = tools.closing().await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Duration longer(Duration wait) {
        Duration doubled = wait.multipliedBy(2);
        return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    }
}
