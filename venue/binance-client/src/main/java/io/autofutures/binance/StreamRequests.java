package io.autofutures.binance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which streams one session of a combined connection has asked for, what the venue answered, and which have spoken. An
 * acknowledgement proves nothing: a stream counts once its first frame has come. Thread-safe; instants are venue time.
 */
final class StreamRequests {
    /** Names in one request: a connection may send ten messages a second, pings and pongs included. */
    private static final int BATCH = 50;

    private final Map<StreamName, Instant> asked = new HashMap<>();
    private final Set<StreamName> acknowledged = new TreeSet<>();
    private final Map<String, Instant> heard = new HashMap<>();
    private final Map<StreamName, Integer> lapses = new HashMap<>();
    private final Map<Long, Pending> pending = new LinkedHashMap<>();
    private final Set<StreamName> alone = new TreeSet<>();
    private final Map<StreamName, String> refused = new LinkedHashMap<>();
    private long lastId;

    private record Pending(boolean subscribe, List<StreamName> names, Instant at) {}

    /** @param inAddress asked for by connecting */
    StreamRequests(Collection<StreamName> inAddress, Instant now) {
        inAddress.forEach(name -> asked.put(name, now));
        acknowledged.addAll(inAddress);
    }

    /** The next request on the way to what is wanted, or nothing to ask for. */
    synchronized Optional<String> next(Set<StreamName> wanted, Instant now) {
        List<StreamName> gone = asked.keySet().stream()
                .filter(Predicate.not(wanted::contains))
                .sorted()
                .limit(BATCH)
                .toList();
        if (!gone.isEmpty()) {
            gone.forEach(this::forget);
            return Optional.of(request(false, gone, now));
        }
        refused.keySet().retainAll(wanted);
        List<StreamName> missing = wanted.stream()
                .filter(name -> !asked.containsKey(name) && !refused.containsKey(name))
                .sorted()
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        List<StreamName> together = missing.stream()
                .filter(Predicate.not(alone::contains))
                .limit(BATCH)
                .toList();
        List<StreamName> names = together.isEmpty() ? missing.subList(0, 1) : together;
        names.forEach(name -> asked.put(name, now));
        return Optional.of(request(true, names, now));
    }

    private void forget(StreamName name) {
        asked.remove(name);
        acknowledged.remove(name);
        heard.remove(name.value());
    }

    private String request(boolean subscribe, List<StreamName> names, Instant now) {
        lastId++;
        pending.put(lastId, new Pending(subscribe, names, now));
        String params = names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(","));
        return "{\"method\":\"%s\",\"params\":[%s],\"id\":%d}"
                .formatted(subscribe ? "SUBSCRIBE" : "UNSUBSCRIBE", params, lastId);
    }

    synchronized void heard(String stream, Instant now) {
        heard.put(stream, now);
    }

    /** What the venue says about a request. An error may come without the request's id: it then answers the oldest. */
    synchronized void replied(String text) {
        JsonNode reply;
        try {
            reply = Wire.parse(text);
        } catch (PayloadException unreadable) {
            return; // only called for readable text that names no stream
        }
        JsonNode error = reply.has("error") ? reply.get("error") : reply;
        Pending answered = answered(reply);
        if (answered == null || !answered.subscribe()) {
            return;
        }
        List<StreamName> names =
                answered.names().stream().filter(asked::containsKey).toList();
        if (!error.has("code")) {
            acknowledged.addAll(names);
            return;
        }
        String reason =
                error.path("code").asString("") + " " + error.path("msg").asString("");
        names.forEach(asked::remove);
        if (answered.names().size() == 1) {
            names.forEach(name -> refused.put(name, reason));
        } else {
            alone.addAll(names); // one of them is wrong: ask one by one
        }
    }

    private @Nullable Pending answered(JsonNode reply) {
        if (pending.isEmpty()) {
            return null;
        }
        JsonNode id = reply.path("id");
        long number = id.isIntegralNumber()
                ? id.asLong()
                : pending.keySet().iterator().next();
        return pending.remove(number);
    }

    /** Acknowledged, whether or not they have spoken. */
    synchronized Set<StreamName> acknowledged() {
        return new TreeSet<>(acknowledged);
    }

    /** With what the venue said about each. */
    synchronized Map<StreamName, String> refused() {
        return Map.copyOf(refused);
    }

    /** Steady streams that were asked for before that instant and have not spoken. */
    synchronized Set<StreamName> silentSince(Predicate<Instant> longAgo) {
        var silent = new TreeSet<StreamName>();
        asked.forEach((name, since) -> {
            if (name.isSteady() && !heard.containsKey(name.value()) && longAgo.test(since)) {
                silent.add(name);
            }
        });
        return silent;
    }

    /**
     * Steady streams that have spoken before and are silent now.
     *
     * @param tooLong whether a stream that has fallen silent so often before may not be so since that instant
     */
    synchronized Set<StreamName> lapsed(BiPredicate<Instant, Integer> tooLong) {
        var silent = new TreeSet<StreamName>();
        asked.forEach((name, since) -> {
            Instant last = heard.get(name.value());
            int times = lapses.getOrDefault(name, 0);
            boolean spokeBefore = last != null || times > 0;
            if (name.isSteady() && spokeBefore && tooLong.test(last == null ? since : last, times)) {
                silent.add(name);
            }
        });
        return silent;
    }

    /** As if they had never been asked for: {@link #next} asks again. */
    synchronized void askAgain(Set<StreamName> names) {
        names.forEach(name -> {
            lapses.merge(name, 1, Integer::sum);
            forget(name);
        });
    }

    /** A request has had no answer for so long. */
    synchronized boolean unanswered(Predicate<Instant> longAgo) {
        return pending.values().stream().anyMatch(each -> longAgo.test(each.at()));
    }

    /** All that is wanted is acknowledged (or refused), and what is steady has spoken, but for the excused. */
    synchronized boolean settled(Set<StreamName> wanted, Set<StreamName> excused) {
        var open = new ArrayList<StreamName>();
        for (StreamName name : wanted) {
            boolean silent = name.isSteady() && !excused.contains(name) && !heard.containsKey(name.value());
            if (!refused.containsKey(name) && (!acknowledged.contains(name) || silent)) {
                open.add(name);
            }
        }
        return open.isEmpty();
    }

    synchronized Set<String> spoken() {
        return Set.copyOf(heard.keySet());
    }

    /** Longest wait for an answer to a request. */
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
}
