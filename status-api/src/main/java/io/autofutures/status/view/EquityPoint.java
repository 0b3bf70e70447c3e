package io.autofutures.status.view;

import java.math.BigDecimal;
import java.time.Instant;

/** Equity at the end of one venue minute. @param at start of that minute @param equity USDT */
public record EquityPoint(Instant at, BigDecimal equity) {}
