package io.autofutures.simulator.stream;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a websocket path asks for.
 *
 * @param combined frames are wrapped with their stream's name
 * @param streams names in the path or query; for {@code PRIVATE} none
 * @param listenKey of a {@code PRIVATE} connection
 * @param events kinds that a {@code PRIVATE} connection asks for; empty for all
 */
public record StreamRoute(
        Category category,
        boolean combined,
        List<String> streams,
        @Nullable String listenKey,
        Set<String> events) {
    public enum Category {
        MARKET,
        PUBLIC,
        PRIVATE,
        /** Without a category: connects and acknowledges, but only book data would flow. */
        UNROUTED
    }

    /** @param path undecoded @param query undecoded; empty for a path that is no websocket */
    public static Optional<StreamRoute> of(String path, @Nullable String query) {
        Category category = Category.UNROUTED;
        String rest = path;
        for (Category each : List.of(Category.MARKET, Category.PUBLIC, Category.PRIVATE)) {
            String prefix = "/" + each.name().toLowerCase(java.util.Locale.ROOT) + "/";
            if (path.startsWith(prefix)) {
                category = each;
                rest = path.substring(prefix.length() - 1);
            }
        }
        boolean combined = rest.equals("/stream");
        if (!combined && !rest.equals("/ws") && !rest.startsWith("/ws/")) {
            return Optional.empty();
        }
        String inPath = rest.startsWith("/ws/") ? decoded(rest.substring(4)) : "";
        if (category == Category.PRIVATE) {
            String key = inPath.isEmpty() ? value(query, "listenKey") : inPath;
            String events = value(query, "events");
            return Optional.of(new StreamRoute(
                    category,
                    combined,
                    List.of(),
                    key,
                    events == null ? Set.of() : new HashSet<>(List.of(events.split("/", -1)))));
        }
        String names = combined ? value(query, "streams") : inPath;
        var streams = new ArrayList<String>();
        if (names != null) {
            for (String name : names.split("/", -1)) {
                if (name.contains("@") || name.startsWith("!")) { // a bare word after /ws/ is a connection's label
                    streams.add(name);
                }
            }
        }
        return Optional.of(new StreamRoute(category, combined, List.copyOf(streams), null, Set.of()));
    }

    /** Whether that category's connections are told of that stream. */
    static boolean carries(Category category, String stream) {
        return switch (category) {
            case MARKET -> !isPublic(stream);
            case PUBLIC, UNROUTED -> isPublic(stream);
            case PRIVATE -> false;
        };
    }

    private static boolean isPublic(String stream) {
        String kind = stream.substring(stream.indexOf('@') + 1);
        return stream.equals("!bookTicker")
                || kind.equals("bookTicker")
                || kind.equals("trade")
                || kind.startsWith("depth");
    }

    boolean wantsEvent(String kind) {
        return events.isEmpty() || events.contains(kind);
    }

    private static @Nullable String value(@Nullable String query, String name) {
        if (query == null) {
            return null;
        }
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return decoded(pair.substring(name.length() + 1));
            }
        }
        return null;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
