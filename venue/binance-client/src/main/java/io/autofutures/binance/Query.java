package io.autofutures.binance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parameters in the order given, percent-encoded as they are added: the text that is signed is the text that is sent. */
final class Query {
    private final List<String> pairs = new ArrayList<>();

    static Query of(String name, Object value) {
        return new Query().and(name, value);
    }

    /** An absent value leaves the parameter out. */
    Query and(String name, @Nullable Object value) {
        if (value != null) {
            pairs.add(name + "=" + encode(value.toString()));
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

    String encoded() {
        return String.join("&", pairs);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
