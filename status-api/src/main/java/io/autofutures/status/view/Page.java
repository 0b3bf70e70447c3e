package io.autofutures.status.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a collection, newest first.
 *
 * @param nextCursor asks for what is older; absent at the end
 * @param asOf server time of the reading
 * @param streamCursor the stream from here misses nothing that is not in {@code items}
 */
public record Page<T>(List<T> items, @Nullable String nextCursor, Instant asOf, String streamCursor) {}
