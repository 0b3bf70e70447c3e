package io.autofutures.model.control;

import io.autofutures.model.account.AccountId;
import java.time.Instant;
import java.util.Map;

/**
 * What an operator asks for; on {@code commands}.
 *
 * @param name lower-case, for instance {@code flatten}
 * @param idempotencyKey repeats of one request carry one key
 */
public record Command(
        String commandId,
        AccountId account,
        String name,
        Map<String, String> arguments,
        String actor,
        String reason,
        String idempotencyKey,
        Instant occurredAt) {}
