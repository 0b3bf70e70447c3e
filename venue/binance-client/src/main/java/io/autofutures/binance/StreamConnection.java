package io.autofutures.binance;

import io.autofutures.model.time.Patience;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one websocket to the venue alive: connects, watches, reconnects with back-off and jitter, rotates ahead of the
 * venue's own limit. One frame is asked for at a time, so a listener that blocks stops the reading.
 */
public final class StreamConnection implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(StreamConnection.class);
    private static final Duration STEADY_AFTER = Duration.ofSeconds(10);
    private static final String ROTATION = "rotation ahead of the venue's limit of a connection's age";

    private final StreamOptions options;
    private final Supplier<URI> address;
    private final StreamListener listener;
    private final Patience patience;
    private final InstantSource wall;
    private final ReconnectBackoff backoff;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread keeper;
    private volatile State state = new State.Connecting(0);
    private volatile @Nullable StreamSession session;

    /** Where a connection stands; venue times. */
    public sealed interface State {
        /** @param attempt 0 for the first since frames last flowed */
        record Connecting(int attempt) implements State {}

        /** Open, and nothing has arrived: no proof that data will flow. */
        record Open(Instant since) implements State {}

        record Live(Instant since, Instant lastFrameAt) implements State {}

        record Waiting(String reason, Duration backoff) implements State {}

        record Closed() implements State {}
    }

    /**
     * @param address asked before each attempt; a {@link VenueException} counts as a failed attempt
     * @param patience judges silence
     * @param wall judges what concerns the socket alone: pings and the age of a connection
     * @param random for jitter
     */
    public StreamConnection(
            StreamOptions options,
            Supplier<URI> address,
            StreamListener listener,
            Patience patience,
            InstantSource wall,
            RandomGenerator random) {
        this.options = options;
        this.address = address;
        this.listener = listener;
        this.patience = patience;
        this.wall = wall;
        this.backoff = new ReconnectBackoff(options.backoffFirst(), options.backoffLongest(), random);
        this.keeper = Thread.ofVirtual().name("stream-" + options.name()).unstarted(this::keep);
    }

    public void start() {
        keeper.start();
    }

    public State state() {
        StreamSession current = session;
        return current == null ? state : current.state();
    }

    /** Gives the present connection up and makes a new one. Does nothing while there is none. */
    public void restart(String reason) {
        StreamSession current = session;
        if (current != null) {
            current.end(reason);
        }
    }

    private void keep() {
        try {
            while (closing.getCount() > 0) {
                state = new State.Connecting(backoff.failures());
                String reason = connectAndWatch();
                if (closing.getCount() > 0 && !reason.equals(ROTATION)) {
                    Duration wait = backoff.next();
                    state = new State.Waiting(reason, wait);
                    LOGGER.atWarn()
                            .addKeyValue("stream", options.name())
                            .addKeyValue("error", reason)
                            .addKeyValue("waitMillis", wait.toMillis())
                            .log("stream is down, connecting again");
                    boolean unused = closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            state = new State.Closed();
        }
    }

    /** Returns why there is no connection any more. */
    private String connectAndWatch() throws InterruptedException {
        StreamSession opened;
        try {
            opened = open(address.get());
        } catch (VenueException | IllegalArgumentException e) {
            return "no address to connect to: " + e.getMessage();
        } catch (ExecutionException e) {
            return "cannot connect: " + e.getCause();
        } catch (TimeoutException e) {
            return "cannot connect within " + options.connectTimeout();
        }
        session = opened;
        String reason;
        try {
            listener.connected();
            opened.startReading();
            LOGGER.atInfo().addKeyValue("stream", options.name()).log("stream is open");
            reason = watch(opened);
        } finally {
            opened.giveUp();
            session = null;
        }
        if (opened.hasData() || ageOf(opened).compareTo(STEADY_AFTER) > 0) {
            backoff.succeeded();
        }
        listener.interrupted(reason);
        return reason;
    }

    private StreamSession open(URI uri) throws InterruptedException, ExecutionException, TimeoutException {
        var opening = new StreamSession(listener, patience.clock(), wall);
        var connecting = http.newWebSocketBuilder()
                .connectTimeout(options.connectTimeout())
                .buildAsync(uri, opening);
        try {
            opening.opened(connecting.get(options.connectTimeout().toMillis(), TimeUnit.MILLISECONDS));
            return opening;
        } catch (TimeoutException e) {
            connecting.cancel(true);
            throw e;
        }
    }

    private String watch(StreamSession current) throws InterruptedException {
        var watch = new StreamWatch(options, current, patience, wall);
        while (true) {
            if (closing.getCount() == 0) {
                return "closing";
            }
            var ended = current.awaitEnd(StreamWatch.LOOK_EVERY);
            if (ended.isPresent()) {
                return ended.get();
            }
            var dead = watch.look();
            if (dead.isPresent()) {
                return dead.get();
            }
            if (ageOf(current).compareTo(options.rotateAfter()) > 0) {
                return ROTATION;
            }
        }
    }

    private Duration ageOf(StreamSession current) {
        return Duration.between(current.openedOnWall(), wall.instant());
    }

    /** Waits a little for a frame in work to be handled. */
    @Override
    public void close() {
        closing.countDown();
        StreamSession current = session;
        if (current != null) {
            current.end("closing");
        }
        try {
            if (!keeper.join(Duration.ofSeconds(3))) {
                keeper.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.shutdownNow();
    }
}
