package io.autofutures.model.control;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Heartbeat of one instance; on {@code service-status} each second.
 *
 * @param venueTime as this instance knows it; epoch before it does
 * @param speed venue seconds per wall second, 1 outside the simulator
 * @param state starting, ready, degraded, stopping
 * @param details stream ages, request weight and the like, as text
 * @param venueSilence what the venue told this instance to wait for, while it lasts; absent otherwise
 * @param settingsVersion highest saved setting in force here, 0 before the first; absent where settings are not followed
 */
public record ServiceStatus(
        String instance,
        String service,
        List<String> roles,
        String version,
        String state,
        Instant startedAt,
        Instant heartbeatAt,
        Instant venueTime,
        double speed,
        Map<String, String> details,
        @Nullable VenueSilence venueSilence,
        @Nullable Long settingsVersion) {}
