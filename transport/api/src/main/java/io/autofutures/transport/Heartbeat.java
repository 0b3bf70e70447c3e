package io.autofutures.transport;

import io.autofutures.model.control.ServiceStatus;
import io.autofutures.model.control.VenueSilence;
import io.autofutures.model.time.VenueClock;
import io.autofutures.model.topic.Topics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes the state of one instance on {@code service-status} each second. */
public final class Heartbeat implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Heartbeat.class);

    private final Transport transport;
    private final String service;
    private final String instance;
    private final List<String> roles;
    private final InstantSource wall;
    private final VenueClock venue;
    private final Supplier<Health> health;
    private final Instant startedAt;
    private final ScheduledExecutorService scheduler;

    /**
     * @param state starting, ready, degraded or stopping
     * @param details as text, never a secret
     * @param venueSilence what the venue told this instance to wait for, for the others to obey
     * @param settingsVersion in force; absent where settings are not followed
     */
    public record Health(
            String state,
            Map<String, String> details,
            @Nullable VenueSilence venueSilence,
            @Nullable Long settingsVersion) {
        public Health(String state, Map<String, String> details) {
            this(state, details, null, null);
        }

        public Health with(Optional<VenueSilence> silence) {
            return new Health(state, details, silence.orElse(null), settingsVersion);
        }

        /** Tells the version in force, and in the details what was refused. */
        public Health with(SettingsInForce settings) {
            var all = new TreeMap<>(details);
            settings.refused().ifPresent(refused -> all.put("settings.refused", refused));
            return new Health(state, all, venueSilence, settings.get().version());
        }
    }

    /** @param instance unique among running instances, for instance the service's name and its process id */
    public Heartbeat(
            Transport transport,
            String service,
            String instance,
            List<String> roles,
            InstantSource wall,
            VenueClock venue,
            Supplier<Health> health) {
        this.transport = transport;
        this.service = service;
        this.instance = instance;
        this.roles = List.copyOf(roles);
        this.wall = wall;
        this.venue = venue;
        this.health = health;
        this.startedAt = wall.instant();
        this.scheduler = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(service + "-heartbeat").daemon().factory());
        scheduler.scheduleWithFixedDelay(this::beat, 0, 1, TimeUnit.SECONDS);
    }

    /** A beat that fails is skipped: the next one may succeed, and silence would look like death. */
    private void beat() {
        try {
            publish();
        } catch (RuntimeException e) {
            LOGGER.atWarn()
                    .addKeyValue("instance", instance)
                    .addKeyValue("error", e.toString())
                    .log("A heartbeat was not published");
        }
    }

    private void publish() {
        Instant now = wall.instant();
        Health current = health.get();
        var status = new ServiceStatus(
                instance,
                service,
                roles,
                version(),
                current.state(),
                startedAt,
                now,
                venue.instant(),
                venue.speed(),
                current.details(),
                current.venueSilence(),
                current.settingsVersion());
        var origin = new Origin(instance + "/" + now.toEpochMilli(), "service-status", service, now, null, null);
        var unused = transport.publish(Outgoing.of(Topics.SERVICE_STATUS, status, origin));
    }

    private static String version() {
        String version = Heartbeat.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
