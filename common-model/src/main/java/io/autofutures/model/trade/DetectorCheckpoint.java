package io.autofutures.model.trade;

import io.autofutures.model.market.Symbol;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * Where the fold of one symbol may start again; on {@code detector-state}.
 *
 * @param ruleSet name and version of the rules that made {@code state}
 * @param partition and {@code offset}: the last record of {@code ws-events} that {@code state} covers
 * @param coveredAt event time of that record
 */
public record DetectorCheckpoint(
        Symbol symbol, String ruleSet, int partition, long offset, Instant coveredAt, JsonNode state) {}
