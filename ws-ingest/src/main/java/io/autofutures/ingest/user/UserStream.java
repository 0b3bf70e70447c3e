package io.autofutures.ingest.user;

import io.autofutures.binance.FuturesRest;
import io.autofutures.binance.StreamConnection;
import io.autofutures.binance.StreamFrame;
import io.autofutures.binance.StreamListener;
import io.autofutures.binance.StreamOptions;
import io.autofutures.binance.StreamParser;
import io.autofutures.binance.UserNotice;
import io.autofutures.ingest.publish.DeadFrames;
import io.autofutures.ingest.publish.EventPublisher;
import io.autofutures.ingest.publish.FrameCounts;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.UserEvent;
import io.autofutures.model.account.UserEvent.StreamInterrupted;
import io.autofutures.model.account.UserEvent.StreamResumed;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.Patience;
import io.autofutures.model.time.VenueTimers;
import io.autofutures.transport.Position;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account's stream. The venue replays nothing, so every place where something may be missing is marked, and the mark
 * of a new connection is on the topic before any event of it.
 */
public final class UserStream implements StreamListener, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(UserStream.class);

    private static final Duration TOO_YOUNG_TO_DOUBT = Duration.ofMinutes(1);
    private static final Duration DOUBT_AGAIN_AFTER = Duration.ofMinutes(5);

    private final AccountId account;
    private final StreamParser parser;
    private final EventPublisher publisher;
    private final Patience patience;
    private final Activity activity;
    private final FrameCounts counts;
    private final DeadFrames dead;
    private final ListenKey key;
    private final StreamConnection connection;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Object doubtLock = new Object();
    private @Nullable Instant connectedAt;
    private @Nullable Instant doubtedAt;
    private volatile boolean connected;

    public UserStream(
            AccountId account,
            FuturesRest rest,
            URI streamUrl,
            EventPublisher publisher,
            Patience patience,
            VenueTimers timers,
            Activity activity,
            FrameCounts counts,
            DeadFrames dead,
            StreamOptions options,
            InstantSource wall,
            RandomGenerator random) {
        this.account = account;
        this.parser = new StreamParser(account);
        this.publisher = publisher;
        this.patience = patience;
        this.activity = activity;
        this.counts = counts;
        this.dead = dead;
        this.key = new ListenKey(
                rest, timers, patience, streamUrl, () -> restart("the venue does not know the listen key"));
        this.connection = new StreamConnection(options, key::address, this, patience, wall, random);
    }

    public void start() {
        connection.start();
    }

    public StreamConnection.State state() {
        return connection.state();
    }

    /** Since when the venue has not confirmed the listen key, although asked; absent when all is well. */
    public Optional<Instant> keyDoubtfulSince() {
        return key.doubtfulSince();
    }

    /** The connection is open and its mark is on the topic. */
    public boolean isConnected() {
        return connected;
    }

    /**
     * The venue knew changes that this stream has not brought. A stream that has just begun is not to blame, and one is
     * given up for it only now and then: the difference may be ours.
     */
    public void doubted(int differences) {
        Instant now = now();
        synchronized (doubtLock) {
            Instant since = connectedAt;
            boolean young = since == null || !patience.exceeded(since, TOO_YOUNG_TO_DOUBT);
            boolean recently = doubtedAt != null && !patience.exceeded(doubtedAt, DOUBT_AGAIN_AFTER);
            if (!connected || young || recently) {
                return;
            }
            doubtedAt = now;
        }
        restart("the venue knew of %d changes that the stream did not bring".formatted(differences));
    }

    private void restart(String reason) {
        connection.restart(reason);
    }

    @Override
    public void connected() {
        while (closing.getCount() > 0) {
            try {
                Position unused = publisher
                        .user(new StreamResumed(account, patience.clock().instant()))
                        .get(30, TimeUnit.SECONDS);
                synchronized (doubtLock) {
                    connectedAt = now();
                }
                connected = true;
                return;
            } catch (ExecutionException | TimeoutException e) {
                LOGGER.atWarn()
                        .addKeyValue("error", e.toString())
                        .log("the mark of a new user stream was not published");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            pause();
        }
    }

    private void pause() {
        try {
            boolean unused = closing.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    @Override
    public void frame(String text) {
        var published = new ArrayList<CompletableFuture<?>>();
        for (StreamFrame frame : parser.user(text)) {
            switch (frame) {
                case StreamFrame.User(UserEvent event) -> {
                    counts.count(event instanceof UserEvent.Unrecognized ? "unrecognized" : "event");
                    published.add(publisher.user(event));
                }
                case StreamFrame.ListenKeyExpired expired -> {
                    counts.count("listen-key-expired");
                    restart("the listen key expired");
                }
                case StreamFrame.Unparsable(String reason) -> {
                    dead.keep("unparsable", reason, text, null);
                    published.addAll(gap("unreadable frame: " + reason));
                }
                case StreamFrame.Rejected(int code, String message) -> {
                    counts.count("rejected");
                    LOGGER.atWarn()
                            .addKeyValue("error", code + " " + message)
                            .log("the venue rejected a request of the user stream");
                }
                case StreamFrame.Notice(UserNotice.TriggerRejected rejected) -> {
                    counts.count("notice");
                    LOGGER.atWarn()
                            .addKeyValue("symbol", rejected.symbol())
                            .addKeyValue("orderId", rejected.orderId())
                            .addKeyValue("error", rejected.reason())
                            .log("the venue rejected the trigger of a conditional order");
                }
                case StreamFrame.Notice other -> counts.count("notice");
                case StreamFrame.Market other -> counts.count("other");
                case StreamFrame.Data other -> counts.count("other");
                case StreamFrame.CoinMargined other -> counts.count("coin-margined");
                case StreamFrame.Unknown other -> counts.count("unrecognized");
                case StreamFrame.Acknowledged other -> counts.count("reply");
                case StreamFrame.Listed other -> counts.count("reply");
            }
        }
        finish(published);
    }

    /** What was in it is not known: the tracker compares with the venue. */
    private List<CompletableFuture<?>> gap(String reason) {
        return List.of(
                publisher.user(new StreamInterrupted(account, now(), reason)),
                publisher.user(new StreamResumed(account, now())));
    }

    private void finish(List<CompletableFuture<?>> published) {
        var unused = CompletableFuture.allOf(published.toArray(CompletableFuture[]::new))
                .whenComplete((done, failure) -> {
                    if (failure != null && closing.getCount() > 0) {
                        counts.count("not-published");
                        restart("a user event was not published: " + failure);
                    }
                    activity.end();
                });
    }

    @Override
    public void discarded(String text) {
        counts.count("discarded");
        activity.end();
    }

    @Override
    public void oversized(String start, long characters) {
        String reason = "a frame of %d characters".formatted(characters);
        dead.keep("oversized", reason, start, characters, null);
        finish(gap(reason));
    }

    @Override
    public void interrupted(String reason) {
        connected = false;
        if (closing.getCount() > 0) {
            var unused = publisher.user(new StreamInterrupted(account, now(), reason));
        }
    }

    private Instant now() {
        return patience.clock().instant();
    }

    @Override
    public void close() {
        closing.countDown();
        key.close();
        connection.close();
    }
}
