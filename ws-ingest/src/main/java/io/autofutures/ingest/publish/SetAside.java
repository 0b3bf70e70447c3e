package io.autofutures.ingest.publish;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A frame that was not used, on the dead letters of its topic.
 *
 * @param id derived from text and time
 * @param stream {@code market} or {@code user}
 * @param symbol as far as it is known
 * @param reason what was expected and found
 * @param text the frame, or its beginning
 * @param characters of the whole frame
 * @param setAsideAt venue time
 */
public record SetAside(
        String id,
        String stream,
        @Nullable String symbol,
        String reason,
        String text,
        long characters,
        Instant setAsideAt) {}
