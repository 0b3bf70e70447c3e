package io.autofutures.binance;

import io.autofutures.model.time.VenueClock;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One websocket from its opening to its end: puts frames together and hands them on, one at a time. */
final class StreamSession implements WebSocket.Listener {
    private static final Logger LOGGER = LoggerFactory.getLogger(StreamSession.class);
    /** Many times what the venue sends at most, all symbols in one array. */
    static final int LARGEST_FRAME = 1024 * 1024;

    private static final int KEPT_OF_OVERSIZED = 4_000;

    private final StreamRelay relay;
    private final @Nullable StreamRequests requests;
    private final VenueClock clock;
    private final InstantSource wall;
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private long received;
    private volatile CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
    private volatile @Nullable WebSocket socket;
    private volatile Instant openedAt = Instant.EPOCH;
    private volatile Instant openedOnWall = Instant.EPOCH;
    private volatile @Nullable Instant lastFrameAt;
    private volatile boolean handling;
    private volatile @Nullable Instant pingedAt;

    /** @param requests absent where all that is asked for stands in the address */
    StreamSession(StreamRelay relay, @Nullable StreamRequests requests, VenueClock clock, InstantSource wall) {
        this.relay = relay;
        this.requests = requests;
        this.clock = clock;
        this.wall = wall;
    }

    void opened(WebSocket webSocket) {
        socket = webSocket;
        openedAt = clock.instant();
        openedOnWall = wall.instant();
    }

    void startReading() {
        WebSocket current = socket;
        if (current != null) {
            openedAt = clock.instant();
            current.request(1);
        }
    }

    /** Nothing is asked for before the owner has been told: see {@link #startReading}. */
    @Override
    public void onOpen(WebSocket webSocket) {}

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        received += data.length();
        if (received <= LARGEST_FRAME) {
            partial.append(data);
        } else if (partial.length() < KEPT_OF_OVERSIZED) {
            partial.append(data, 0, Math.min(data.length(), KEPT_OF_OVERSIZED - partial.length()));
        } else {
            partial.setLength(KEPT_OF_OVERSIZED);
        }
        if (last) {
            String text = partial.toString();
            long characters = received;
            partial.setLength(0);
            received = 0;
            if (characters > LARGEST_FRAME) {
                partial.trimToSize();
                handle(() -> relay.oversized(this, text, characters));
            } else {
                arrived(text);
            }
        }
        webSocket.request(1);
        return null;
    }

    private void arrived(String text) {
        StreamRequests combined = requests;
        if (combined == null) {
            handle(() -> relay.accept(this, text));
            return;
        }
        String stream = StreamName.of(text);
        if (stream.isEmpty()) {
            combined.replied(text);
        } else {
            combined.heard(stream, clock.instant());
            handle(() -> relay.accept(this, text));
        }
    }

    /** A frame of this session that breaks its handler ends the session. */
    void handle(Runnable frame) {
        handling = true;
        try {
            frame.run();
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("a frame could not be handled");
            end("a frame could not be handled: " + e);
        } finally {
            lastFrameAt = clock.instant();
            handling = false;
        }
    }

    /** Sends one request on the way to what is wanted; the caller paces the calls. */
    void ask(Set<StreamName> wanted) {
        WebSocket current = socket;
        StreamRequests combined = requests;
        if (current == null || combined == null || !sending.isDone()) {
            return;
        }
        combined.next(wanted, clock.instant())
                .ifPresent(request -> sending = current.sendText(request, true).exceptionally(error -> {
                    end("a request could not be sent: " + error);
                    return current;
                }));
    }

    @Nullable
    StreamRequests requests() {
        return requests;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
        pingedAt = null;
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        end("closed by the venue: %d %s".formatted(statusCode, reason));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        end("connection broke: " + error);
    }

    void end(String reason) {
        ended.complete(reason);
    }

    boolean hasEnded() {
        return ended.isDone();
    }

    Optional<String> awaitEnd(Duration atMost) throws InterruptedException {
        try {
            return Optional.of(ended.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of a session is never a failure", e);
        }
    }

    /** Closes the websocket; the relay is told apart from this. */
    void giveUp() {
        end("given up");
        WebSocket current = socket;
        if (current != null) {
            var unused = current.sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .orTimeout(500, TimeUnit.MILLISECONDS)
                    .whenComplete((done, error) -> current.abort());
        }
    }

    void ping() {
        WebSocket current = socket;
        if (current != null) {
            pingedAt = wall.instant();
            var unused = current.sendPing(ByteBuffer.allocate(0)).exceptionally(error -> {
                end("ping could not be sent: " + error);
                return current;
            });
        }
    }

    /** When the ping left that has not been answered; wall time. */
    Optional<Instant> awaitsPongSince() {
        return Optional.ofNullable(pingedAt);
    }

    boolean isHandling() {
        return handling;
    }

    boolean hasData() {
        return lastFrameAt != null;
    }

    Instant openedAt() {
        return openedAt;
    }

    Duration age() {
        return Duration.between(openedOnWall, wall.instant());
    }

    Instant lastFrameAt() {
        Instant last = lastFrameAt;
        return last == null ? openedAt : last;
    }

    StreamConnection.State state() {
        Instant last = lastFrameAt;
        return last == null
                ? new StreamConnection.State.Open(openedAt)
                : new StreamConnection.State.Live(openedAt, last);
    }
}
