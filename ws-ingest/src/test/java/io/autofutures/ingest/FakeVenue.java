package io.autofutures.ingest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.autofutures.testkit.MutableVenueClock;
import io.autofutures.testkit.StreamServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A venue whose market moves when the test says so: minute by minute, with marks and candles; BTCUSDT unless named. */
public final class FakeVenue implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    final StreamServer streams = new StreamServer();
    final MutableVenueClock clock = new MutableVenueClock(START);
    final List<String> asked = new CopyOnWriteArrayList<>();
    final Set<Integer> withoutTrades = new ConcurrentSkipListSet<>();
    /** Names that exchangeInfo lists; while empty it is not served. */
    final Set<String> listed = new ConcurrentSkipListSet<>();

    volatile int historyMinutes = 400;
    volatile boolean restIsDown;
    volatile int keepAliveStatus = 200;
    private final HttpServer rest;

    public FakeVenue() {
        try {
            rest = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rest.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        rest.createContext("/", this::answer);
        rest.start();
    }

    public URI restUrl() {
        return URI.create("http://127.0.0.1:" + rest.getAddress().getPort());
    }

    public URI streamUrl() {
        return streams.url();
    }

    public MutableVenueClock clock() {
        return clock;
    }

    public List<String> asked() {
        return asked;
    }

    public void keepAliveStatus(int status) {
        keepAliveStatus = status;
    }

    public void restIsDown(boolean down) {
        restIsDown = down;
    }

    /** Moves to the given second since the start and sends its mark. */
    void mark(int second) {
        clock.set(START.plusSeconds(second));
        markOf("BTCUSDT", second);
    }

    /** The mark of that second, to whoever has asked for it; time stays. */
    void markOf(String symbol, int second) {
        streams.publish(
                lower(symbol) + "@markPrice@1s",
                "{\"e\":\"markPriceUpdate\",\"E\":%d,\"s\":\"%s\",\"p\":\"%d\",\"r\":\"0.0001\",\"T\":0}"
                        .formatted(START.plusSeconds(second).toEpochMilli(), symbol, 100 + second));
    }

    /** Sends the candle of that minute since the start as closed; time moves to its end. */
    void close(int minute) {
        clock.set(openOf(minute + 1).plusMillis(20));
        closeOf("BTCUSDT", minute);
    }

    /** The closed candle of that minute, to whoever has asked for it; time stays. */
    void closeOf(String symbol, int minute) {
        streams.publish(lower(symbol) + "@kline_1m", kline(symbol, minute, true));
    }

    void grow(int minute) {
        streams.publish("btcusdt@kline_1m", kline("BTCUSDT", minute, false));
    }

    private static String lower(String symbol) {
        return symbol.toLowerCase(Locale.ROOT);
    }

    private String kline(String symbol, int minute, boolean closed) {
        return "{\"e\":\"kline\",\"E\":%d,\"s\":\"%6$s\",\"k\":{\"t\":%d,\"T\":%d,\"s\":\"%6$s\",\"i\":\"1m\",\"o\":\"%4$d\",\"c\":\"%4$d\",\"h\":\"%8$d\",\"l\":\"%4$d\",\"v\":\"%7$d\",\"n\":2,\"x\":%5$b,\"q\":\"%7$d\"}}"
                .formatted(
                        clock.instant().toEpochMilli(),
                        openOf(minute).toEpochMilli(),
                        openOf(minute + 1).toEpochMilli() - 1,
                        1000 + minute,
                        closed,
                        symbol,
                        volume(minute),
                        1020 + minute);
    }

    /** A surge each tenth minute. */
    static int volume(int minute) {
        return Math.floorMod(minute, 10) == 7 ? 50 : 5;
    }

    static Instant openOf(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        asked.add(path);
        if (restIsDown) {
            reply(exchange, 503, "{\"msg\":\"Service Unavailable.\"}");
            return;
        }
        switch (path) {
            case "GET /fapi/v1/time" ->
                reply(exchange, 200, "{\"serverTime\":" + clock.instant().toEpochMilli() + "}");
            case "GET /fapi/v1/exchangeInfo" ->
                reply(exchange, listed.isEmpty() ? 404 : 200, listed.isEmpty() ? path : exchangeInfo());
            case "GET /fapi/v1/klines" -> reply(exchange, 200, klines(exchange));
            case "POST /fapi/v1/listenKey" -> reply(exchange, 200, "{\"listenKey\":\"key" + asked.size() + "\"}");
            case "PUT /fapi/v1/listenKey" ->
                reply(
                        exchange,
                        keepAliveStatus,
                        keepAliveStatus == 200 ? "{}" : "{\"code\":-1125,\"msg\":\"This listenKey does not exist.\"}");
            default -> reply(exchange, 404, path);
        }
    }

    private String exchangeInfo() {
        String symbols = listed.stream().map(name -> """
                        {"symbol":"%s","contractType":"PERPETUAL","status":"TRADING","orderTypes":["LIMIT"],\
                        "triggerProtect":"0.05","marketTakeBound":"0.05","filters":[\
                        {"filterType":"PRICE_FILTER","tickSize":"0.1","minPrice":"0.1","maxPrice":"1000000"},\
                        {"filterType":"LOT_SIZE","stepSize":"0.1","minQty":"0.1","maxQty":"1000"}]}""".formatted(name)).collect(Collectors.joining(","));
        return "{\"rateLimits\":[{\"rateLimitType\":\"REQUEST_WEIGHT\",\"interval\":\"MINUTE\",\"intervalNum\":1,\"limit\":2400}],\"symbols\":[%s]}"
                .formatted(symbols);
    }

    /** Candles up to the open one, oldest first, from {@link #historyMinutes} before the start. */
    private String klines(HttpExchange exchange) {
        Map<String, String> query = Arrays.stream(
                        exchange.getRequestURI().getQuery().split("&"))
                .map(pair -> pair.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        int limit = Integer.parseInt(query.get("limit"));
        var minutes = new TreeSet<Integer>();
        int open = (int) Math.floorDiv(Duration.between(START, clock.instant()).toSeconds(), 60);
        for (int minute = -historyMinutes; minute <= open; minute++) {
            if (!withoutTrades.contains(minute)) {
                minutes.add(minute);
            }
        }
        List<Integer> chosen = new ArrayList<>(minutes);
        String from = query.get("startTime");
        if (from == null) {
            chosen = chosen.subList(Math.max(0, chosen.size() - limit), chosen.size());
        } else {
            long first = Long.parseLong(from);
            chosen = chosen.stream()
                    .filter(minute -> openOf(minute).toEpochMilli() >= first)
                    .limit(limit)
                    .toList();
        }
        return chosen.stream()
                .map(minute -> "[%d,\"%2$d\",\"%5$d\",\"%2$d\",\"%2$d\",\"%4$d\",%3$d,\"%4$d\",2,\"0\",\"0\",\"0\"]"
                        .formatted(
                                openOf(minute).toEpochMilli(),
                                1000 + minute,
                                openOf(minute + 1).toEpochMilli() - 1,
                                volume(minute),
                                1020 + minute))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        streams.close();
        rest.stop(0);
    }
}
