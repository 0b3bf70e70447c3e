package io.autofutures.binance;

import java.time.Duration;
import java.time.Instant;

/**
 * When a signed request says it was made. Entries and cancels carry an instant read before their step was committed, so
 * that a request delayed by a pause is refused by the venue itself.
 *
 * @param timestamp venue time
 * @param recvWindow how long after it the venue may still take the request, at most 5 s
 */
public record Sending(Instant timestamp, Duration recvWindow) {}
