package io.autofutures.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that knows only the wire: signs, sends, parses. */
final class VenueCaller {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Simulator simulator;
    private final String secret;

    record Answer(int status, JsonNode body, HttpResponse<String> raw) {
        int code() {
            return body.path("code").asInt(0);
        }
    }

    VenueCaller(Simulator simulator) {
        this(simulator, "sim");
    }

    VenueCaller(Simulator simulator, String secret) {
        this.simulator = simulator;
        this.secret = secret;
    }

    Answer open(String method, String pathAndQuery) {
        return send(method, pathAndQuery, "sim");
    }

    /** @param params name, value, name, value… */
    Answer signed(String method, String path, String... params) {
        return signedAt(simulator.clock().instant().toEpochMilli(), method, path, params);
    }

    Answer signedAt(long timestamp, String method, String path, String... params) {
        var query = new StringBuilder();
        for (int index = 0; index < params.length; index += 2) {
            query.append(params[index])
                    .append('=')
                    .append(URLEncoder.encode(params[index + 1], StandardCharsets.UTF_8))
                    .append('&');
        }
        query.append("timestamp=").append(timestamp);
        return send(method, path + "?" + query + "&signature=" + hmac(query.toString()), "sim");
    }

    Answer send(String method, String pathAndQuery, String apiKey) {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + simulator.port() + pathAndQuery))
                            .header("X-MBX-APIKEY", apiKey)
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), JsonMapper.shared().readTree(response.body()), response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a websocket has said so far. */
    static final class Stream implements WebSocket.Listener {
        final List<JsonNode> frames = new CopyOnWriteArrayList<>();
        private final StringBuilder part = new StringBuilder();
        final CountDownLatch ponged = new CountDownLatch(1);
        volatile int closedWith;
        volatile @Nullable Throwable error;
        volatile WebSocket socket;

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                frames.add(JsonMapper.shared().readTree(part.toString()));
                part.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closedWith = statusCode;
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
            ponged.countDown();
            webSocket.request(1);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable broken) {
            error = broken;
        }

        void say(String text) {
            socket.sendText(text, true).join();
        }
    }

    Stream stream(String pathAndQuery) {
        var stream = new Stream();
        stream.socket = http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + simulator.port() + pathAndQuery), stream)
                .join();
        return stream;
    }

    Stream userStream() {
        return stream("/private/ws/"
                + open("POST", "/fapi/v1/listenKey").body().path("listenKey").asString());
    }
}
