package io.autofutures.simulator.venue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The account's one listen key: good for 60 min of patience after each POST or PUT. Thread-safe. */
public final class ListenKeys {
    private static final Duration LIFE = Duration.ofMinutes(60);

    private final String apiKey;
    private int generation;
    private @Nullable String key;
    private Duration expiresAt = Duration.ZERO;

    public ListenKeys(String apiKey) {
        this.apiKey = apiKey;
    }

    /** The active key prolonged, or a new one. */
    public synchronized String create(Duration now) {
        if (key == null) {
            generation++;
            key = derive(apiKey + "/" + generation);
        }
        expiresAt = now.plus(LIFE);
        return key;
    }

    /** False when there is none. */
    public synchronized boolean keepAlive(Duration now) {
        if (key == null) {
            return false;
        }
        expiresAt = now.plus(LIFE);
        return true;
    }

    public synchronized Optional<String> active() {
        return Optional.ofNullable(key);
    }

    /** Ends the key. The ended one, if there was one. */
    public synchronized Optional<String> delete() {
        Optional<String> ended = Optional.ofNullable(key);
        key = null;
        return ended;
    }

    /** Ends the key when nobody kept it alive. The ended one. */
    synchronized Optional<String> expire(Duration now) {
        return key != null && now.compareTo(expiresAt) > 0 ? delete() : Optional.empty();
    }

    /** 64 letters and digits, as the venue's are; the same after a restart. */
    private static String derive(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
