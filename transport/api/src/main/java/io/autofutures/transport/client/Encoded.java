package io.autofutures.transport.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record ready for the log.
 *
 * @param value JSON in UTF-8, absent for a tombstone; never changed after this
 * @param headers in the order they are written
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, copied by nobody
public record Encoded(String topic, int partition, String key, byte @Nullable [] value, Map<String, String> headers) {}
