package io.autofutures.simulator.rest;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Who may ask: API key, HMAC-SHA256 signature, timestamp in patience. */
final class Signatures {
    private static final Duration AHEAD = Duration.ofSeconds(1);
    private static final long DEFAULT_WINDOW_MS = 5_000;
    private static final long LARGEST_WINDOW_MS = 60_000;

    private final String apiKey;
    private final SecretKeySpec secret;
    private final double speed;

    /** @param speed venue seconds per wall second: the limits stretch with it */
    Signatures(String apiKey, String secretKey, double speed) {
        this.apiKey = apiKey;
        this.secret = new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.speed = speed;
    }

    void checkKey(@org.jspecify.annotations.Nullable String sent) {
        if (sent == null || sent.isBlank()) {
            throw new ApiError(401, -2014, "API-key format invalid.");
        }
        if (!sent.equals(apiKey)) {
            throw new ApiError(401, -2015, "Invalid API-key, IP, or permissions for action.");
        }
    }

    /** @param query and {@code body} as they came, undecoded */
    void check(String query, String body, Params params, Instant now) {
        String signature = params.mandatory("signature");
        long timestamp = params.number("timestamp").orElseThrow(() -> ApiError.mandatory("timestamp"));
        long window = params.number("recvWindow").orElse(DEFAULT_WINDOW_MS);
        if (window < 0 || window > LARGEST_WINDOW_MS) {
            throw ApiError.of(-1131, "recvWindow must be less than 60000");
        }
        byte[] expected = hmac(unsigned(query) + unsigned(body)).getBytes(StandardCharsets.UTF_8);
        byte[] given = signature.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, given)) {
            throw ApiError.of(-1022, "Signature for this request is not valid.");
        }
        long ahead = timestamp - now.toEpochMilli();
        if (ahead >= AHEAD.toMillis() * speed || -ahead > window * speed) {
            throw ApiError.of(-1021, "Timestamp for this request is outside of the recvWindow.");
        }
    }

    private static String unsigned(String text) {
        var kept = new StringBuilder();
        for (String pair : text.split("&", -1)) {
            if (!pair.isEmpty() && !pair.startsWith("signature=")) {
                kept.append(kept.isEmpty() ? "" : "&").append(pair);
            }
        }
        return kept.toString();
    }

    String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
