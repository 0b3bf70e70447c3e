package io.autofutures.binance;

import io.autofutures.model.time.Patience;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one websocket to the venue alive: connects, subscribes, watches, reconnects with back-off and jitter, rotates with
 * overlap ahead of the venue's own limit. One frame is asked for at a time, so a listener that blocks stops the reading.
 */
public final class StreamConnection implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(StreamConnection.class);
    private static final Duration STEADY_AFTER = Duration.ofSeconds(10);
    private static final Duration ROTATE_AGAIN_AFTER = Duration.ofMinutes(1);
    /** More would make the address longer than some servers take; the rest is subscribed to. */
    private static final int STREAMS_IN_ADDRESS = 100;

    /** How long both connections of a stream that may be silent are open. */
    private static final Duration OVERLAP = Duration.ofSeconds(2);

    private static final Duration LONGEST_OVERLAP = Duration.ofSeconds(30);

    private final StreamOptions options;
    private final @Nullable StreamCategory category;
    private final Supplier<URI> address;
    private final StreamListener listener;
    private final StreamRelay relay;
    private final Patience patience;
    private final InstantSource wall;
    private final RandomGenerator random;
    private final ReconnectBackoff backoff;
    private final Set<StreamName> wanted = new ConcurrentSkipListSet<>();
    private final Set<StreamName> announced = new TreeSet<>();
    private final Set<StreamName> refused = new TreeSet<>();
    private final Set<StreamName> excused = new TreeSet<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread keeper;
    private volatile State state = new State.Connecting(0);
    private volatile @Nullable StreamSession session;
    private volatile @Nullable String restartAsked;

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

    /** An open session with what judges it. */
    private record Watched(StreamSession session, StreamWatch watch, Instant rotateAt) {}

    /** The session whose frames are handed on; another one after each rotation. */
    private static final class Present {
        private Watched now;

        Present(Watched first) {
            this.now = first;
        }
    }

    private sealed interface Opening {
        record Opened(Watched watched) implements Opening {}

        record Failed(String reason) implements Opening {}
    }

    /**
     * A connection whose address says all that is asked for.
     *
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
        this(options, null, address, listener, patience, wall, random);
    }

    /** @param category of a combined connection, and {@code address} then its base; absent where the address says all */
    private StreamConnection(
            StreamOptions options,
            @Nullable StreamCategory category,
            Supplier<URI> address,
            StreamListener listener,
            Patience patience,
            InstantSource wall,
            RandomGenerator random) {
        this.options = options;
        this.category = category;
        this.address = address;
        this.listener = listener;
        this.relay = new StreamRelay(listener);
        this.patience = patience;
        this.wall = wall;
        this.random = random;
        this.backoff = new ReconnectBackoff(options.backoffFirst(), options.backoffLongest(), random);
        this.keeper = Thread.ofVirtual().name("stream-" + options.name()).unstarted(this::keep);
    }

    /**
     * A combined connection of one category, whose streams may change while it lives, see {@link #want}.
     *
     * @param base scheme, host and port
     */
    public static StreamConnection combined(
            StreamOptions options,
            StreamCategory category,
            URI base,
            StreamListener listener,
            Patience patience,
            InstantSource wall,
            RandomGenerator random) {
        return new StreamConnection(options, category, () -> base, listener, patience, wall, random);
    }

    public void start() {
        keeper.start();
    }

    /**
     * The streams of a combined connection from now on: what is new is subscribed to, what is missing is left, without a
     * new connection.
     *
     * @throws IllegalArgumentException if another category carries one of them
     */
    public void want(Collection<StreamName> streams) {
        for (StreamName stream : streams) {
            if (stream.category() != category) {
                throw new IllegalArgumentException(
                        "%s is of %s, the connection of %s".formatted(stream, stream.category(), category));
            }
        }
        wanted.addAll(streams);
        wanted.retainAll(Set.copyOf(streams));
    }

    public State state() {
        StreamSession current = session;
        return current == null ? state : current.state();
    }

    /** Gives the present connection up and makes a new one. Does nothing while there is none. */
    public void restart(String reason) {
        StreamSession current = session;
        if (current != null) {
            restartAsked = reason;
            current.end(reason);
        }
    }

    private void keep() {
        try {
            while (closing.getCount() > 0) {
                state = new State.Connecting(backoff.failures());
                String reason = connectAndSurvive();
                if (closing.getCount() > 0) {
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

    /** What breaks in our own code costs the connection, not the keeper. */
    private String connectAndSurvive() throws InterruptedException {
        try {
            return connectAndWatch();
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).addKeyValue("stream", options.name()).log("a stream broke");
            return "broke: " + e;
        }
    }

    /** Returns why there is no connection any more. */
    private String connectAndWatch() throws InterruptedException {
        return switch (open(relay::present)) {
            case Opening.Opened(Watched first) -> watchUntilOver(first);
            case Opening.Failed(String reason) -> {
                relay.silence();
                yield reason;
            }
        };
    }

    private String watchUntilOver(Watched first) throws InterruptedException {
        session = first.session();
        var present = new Present(first);
        String reason;
        try {
            relay.exclusively(() -> {
                listener.connected();
                announced.clear();
                announce(first.session());
            });
            first.session().startReading();
            LOGGER.atInfo().addKeyValue("stream", options.name()).log("stream is open");
            reason = watch(present);
        } finally {
            relay.silence();
            present.now.session().giveUp();
            session = null;
            restartAsked = null;
        }
        StreamSession ended = present.now.session();
        if (ended.hasData() || ended.age().compareTo(STEADY_AFTER) > 0) {
            backoff.succeeded();
        }
        report(present.now.watch().silent(), reason);
        listener.interrupted(reason);
        return reason;
    }

    private Opening open(Consumer<StreamSession> beforehand) throws InterruptedException {
        try {
            Collection<StreamName> inAddress =
                    wanted.stream().limit(STREAMS_IN_ADDRESS).toList();
            URI base = address.get();
            URI uri = category == null ? base : category.combined(base, inAddress);
            var requests = category == null
                    ? null
                    : new StreamRequests(inAddress, patience.clock().instant());
            var opening = new StreamSession(relay, requests, patience.clock(), wall);
            beforehand.accept(opening);
            var connecting = http.newWebSocketBuilder()
                    .connectTimeout(options.connectTimeout())
                    .buildAsync(uri, opening);
            try {
                opening.opened(connecting.get(options.connectTimeout().toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                connecting.cancel(true);
                return new Opening.Failed("cannot connect within " + options.connectTimeout());
            }
            return new Opening.Opened(new Watched(
                    opening,
                    new StreamWatch(options, opening, patience, wall, excused),
                    wall.instant().plus(rotateAfter())));
        } catch (VenueException | IllegalArgumentException e) {
            return new Opening.Failed("no address to connect to: " + e.getMessage());
        } catch (ExecutionException e) {
            return new Opening.Failed("cannot connect: " + e.getCause());
        }
    }

    private Duration rotateAfter() {
        long longest = options.rotateAfter().toMillis();
        return Duration.ofMillis(longest - random.nextLong(longest / 20 + 1));
    }

    private String watch(Present present) throws InterruptedException {
        Watched next = null;
        Instant rotateAt = present.now.rotateAt();
        while (closing.getCount() > 0) {
            Watched current = present.now;
            Optional<String> dead = current.session().awaitEnd(StreamWatch.LOOK_EVERY);
            String asked = restartAsked;
            if (asked != null) {
                giveUp(next);
                return asked;
            }
            if (dead.isEmpty()) {
                dead = current.watch().look();
            }
            if (next != null && settled(next.session()) && (dead.isPresent() || met(next.session()))) {
                takeOver(present, next);
                rotateAt = next.rotateAt();
                next = null;
                continue;
            }
            if (dead.isPresent()) {
                giveUp(next);
                return dead.get();
            }
            current.session().ask(wanted);
            if (category != null) {
                relay.exclusively(() -> {
                    lapse(current);
                    announce(current.session());
                });
            }
            if (next != null
                    && (next.session().hasEnded() || next.watch().look().isPresent())) {
                LOGGER.atWarn()
                        .addKeyValue("stream", options.name())
                        .log("the next connection failed, keeping the old");
                giveUp(next);
                next = null;
                rotateAt = wall.instant().plus(ROTATE_AGAIN_AFTER);
            } else if (next != null) {
                next.session().ask(wanted);
            } else if (!wall.instant().isBefore(rotateAt)) {
                next = openNext();
                rotateAt = wall.instant().plus(ROTATE_AGAIN_AFTER);
            }
        }
        giveUp(next);
        return "closing";
    }

    private @Nullable Watched openNext() throws InterruptedException {
        switch (open(relay::next)) {
            case Opening.Opened(Watched next) -> {
                next.session().startReading();
                return next;
            }
            case Opening.Failed(String reason) -> {
                relay.dropNext();
                LOGGER.atWarn()
                        .addKeyValue("stream", options.name())
                        .addKeyValue("error", reason)
                        .log("no next connection, keeping the old");
                return null;
            }
        }
    }

    private void giveUp(@Nullable Watched next) {
        if (next != null) {
            relay.dropNext();
            next.session().giveUp();
        }
    }

    private void takeOver(Present present, Watched next) {
        StreamSession old = present.now.session();
        present.now = next;
        session = next.session();
        relay.takeOver();
        old.giveUp();
        relay.exclusively(() -> announce(next.session()));
        LOGGER.atInfo().addKeyValue("stream", options.name()).log("the next connection took over");
    }

    /** All that is wanted flows, as far as can be seen. */
    private boolean settled(StreamSession next) {
        StreamRequests requests = next.requests();
        boolean spoke = options.firstFrame() == null ? next.age().compareTo(OVERLAP) >= 0 : next.hasData();
        return !next.hasEnded() && spoke && (requests == null || requests.settled(wanted, excused));
    }

    /** The old session has brought what happened before the new one was open; if that cannot be seen, time decides. */
    private boolean met(StreamSession next) {
        return relay.hasMet()
                || (options.firstFrame() == null && relay.holdsNothing())
                || next.age().compareTo(LONGEST_OVERLAP) > 0;
    }

    /** What has fallen silent alone is asked for again, and costs the others nothing. */
    private void lapse(Watched current) {
        StreamRequests requests = current.session().requests();
        Set<StreamName> lapsed = current.watch().lapsed();
        if (requests == null || lapsed.isEmpty()) {
            return;
        }
        requests.askAgain(lapsed);
        excused.addAll(lapsed);
        LOGGER.atWarn()
                .addKeyValue("stream", options.name())
                .addKeyValue("silent", lapsed)
                .log("streams have fallen silent and are asked for again");
        listener.lapsed(lapsed, "no frame for %s of %s".formatted(options.silence(), lapsed));
    }

    /** Tells what became of the streams of the session since the last call. */
    private void announce(StreamSession of) {
        StreamRequests requests = of.requests();
        if (requests == null) {
            return;
        }
        Set<StreamName> fresh = requests.acknowledged();
        announced.retainAll(fresh);
        fresh.removeAll(announced);
        if (!fresh.isEmpty()) {
            announced.addAll(fresh);
            listener.subscribed(fresh);
        }
        Set<String> spoken = requests.spoken();
        excused.removeIf(stream -> spoken.contains(stream.value()));
        Map<StreamName, String> now = requests.refused();
        refused.retainAll(now.keySet());
        now.forEach((stream, reason) -> {
            if (refused.add(stream)) {
                listener.unheard(Set.of(stream), "refused: " + reason);
            }
        });
    }

    /** What was silent again does not cost the others their connection a second time. */
    private void report(Set<StreamName> silent, String reason) {
        if (!silent.isEmpty()) {
            excused.addAll(silent);
            LOGGER.atError()
                    .addKeyValue("stream", options.name())
                    .addKeyValue("silent", silent)
                    .log("streams are acknowledged and silent: is the address right?");
            listener.unheard(silent, reason);
        }
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
            if (keeper.getState() != Thread.State.NEW && !keeper.join(Duration.ofSeconds(3))) {
                keeper.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.shutdownNow();
    }
}
