package io.autofutures.simulator.market.live;

import io.autofutures.simulator.market.ForwardRefused;
import io.autofutures.simulator.market.MarketForward;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Public REST of the venue. Answers are kept for as long as they are fresh enough; from 70 % of the weight on, and while a
 * ban lasts, nothing is asked any more and an older answer has to do.
 */
final class UpstreamRest implements MarketForward {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int WEIGHT_PER_MINUTE = 2_400;
    private static final double SHARE = 0.7;
    private static final int KEPT = 500;
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Map<String, Duration> FRESH = Map.of(
            "/fapi/v1/exchangeInfo", Duration.ofHours(1),
            "/fapi/v1/fundingInfo", Duration.ofHours(1),
            "/fapi/v1/fundingRate", Duration.ofMinutes(1),
            "/fapi/v1/time", Duration.ZERO,
            "/fapi/v1/openInterest", Duration.ofSeconds(5));

    private final URI base;
    private final HttpClient http;
    private final LongSupplier nanos;
    private final LinkedHashMap<String, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);
    private long silentUntil;
    private long weightMinute = Long.MIN_VALUE;
    private int weight;

    private record Kept(JsonNode answer, long atNanos) {}

    /** @param nanos a clock that only runs forward */
    UpstreamRest(URI base, HttpClient http, LongSupplier nanos) {
        this.base = base;
        this.http = http;
        this.nanos = nanos;
        this.silentUntil = nanos.getAsLong();
    }

    @Override
    public JsonNode get(String path, Map<String, String> parameters) {
        String target = path + query(parameters);
        Kept known = known(target);
        if (known != null && age(known).compareTo(fresh(path)) < 0) {
            return known.answer();
        }
        if (silent()) {
            if (known != null) {
                return known.answer();
            }
            throw new ForwardRefused(503, -1016, "The live market cannot be asked now: its request limit is used up.");
        }
        try {
            return keep(target, ask(target));
        } catch (IOException e) {
            if (known != null) {
                return known.answer();
            }
            throw new ForwardRefused(503, -1016, "The live market cannot be reached: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ForwardRefused(503, -1016, "The simulator ends.");
        }
    }

    private JsonNode ask(String target) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(base + target))
                        .timeout(PATIENCE)
                        .GET()
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        note(response);
        JsonNode body = body(response);
        if (response.statusCode() != 200) {
            throw new ForwardRefused(
                    response.statusCode() == 418 ? 429 : response.statusCode(),
                    body.path("code").asInt(-1000),
                    body.path("msg").asString("The live market answered HTTP " + response.statusCode() + "."));
        }
        return body;
    }

    private static JsonNode body(HttpResponse<String> response) throws IOException {
        try {
            return JsonMapper.shared().readTree(response.body());
        } catch (JacksonException e) {
            throw new IOException("HTTP %d with a body that is no JSON".formatted(response.statusCode()), e);
        }
    }

    /** Weight used by everyone at this address, and bans. */
    private synchronized void note(HttpResponse<String> response) {
        weightMinute = nanos.getAsLong() / Duration.ofMinutes(1).toNanos();
        weight = response.headers()
                .firstValue("X-MBX-USED-WEIGHT-1M")
                .map(text ->
                        text.chars().allMatch(Character::isDigit) && text.length() < 9 ? Integer.parseInt(text) : 0)
                .orElse(weight);
        if (response.statusCode() == 429 || response.statusCode() == 418) {
            long seconds = response.headers().firstValueAsLong("Retry-After").orElse(60);
            silentUntil = nanos.getAsLong() + Duration.ofSeconds(seconds).toNanos();
        }
    }

    private synchronized boolean silent() {
        long now = nanos.getAsLong();
        boolean sameMinute = weightMinute == now / Duration.ofMinutes(1).toNanos();
        return now - silentUntil < 0 || sameMinute && weight > SHARE * WEIGHT_PER_MINUTE;
    }

    private synchronized @Nullable Kept known(String target) {
        return kept.get(target);
    }

    private synchronized JsonNode keep(String target, JsonNode answer) {
        kept.put(target, new Kept(answer, nanos.getAsLong()));
        if (kept.size() > KEPT) {
            kept.remove(kept.firstEntry().getKey());
        }
        return answer;
    }

    private Duration age(Kept known) {
        return Duration.ofNanos(nanos.getAsLong() - known.atNanos());
    }

    private static Duration fresh(String path) {
        return path.startsWith("/futures/data/") ? Duration.ofMinutes(1) : FRESH.getOrDefault(path, SHORT);
    }

    private static String query(Map<String, String> parameters) {
        var text = new StringBuilder();
        new TreeMap<>(parameters).forEach((name, value) -> text.append(text.isEmpty() ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return text.toString();
    }
}
