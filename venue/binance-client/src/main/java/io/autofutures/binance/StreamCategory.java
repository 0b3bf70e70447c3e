package io.autofutures.binance;

import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One connection carries the streams of one category only. A wrong one connects and acknowledges all the same, and stays
 * silent (since 2026-04-23).
 */
public enum StreamCategory {
    MARKET,
    PUBLIC,
    PRIVATE;

    String path() {
        return "/" + name().toLowerCase(Locale.ROOT);
    }

    /** {@code <base>/market/stream?streams=a/b}; without streams, the bare combined address. */
    URI combined(URI base, Collection<StreamName> streams) {
        String root = base.toString().replaceAll("/+$", "") + path() + "/stream";
        return URI.create(
                streams.isEmpty()
                        ? root
                        : root + "?streams="
                                + streams.stream().map(StreamName::encoded).collect(Collectors.joining("/")));
    }
}
