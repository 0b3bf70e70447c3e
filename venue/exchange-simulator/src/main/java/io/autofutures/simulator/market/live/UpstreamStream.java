package io.autofutures.simulator.market.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One websocket to the venue that is made again, ever more slowly, whenever it breaks or falls silent. */
final class UpstreamStream implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(UpstreamStream.class);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration BETWEEN_MESSAGES = Duration.ofMillis(250);
    private static final int NAMES_PER_MESSAGE = 100;

    private final URI target;
    private final List<String> streams;
    private final HttpClient http;
    private final LongSupplier nanos;
    private final Consumer<JsonNode> frames;
    private final Runnable reconnected;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean heard;

    /**
     * @param target route of combined streams, such as {@code wss://fstream.binance.com/market/stream}
     * @param frames takes the data of each frame
     * @param reconnected called before the first frame of each connection but the first
     */
    UpstreamStream(
            URI target,
            List<String> streams,
            HttpClient http,
            LongSupplier nanos,
            Consumer<JsonNode> frames,
            Runnable reconnected) {
        this.target = target;
        this.streams = List.copyOf(streams);
        this.http = http;
        this.nanos = nanos;
        this.frames = frames;
        this.reconnected = reconnected;
        this.thread = Thread.ofVirtual().name("live" + target.getPath()).start(this::keepOpen);
    }

    private void keepOpen() {
        Duration wait = FIRST_WAIT;
        try {
            for (int attempt = 0; closed.getCount() > 0; attempt++) {
                heard = false;
                String why = once(attempt > 0);
                wait = heard
                        ? FIRST_WAIT
                        : wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
                if (closed.getCount() == 0) {
                    return;
                }
                LOGGER.atWarn()
                        .addKeyValue("target", target)
                        .addKeyValue("reason", why)
                        .addKeyValue("retryMs", wait.toMillis())
                        .log("the live market's stream has ended and is opened again");
                if (closed.await(wait.toMillis() + attempt * 137L % 250, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection from its beginning to its end. @return why it has ended */
    private String once(boolean again) throws InterruptedException {
        var listener = new Frames(again);
        WebSocket socket;
        try {
            socket = http.newWebSocketBuilder()
                    .connectTimeout(CONNECT)
                    .buildAsync(target, listener)
                    .get(CONNECT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return String.valueOf(e.getMessage());
        }
        try {
            for (int from = 0; from < streams.size(); from += NAMES_PER_MESSAGE) {
                List<String> batch = streams.subList(from, Math.min(streams.size(), from + NAMES_PER_MESSAGE));
                CompletionStage<WebSocket> ignored = socket.sendText(subscription(batch, from + 1), true);
                if (closed.await(BETWEEN_MESSAGES.toMillis(), TimeUnit.MILLISECONDS)) {
                    return "closed";
                }
            }
            while (closed.getCount() > 0 && !listener.ended.await(500, TimeUnit.MILLISECONDS)) {
                if (nanos.getAsLong() - listener.heardAt > SILENCE.toNanos()) {
                    return "nothing came for " + SILENCE.toSeconds() + " s";
                }
            }
            return listener.why;
        } finally {
            socket.abort();
        }
    }

    private static String subscription(List<String> names, int id) {
        var request = JsonMapper.shared().createObjectNode().put("method", "SUBSCRIBE");
        var params = request.putArray("params");
        names.forEach(params::add);
        return request.put("id", id).toString();
    }

    /** Stops; no frame comes after it but one that is on its way. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }

    private final class Frames implements WebSocket.Listener {
        private final CountDownLatch ended = new CountDownLatch(1);
        private final StringBuilder part = new StringBuilder();
        private boolean again;
        private volatile long heardAt = nanos.getAsLong();
        private volatile String why = "closed";

        Frames(boolean again) {
            this.again = again;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                heardAt = nanos.getAsLong();
                take(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void take(String text) {
            try {
                JsonNode frame = JsonMapper.shared().readTree(text);
                JsonNode data = frame.get("data");
                if (data == null) {
                    return; // the answer to a subscription
                }
                if (again) {
                    again = false;
                    reconnected.run();
                }
                heard = true;
                frames.accept(data);
            } catch (JacksonException | IllegalArgumentException e) {
                LOGGER.atWarn()
                        .addKeyValue("target", target)
                        .addKeyValue("error", e.getMessage())
                        .log("a frame of the live market cannot be read");
            }
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            why = "closed by the venue with " + status + " " + reason;
            ended.countDown();
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            why = String.valueOf(error);
            ended.countDown();
        }
    }
}
