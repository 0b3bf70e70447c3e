package io.autofutures.binance;

import java.time.Duration;
import java.time.Instant;

/**
 * When a signed request says it was made. Entries and cancels carry an instant read before their step was committed, so
 * that a request delayed by a pause is refused by the venue itself. When the venue refuses it for its time (-1021), the
 * clock is measured anew, and the sender may try again with a new one, read before a new step is committed.
 *
 * @param timestamp venue time
 * @param recvWindow how long after it the venue may still take the request, at most 5 s
 */
public record Sending(Instant timestamp, Duration recvWindow) {}
