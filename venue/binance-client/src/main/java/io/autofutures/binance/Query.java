package io.autofutures.binance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parameters in the order given, percent-encoded as they are added: the text that is signed is the text that is sent. */
final class Query {
    private final List<Pair> pairs = new ArrayList<>();

    private record Pair(String name, String value) {
        String encoded() {
            return name + "=" + encode(value);
        }
    }

    static Query of(String name, Object value) {
        return new Query().and(name, value);
    }

    /** An absent value leaves the parameter out. */
    Query and(String name, @Nullable Object value) {
        if (value != null) {
            pairs.add(new Pair(name, value.toString()));
        }
        return this;
    }

    /** A window of time, open on the side that is absent. */
    Query between(@Nullable Instant from, @Nullable Instant to) {
        return and("startTime", from == null ? null : from.toEpochMilli())
                .and("endTime", to == null ? null : to.toEpochMilli());
    }

    Query copy() {
        var copy = new Query();
        copy.pairs.addAll(pairs);
        return copy;
    }

    /** The parameter has this value. */
    boolean has(String name, String value) {
        return pairs.contains(new Pair(name, value));
    }

    String encoded() {
        return String.join("&", pairs.stream().map(Pair::encoded).toList());
    }

    /** RFC 3986: everything but letters, digits and {@code - . _ ~}, as UTF-8. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
