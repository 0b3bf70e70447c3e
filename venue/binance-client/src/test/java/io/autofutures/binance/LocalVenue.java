package io.autofutures.binance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** An HTTP server that answers what it was told, in order; the last answer of a path is repeated. */
final class LocalVenue implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Queue<Answer>> answers = new ConcurrentHashMap<>();
    final List<Asked> asked = new CopyOnWriteArrayList<>();

    record Answer(int status, String body, Map<String, String> headers, boolean hangUp) {}

    record Asked(String method, String path, String query, String apiKey) {}

    LocalVenue() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    LocalVenue answers(String methodAndPath, int status, String body) {
        return answers(methodAndPath, new Answer(status, body, Map.of(), false));
    }

    LocalVenue answers(String methodAndPath, Answer answer) {
        answers.computeIfAbsent(methodAndPath, key -> new ConcurrentLinkedQueue<>())
                .add(answer);
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        asked.add(new Asked(
                exchange.getRequestMethod(),
                uri.getPath(),
                uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                String.valueOf(exchange.getRequestHeaders().getFirst("X-MBX-APIKEY"))));
        var queue = answers.get(exchange.getRequestMethod() + " " + uri.getPath());
        Answer answer = queue == null
                ? new Answer(404, "nothing prepared", Map.of(), false)
                : queue.size() > 1 ? queue.poll() : queue.peek();
        if (answer.hangUp()) {
            exchange.close();
            return;
        }
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
