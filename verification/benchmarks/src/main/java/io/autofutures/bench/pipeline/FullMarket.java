package io.autofutures.bench.pipeline;

import io.autofutures.bench.pipeline.FrameVenue.MarketSocket;
import io.autofutures.model.market.Symbol;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A market at the venue's full rate: of each symbol a mark a second and a candle four times a second, spread evenly. The
 * first symbols are canaries, whose marks rise so that each of them fires; the others stand still.
 */
final class FullMarket {
    static final int TICKS_PER_SECOND = 20;
    private static final int TICKS_PER_CANDLE = TICKS_PER_SECOND / 4;

    private final List<String> names = new ArrayList<>();
    private final int canaries;
    private final Map<String, Long> fired = new ConcurrentHashMap<>();
    private long tick;
    private long canaryTicks = 10_000;
    private long closedMinute;

    FullMarket(int symbols, int canaries, long startMillis) {
        for (int i = 0; i < symbols; i++) {
            names.add("F" + i + "USDT");
        }
        this.canaries = canaries;
        this.closedMinute = startMillis - startMillis % Candles.MINUTE;
    }

    List<Symbol> symbols() {
        return names.stream().map(Symbol::new).toList();
    }

    /** When each canary's mark was sent, nanoseconds by the id of its event. */
    Map<String, Long> fired() {
        return fired;
    }

    /** What is due in this twentieth of a second. @return frames sent */
    int send(List<MarketSocket> sockets, long nowMillis) throws IOException {
        long minute = nowMillis - nowMillis % Candles.MINUTE;
        boolean closing = minute > closedMinute;
        int sent = 0;
        for (MarketSocket socket : sockets) {
            var out = new ByteArrayOutputStream(64 * 1024);
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i);
                String stream = name.toLowerCase(Locale.ROOT);
                if (closing && socket.streams().contains(stream + "@kline_1m")) {
                    out.writeBytes(candle(stream, name, nowMillis, closedMinute, true));
                    sent++;
                } else if ((tick + i) % TICKS_PER_CANDLE == 0
                        && socket.streams().contains(stream + "@kline_1m")) {
                    out.writeBytes(candle(stream, name, nowMillis, minute, false));
                    sent++;
                }
                if ((tick + i) % TICKS_PER_SECOND == 0 && socket.streams().contains(stream + "@markPrice@1s")) {
                    out.writeBytes(mark(stream, name, nowMillis, i < canaries));
                    sent++;
                }
            }
            socket.send(out.toByteArray());
        }
        closedMinute = minute;
        tick++;
        return sent;
    }

    private byte[] mark(String stream, String name, long atMillis, boolean canary) {
        String price = Candles.PRICE;
        if (canary) {
            price = canaryTicks / 100 + "." + canaryTicks / 10 % 10 + canaryTicks % 10;
            canaryTicks++;
            fired.put("mark/" + name + "/" + atMillis, System.nanoTime());
        }
        return wire(
                ("{\"stream\":\"%s@markPrice@1s\",\"data\":{\"e\":\"markPriceUpdate\",\"E\":%d,\"s\":\"%s\",\"p\":\"%s\","
                                + "\"ap\":\"%s\",\"P\":\"%s\",\"i\":\"%s\",\"r\":\"0.00005301\",\"T\":%d,\"st\":1}}")
                        .formatted(stream, atMillis, name, price, price, price, price, atMillis + 3_600_000));
    }

    private static byte[] candle(String stream, String name, long atMillis, long openMillis, boolean closed) {
        return wire(
                ("{\"stream\":\"%s@kline_1m\",\"data\":{\"e\":\"kline\",\"E\":%d,\"s\":\"%s\",\"k\":{\"t\":%d,\"T\":%d,"
                                + "\"s\":\"%s\",\"i\":\"1m\",\"f\":1,\"L\":2,\"o\":\"100.00\",\"c\":\"100.00\",\"h\":\"100.00\","
                                + "\"l\":\"100.00\",\"v\":\"1\",\"n\":1,\"x\":%b,\"q\":\"100\",\"V\":\"0\",\"Q\":\"0\",\"B\":\"0\"}}}")
                        .formatted(stream, atMillis, name, openMillis, openMillis + Candles.MINUTE - 1, name, closed));
    }

    private static byte[] wire(String text) {
        return FrameVenue.onTheWire(text.getBytes(StandardCharsets.UTF_8));
    }
}
