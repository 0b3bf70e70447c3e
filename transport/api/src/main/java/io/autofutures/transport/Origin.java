package io.autofutures.transport;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a record comes from; travels in headers under the CloudEvents binary names.
 *
 * @param id {@code ce_id}: derived id of the event
 * @param type {@code ce_type}: name of the payload class or variant, for people and filters
 * @param source {@code ce_source}: the service that published it
 * @param occurredAt {@code ce_time}: event time, never the time of publishing
 * @param causationId {@code ce_causationid}: id of the record that caused it; absent at the edge of the system
 * @param correlationId {@code ce_correlationid}: lineage of the trade it belongs to; absent before there is one
 */
public record Origin(
        String id,
        String type,
        String source,
        Instant occurredAt,
        @Nullable String causationId,
        @Nullable String correlationId) {}
