package io.autofutures.ingest.publish;

import io.autofutures.model.topic.Topic;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps frames that cannot be used on the dead letters of their topic, with the reason. Every one is counted; how many are
 * kept and told in the log is bounded, so that a venue gone mad fills neither disk nor log. Thread-safe.
 */
public final class DeadFrames {
    private static final Logger LOGGER = LoggerFactory.getLogger(DeadFrames.class);
    private static final int LONGEST_TEXT = 4_000;
    private static final int LONGEST_REASON = 500;
    private static final int AT_ONCE = 50;
    private static final long REFILL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Transport transport;
    private final Topic<SetAside> topic;
    private final String stream;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final FrameCounts counts;
    private long tokens = AT_ONCE;
    private long refilledAt;

    /**
     * @param of the topic whose dead letters take them; it is declared
     * @param nanos as {@link System#nanoTime}
     */
    public DeadFrames(
            Transport transport,
            Topic<?> of,
            String stream,
            InstantSource clock,
            LongSupplier nanos,
            FrameCounts counts) {
        this.transport = transport;
        this.topic = new Topic<>(
                of.deadLetters(),
                SetAside.class,
                aside -> String.valueOf(aside.symbol()),
                SetAside::id,
                Topic.Cleanup.DELETE,
                Duration.ofDays(30));
        this.stream = stream;
        this.clock = clock;
        this.nanos = nanos;
        this.counts = counts;
        this.refilledAt = nanos.getAsLong();
    }

    /**
     * @param kind a fixed word for the count
     * @param symbol absent when it is not known
     */
    public void keep(String kind, String reason, String text, @Nullable String symbol) {
        keep(kind, reason, text, text.length(), symbol);
    }

    /** @param text the beginning of the frame @param characters of all of it */
    public void keep(String kind, String reason, String text, long characters, @Nullable String symbol) {
        counts.count(kind);
        if (!mayKeep()) {
            counts.count("not-kept");
            return;
        }
        LOGGER.atWarn()
                .addKeyValue("stream", stream)
                .addKeyValue("kind", kind)
                .addKeyValue("symbol", symbol)
                .addKeyValue("error", reason)
                .log("a frame is not used and kept aside");
        String start = text.substring(0, Math.min(text.length(), LONGEST_TEXT));
        Instant now = clock.instant();
        var aside = new SetAside(
                "frame/" + stream + "/" + now.toEpochMilli() + "/" + digest(start),
                stream,
                symbol,
                reason.substring(0, Math.min(reason.length(), LONGEST_REASON)),
                start,
                characters,
                now);
        var origin = new Origin(aside.id(), "frame-set-aside", EventPublisher.SOURCE, now, null, null);
        var unused = transport
                .publish(Outgoing.of(topic, aside, origin))
                .whenComplete((position, failure) -> counts.count(failure == null ? "kept" : "not-kept"));
    }

    private synchronized boolean mayKeep() {
        long now = nanos.getAsLong();
        long earned = (now - refilledAt) / REFILL_NANOS;
        if (earned > 0) {
            tokens = Math.min(AT_ONCE, tokens + earned);
            refilledAt += earned * REFILL_NANOS;
        }
        if (tokens == 0) {
            return false;
        }
        tokens--;
        return true;
    }

    private static String digest(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}
