package io.autofutures.model.control;

import java.time.Instant;

/**
 * The venue has told one of us to send nothing (429, 418); all who share its address or account obey.
 *
 * @param until venue time
 * @param reason what the venue said
 */
public record VenueSilence(Instant until, String reason) {}
