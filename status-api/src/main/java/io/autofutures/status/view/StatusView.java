package io.autofutures.status.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.autofutures.model.control.Control;
import io.autofutures.model.control.ServiceStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of the whole.
 *
 * @param tradingState STARTING, RUNNING, PAUSED, HALTED or DEGRADED
 * @param latches closed ones only: why entries are stopped
 * @param venueTime as ws-ingest last said, carried on by its speed; absent before its first heartbeat
 * @param dataAgeMs age of the newest market event, venue time ÷ speed; absent before there is one
 * @param equityDayStart equity at the first reconciled record of the venue's UTC day; absent without one
 * @param allProtected every open position is covered by live stops
 * @param counts rows kept of each kind
 */
public record StatusView(
        String mode,
        String tradingState,
        List<Control> latches,
        @Nullable Instant venueTime,
        double speed,
        @Nullable Long dataAgeMs,
        @Nullable BigDecimal equity,
        @Nullable BigDecimal equityDayStart,
        int openPositions,
        int unprotectedPositions,
        @Nullable Instant unprotectedSince,
        boolean allProtected,
        Map<String, Long> counts,
        List<Service> services,
        String streamCursor,
        Instant asOf) {

    /** @param stale no heartbeat for more than five seconds */
    public record Service(@JsonUnwrapped ServiceStatus status, long heartbeatAgeMs, boolean stale) {}
}
