package io.autofutures.status.projector;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.AccountState;
import io.autofutures.model.control.Control;
import io.autofutures.model.control.ServiceStatus;
import io.autofutures.model.json.Json;
import io.autofutures.status.view.StatusView;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Sums up the projection: who is alive, may we trade, is everything protected, how old is what we see. */
public final class StatusReader {
    /** Services without which nothing is traded. */
    private static final List<String> NEEDED = List.of("ws-ingest", "trader-core", "order-tracker");

    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration GONE = Duration.ofSeconds(60);
    private static final List<String> COUNTED =
            List.of("triggers", "proposals", "decisions", "trades", "orders", "fills");

    private final ProjectionDatabase database;
    private final JdbcTemplate jdbc;
    private final InstantSource wall;
    private final String mode;
    private final AccountId account;
    private final Supplier<String> cursor;
    private final Supplier<Optional<Instant>> newestMarketEvent;

    /** @param cursor of the stream, now @param newestMarketEvent its event time */
    public StatusReader(
            ProjectionDatabase database,
            InstantSource wall,
            String mode,
            AccountId account,
            Supplier<String> cursor,
            Supplier<Optional<Instant>> newestMarketEvent) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.wall = wall;
        this.mode = mode;
        this.account = account;
        this.cursor = cursor;
        this.newestMarketEvent = newestMarketEvent;
    }

    public StatusView read() {
        String from = cursor.get();
        return database.read(() -> readNow(from));
    }

    private StatusView readNow(String from) {
        Instant now = wall.instant();
        List<StatusView.Service> services = services(now);
        List<Control> latches = jdbc
                .query("select doc from controls order by id", (row, n) -> Json.mapper()
                        .readValue(row.getString(1), Control.class))
                .stream()
                .filter(Control::closed)
                .toList();
        Optional<ServiceStatus> clock = services.stream()
                .map(StatusView.Service::status)
                .filter(status -> status.service().equals("ws-ingest")
                        && status.venueTime().toEpochMilli() > 0)
                .max(Comparator.comparing(ServiceStatus::heartbeatAt));
        Instant venueTime = clock.map(status -> carriedOn(status, now)).orElse(null);
        double speed = clock.map(ServiceStatus::speed).orElse(1.0);
        BigDecimal equity = jdbc
                .query(
                        "select doc from accounts where id = ?",
                        (row, n) -> Json.mapper().readValue(row.getString(1), AccountState.class),
                        account.value())
                .stream()
                .findFirst()
                .map(AccountState::equity)
                .orElse(null);
        int open = count("select count(*) from positions where is_open");
        List<Long> bare = jdbc.queryForList(
                "select unprotected_since from positions where unprotected_since is not null", Long.class);
        return new StatusView(
                mode,
                tradingState(services, latches),
                latches,
                venueTime,
                speed,
                dataAge(venueTime, speed),
                equity,
                venueTime == null ? null : equityAtDayStart(venueTime),
                open,
                bare.size(),
                bare.stream()
                        .min(Comparator.naturalOrder())
                        .map(Instant::ofEpochMilli)
                        .orElse(null),
                bare.isEmpty(),
                counts(),
                services,
                from,
                now);
    }

    private List<StatusView.Service> services(Instant now) {
        return jdbc
                .query("select doc from services order by service, heartbeat_at desc", (row, n) -> Json.mapper()
                        .readValue(row.getString(1), ServiceStatus.class))
                .stream()
                .map(status -> {
                    Duration age = Duration.between(status.heartbeatAt(), now);
                    return new StatusView.Service(status, Math.max(0, age.toMillis()), age.compareTo(SILENCE) > 0);
                })
                .filter(service -> service.heartbeatAgeMs() < GONE.toMillis())
                .toList();
    }

    private static Instant carriedOn(ServiceStatus status, Instant now) {
        Duration since = Duration.between(status.heartbeatAt(), now);
        long nanos = Math.clamp(since.toNanos(), 0, SILENCE.toNanos());
        return status.venueTime().plusNanos(Math.round(nanos * status.speed()));
    }

    private @Nullable Long dataAge(@Nullable Instant venueTime, double speed) {
        Instant newest = newestMarketEvent.get().orElse(null);
        if (newest == null || venueTime == null) {
            return null;
        }
        return Math.max(0, Math.round((venueTime.toEpochMilli() - newest.toEpochMilli()) / speed));
    }

    private @Nullable BigDecimal equityAtDayStart(Instant venueTime) {
        long day = Duration.ofDays(1).toMillis();
        long start = Math.floorDiv(venueTime.toEpochMilli(), day) * day;
        return jdbc
                .queryForList(
                        "select opening from equity_points where account = ? and minute_at >= ? order by minute_at"
                                + " fetch first 1 rows only",
                        String.class,
                        account.value(),
                        start)
                .stream()
                .findFirst()
                .map(BigDecimal::new)
                .orElse(null);
    }

    private static String tradingState(List<StatusView.Service> services, List<Control> latches) {
        if (latches.stream().anyMatch(latch -> latch.cause().equals("kill"))) {
            return "HALTED";
        }
        if (!latches.isEmpty()) {
            return "PAUSED";
        }
        boolean degraded = false;
        for (String needed : NEEDED) {
            List<StatusView.Service> instances = services.stream()
                    .filter(service -> service.status().service().equals(needed))
                    .toList();
            if (instances.isEmpty()
                    || instances.stream()
                            .allMatch(service -> service.status().state().equals("starting"))) {
                return "STARTING";
            }
            degraded |= instances.stream()
                    .noneMatch(service ->
                            !service.stale() && service.status().state().equals("ready"));
        }
        return degraded ? "DEGRADED" : "RUNNING";
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String table : COUNTED) {
            counts.put(table, (long) count("select count(*) from " + table));
        }
        return counts;
    }

    private int count(String sql) {
        Integer count = jdbc.queryForObject(sql, Integer.class);
        return count == null ? 0 : count;
    }
}
