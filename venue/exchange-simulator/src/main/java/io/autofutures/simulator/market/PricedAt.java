package io.autofutures.simulator.market;

import java.math.BigDecimal;
import java.time.Instant;

/** A mark price at its event time. */
public record PricedAt(Instant at, BigDecimal price) {}
