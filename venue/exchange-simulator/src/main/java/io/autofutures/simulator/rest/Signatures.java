package io.autofutures.simulator.rest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask: API key, signature (HMAC-SHA256 or Ed25519, by the key) and timestamp. The limits of time are patience, so
 * they stretch with the speed.
 */
final class Signatures {
    private static final Duration AHEAD = Duration.ofSeconds(1);
    private static final long DEFAULT_WINDOW_MS = 5_000;
    private static final long LARGEST_WINDOW_MS = 60_000;

    private final Map<String, Key> keys;
    private final double speed;

    /** A registered API key. */
    sealed interface Key {
        boolean signed(byte[] text, String signature);

        /** Hexadecimal, in either case. */
        record Hmac(SecretKeySpec secret) implements Key {
            static Hmac of(String secret) {
                return new Hmac(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            }

            @Override
            public boolean signed(byte[] text, String signature) {
                try {
                    Mac mac = Mac.getInstance("HmacSHA256");
                    mac.init(secret);
                    String expected = HexFormat.of().formatHex(mac.doFinal(text));
                    return MessageDigest.isEqual(
                            expected.getBytes(StandardCharsets.US_ASCII),
                            signature.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException("every JDK has HmacSHA256", e);
                }
            }
        }

        /** Base64. */
        record Ed25519(PublicKey key) implements Key {
            /** @param x509 base64 */
            static Ed25519 of(String x509) {
                try {
                    return new Ed25519(KeyFactory.getInstance("Ed25519")
                            .generatePublic(
                                    new X509EncodedKeySpec(Base64.getDecoder().decode(x509))));
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException("no Ed25519 public key", e);
                }
            }

            @Override
            public boolean signed(byte[] text, String signature) {
                try {
                    Signature verifier = Signature.getInstance("Ed25519");
                    verifier.initVerify(key);
                    verifier.update(text);
                    return verifier.verify(Base64.getDecoder().decode(signature));
                } catch (GeneralSecurityException | IllegalArgumentException malformed) {
                    return false;
                }
            }
        }
    }

    /** @param speed venue seconds per wall second */
    Signatures(Map<String, Key> keys, double speed) {
        this.keys = Map.copyOf(keys);
        this.speed = speed;
    }

    Key key(@Nullable String sent) {
        if (sent == null || sent.isBlank()) {
            throw new ApiError(401, -2014, "API-key format invalid.");
        }
        Key known = keys.get(sent);
        if (known == null) {
            throw new ApiError(401, -2015, "Invalid API-key, IP, or permissions for action.");
        }
        return known;
    }

    /** @param query and {@code form} as they came, undecoded @param now as the venue tells its time */
    void check(Key key, String query, String form, Params params, Instant now) {
        String signature = params.mandatory("signature");
        long timestamp = params.number("timestamp").orElseThrow(() -> ApiError.mandatory("timestamp"));
        long window = params.number("recvWindow").orElse(DEFAULT_WINDOW_MS);
        if (window < 0 || window > LARGEST_WINDOW_MS) {
            throw ApiError.of(-1131, "recvWindow must be less than 60000");
        }
        byte[] signed = (unsigned(query) + unsigned(form)).getBytes(StandardCharsets.UTF_8);
        if (!key.signed(signed, signature)) {
            throw ApiError.of(-1022, "Signature for this request is not valid.");
        }
        double ahead = (double) timestamp - now.toEpochMilli();
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
}
