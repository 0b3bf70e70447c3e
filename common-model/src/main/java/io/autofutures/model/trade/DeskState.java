package io.autofutures.model.trade;

import io.autofutures.model.account.AccountId;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * The desk's own folded state, on {@code desk-state}; complete in each record, read by the desk only.
 *
 * @param name {@code trade/<tradeId>} or {@code risk}
 * @param lastStep sequence of the last step it covers
 * @param state encoded by the desk's core
 */
public record DeskState(AccountId account, String name, int lastStep, Instant updatedAt, JsonNode state) {}
