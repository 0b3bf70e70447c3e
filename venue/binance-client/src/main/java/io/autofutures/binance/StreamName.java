package io.autofutures.binance;

import io.autofutures.model.market.Symbol;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Name of a market stream as the venue writes it: {@code btcusdt@markPrice@1s}. Letters of symbols are in lower case as far
 * as they are ASCII.
 */
public record StreamName(String value) implements Comparable<StreamName> {
    private static final Set<String> PUBLIC_KINDS = Set.of("bookTicker", "trade");
    private static final Set<String> MARKET_KINDS =
            Set.of("aggTrade", "ticker", "miniTicker", "forceOrder", "compositeIndex");
    private static final Set<String> STEADY =
            Set.of("!markPrice@arr", "!markPrice@arr@1s", "!ticker@arr", "!miniTicker@arr", "!bookTicker");

    /** @throws IllegalArgumentException if no category carries it */
    public StreamName {
        var unused = category(value);
    }

    /** @param kind behind the first {@code @}, for instance {@code kline_1m} */
    public static StreamName of(Symbol symbol, String kind) {
        var name = new StringBuilder();
        for (char c : symbol.value().toCharArray()) {
            name.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return new StreamName(name.append('@').append(kind).toString());
    }

    public StreamCategory category() {
        return category(value);
    }

    private static StreamCategory category(String name) {
        if (name.equals("!bookTicker")) {
            return StreamCategory.PUBLIC;
        }
        if (name.startsWith("!") || name.equals("tradingSession")) {
            return StreamCategory.MARKET;
        }
        int at = name.indexOf('@');
        String kind = at < 1 ? "" : name.substring(at + 1);
        if (PUBLIC_KINDS.contains(kind) || kind.startsWith("depth") || kind.startsWith("rpiDepth")) {
            return StreamCategory.PUBLIC;
        }
        if (MARKET_KINDS.contains(kind)
                || kind.equals("markPrice")
                || kind.equals("markPrice@1s")
                || kind.startsWith("kline_")
                || kind.startsWith("continuousKline_")) {
            return StreamCategory.MARKET;
        }
        throw new IllegalArgumentException("no category of the venue carries a stream '%s'".formatted(name));
    }

    /** Speaks every few seconds whatever the market does, so that its silence means something. */
    public boolean isSteady() {
        return STEADY.contains(value) || value.endsWith("@markPrice") || value.endsWith("@markPrice@1s");
    }

    /** As it stands in an address. */
    String encoded() {
        return Query.encode(value).replace("%40", "@").replace("%21", "!");
    }

    /** Which stream a frame of a combined connection belongs to; empty text for a reply to a request. */
    static String of(String frame) {
        String start = "{\"stream\":\"";
        if (!frame.startsWith(start)) {
            return slowly(frame);
        }
        int end = frame.indexOf('"', start.length());
        String name = end < 0 ? "" : frame.substring(start.length(), end);
        return name.indexOf('\\') < 0 ? name : slowly(frame);
    }

    /** A reply, or spaces and escapes that the venue does not write today. What is neither is for its reader to judge. */
    private static String slowly(String frame) {
        try {
            JsonNode node = Wire.parse(frame);
            if (node.has("stream")) {
                return node.get("stream").asString("?");
            }
            boolean reply = !node.has("e") && (node.has("result") || node.has("code") || node.has("error"));
            return reply ? "" : "?";
        } catch (PayloadException unreadable) {
            return "?";
        }
    }

    @Override
    public int compareTo(StreamName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
