package io.autofutures.binance;

import java.time.Duration;

/**
 * A limit of the venue.
 *
 * @param limitType REQUEST_WEIGHT (per IP) or ORDERS (per account); others may come
 */
public record RateLimit(String limitType, Duration interval, int limit) {}
