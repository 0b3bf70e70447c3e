package io.autofutures.model.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The thread that runs through one trigger, its proposal, decision, trade and orders: derived from the event that
 * fired, it stands in every id down to the client order id, so each record leads back to its cause.
 *
 * @param value 20 characters of base32 ({@code a-z2-7}), 100 bits of a SHA-256
 */
public record Lineage(@JsonValue String value) {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    /** @throws IllegalArgumentException if {@code value} is not 20 characters of {@code a-z2-7} */
    @JsonCreator
    public Lineage {
        if (!value.matches("[a-z2-7]{20}")) {
            throw new IllegalArgumentException("lineage must be 20 characters of a-z2-7, was '" + value + "'");
        }
    }

    /** The same parts in the same order give the same lineage, on any machine. */
    public static Lineage derive(String... parts) {
        byte[] digest = sha256(String.join("\n", parts));
        var text = new StringBuilder(20);
        int buffer = 0;
        int bits = 0;
        for (int i = 0; text.length() < 20; i++) {
            buffer = (buffer << 8) | (digest[i] & 0xff);
            bits += 8;
            while (bits >= 5 && text.length() < 20) {
                bits -= 5;
                text.append(ALPHABET.charAt((buffer >> bits) & 31));
            }
            buffer &= (1 << bits) - 1;
        }
        return new Lineage(text.toString());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public String triggerId() {
        return "t-" + value;
    }

    public String proposalId() {
        return "p-" + value;
    }

    public String decisionId() {
        return "d-" + value;
    }

    public String tradeId() {
        return "x-" + value;
    }

    /** Reads it back from a trigger, proposal, decision or trade id. */
    public static Lineage ofId(String id) {
        return new Lineage(id.substring(id.indexOf('-') + 1));
    }

    @Override
    public String toString() {
        return value;
    }
}
