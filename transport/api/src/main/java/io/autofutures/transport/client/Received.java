package io.autofutures.transport.client;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record as it stands in the log. @param value as written, absent for a tombstone @param publishedAt log time */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, copied by nobody
public record Received(
        String topic,
        int partition,
        long offset,
        String key,
        byte @Nullable [] value,
        Map<String, String> headers,
        Instant publishedAt) {}
