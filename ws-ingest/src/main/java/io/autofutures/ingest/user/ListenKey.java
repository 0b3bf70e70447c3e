package io.autofutures.ingest.user;

import io.autofutures.binance.Answer;
import io.autofutures.binance.FuturesRest;
import io.autofutures.binance.Reply;
import io.autofutures.model.time.Patience;
import io.autofutures.model.time.VenueTimers;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key of the user stream: created before each connection, kept alive while it is in use, never deleted, because it
 * belongs to the account and others may share it.
 */
final class ListenKey implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ListenKey.class);
    private static final Duration KEEP_ALIVE_EVERY = Duration.ofMinutes(30);
    private static final Duration TRY_AGAIN_AFTER = Duration.ofMinutes(1);
    private static final int NO_SUCH_KEY = -1125;

    private final FuturesRest rest;
    private final VenueTimers timers;
    private final Patience patience;
    private final URI streamUrl;
    private final Runnable gone;
    private VenueTimers.@Nullable Handle timer;
    private volatile @Nullable Instant doubtfulSince;
    private boolean closed;

    /** @param gone called when the venue no longer knows the key */
    ListenKey(FuturesRest rest, VenueTimers timers, Patience patience, URI streamUrl, Runnable gone) {
        this.rest = rest;
        this.timers = timers;
        this.patience = patience;
        this.streamUrl = streamUrl;
        this.gone = gone;
    }

    /** @throws io.autofutures.binance.VenueException if no key can be had now */
    URI address() {
        String key = rest.createListenKey().orThrow("a listen key");
        doubtfulSince = null;
        schedule(KEEP_ALIVE_EVERY);
        return URI.create(streamUrl.toString().replaceAll("/+$", "") + "/private/ws/" + key);
    }

    private synchronized void schedule(Duration patiently) {
        if (timer != null) {
            timer.cancel();
        }
        if (!closed) {
            timer = timers.at(patience.deadline(patience.clock().instant(), patiently), this::keepAlive);
        }
    }

    private void keepAlive() {
        Answer<Boolean> reply = rest.keepListenKeyAlive();
        if (reply instanceof Reply.Accepted<Boolean>) {
            doubtfulSince = null;
            schedule(KEEP_ALIVE_EVERY);
            return;
        }
        if (doubtfulSince == null) {
            doubtfulSince = patience.clock().instant();
        }
        LOGGER.atError().addKeyValue("error", reply).log("the listen key was not kept alive");
        if (reply instanceof Reply.Refused<Boolean>(int code, String message, boolean retry) && code == NO_SUCH_KEY) {
            gone.run();
        } else {
            schedule(TRY_AGAIN_AFTER);
        }
    }

    Optional<Instant> doubtfulSince() {
        return Optional.ofNullable(doubtfulSince);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (timer != null) {
            timer.cancel();
        }
    }
}
