package io.autofutures.model.control;

import java.time.Instant;

/** Who did what, before and after; on {@code audit}. */
public record AuditEntry(
        String auditId,
        String actor,
        String operation,
        String resource,
        String before,
        String after,
        String result,
        Instant occurredAt) {}
