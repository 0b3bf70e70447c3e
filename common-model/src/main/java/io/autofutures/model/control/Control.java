package io.autofutures.model.control;

import java.time.Instant;

/**
 * One latch; on {@code controls}. Entries need every latch open; only its cause's writer, or an operator naming it, opens
 * it.
 *
 * @param scope {@code all}, an account, or a symbol
 * @param cause operator, kill, daily_loss, …
 * @param closed entries are stopped
 */
public record Control(String scope, String cause, boolean closed, String actor, String reason, Instant occurredAt) {}
