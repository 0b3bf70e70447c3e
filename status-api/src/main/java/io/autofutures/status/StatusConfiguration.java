package io.autofutures.status;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.time.VenueClock;
import io.autofutures.status.projector.ProjectionDatabase;
import io.autofutures.status.projector.ProjectionReader;
import io.autofutures.status.projector.Projector;
import io.autofutures.status.projector.StatusReader;
import io.autofutures.status.recorder.ArchiveProperties;
import io.autofutures.status.recorder.Recorder;
import io.autofutures.status.stream.LiveStream;
import io.autofutures.status.stream.StreamController;
import io.autofutures.status.stream.StreamProperties;
import io.autofutures.status.view.ApiJson;
import io.autofutures.status.web.ApiController;
import io.autofutures.status.web.HostGuard;
import io.autofutures.status.web.LoopbackOnly;
import io.autofutures.status.web.ProblemAdvice;
import io.autofutures.status.web.SecurityHeaders;
import io.autofutures.status.web.UiController;
import io.autofutures.status.web.UiFiles;
import io.autofutures.transport.Heartbeat;
import io.autofutures.transport.Transport;
import io.autofutures.transport.kafka.KafkaTransport;
import io.autofutures.transport.kafka.KafkaTransportOptions;
import io.autofutures.transport.memory.MemoryTransport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** Everything status-api is made of. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({StatusProperties.class, StreamProperties.class, ArchiveProperties.class})
public class StatusConfiguration {
    @Bean
    @ConditionalOnMissingBean
    InstantSource wallClock() {
        return Clock.systemUTC();
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    Transport transport(Environment environment, StatusProperties properties, InstantSource wall) {
        String kind = environment.getProperty("TRANSPORT", "kafka").toLowerCase(Locale.ROOT);
        return switch (kind) {
            case "kafka" ->
                KafkaTransport.connect(
                        KafkaTransportOptions.of(properties.kafka().bootstrapServers(), properties.instanceOrDefault())
                                .withPartitions(properties.partitions()));
            case "memory" -> new MemoryTransport(wall, properties.partitions(), MemoryTransport.KEPT);
            default -> throw new IllegalArgumentException("TRANSPORT must be kafka or memory, was " + kind);
        };
    }

    @Bean
    JsonMapper apiJsonMapper() {
        return ApiJson.mapper();
    }

    @Bean(destroyMethod = "close")
    ProjectionDatabase projectionDatabase(StatusProperties properties) {
        return ProjectionDatabase.open(properties.dataDir().resolve("status"));
    }

    @Bean(destroyMethod = "")
    LiveStream liveStream(StreamProperties properties, InstantSource wall, ObjectProvider<MeterRegistry> meters) {
        return new LiveStream(properties.remembered(), wall, meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    Projector projector(
            Transport transport,
            ProjectionDatabase database,
            LiveStream stream,
            InstantSource wall,
            StatusProperties properties,
            ObjectProvider<MeterRegistry> meters) {
        return new Projector(
                transport,
                database,
                stream,
                wall,
                properties.instanceOrDefault(),
                meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    /** Started and closed with the projector. */
    @Bean(destroyMethod = "")
    @ConditionalOnProperty(name = "autofutures.status.archive.enabled", matchIfMissing = true)
    Recorder recorder(
            Transport transport,
            StatusProperties properties,
            ArchiveProperties archive,
            InstantSource wall,
            ObjectProvider<MeterRegistry> meters) {
        return new Recorder(
                transport,
                archive.dirIn(properties.dataDir()),
                archive,
                wall,
                meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    ProjectionReader projectionReader(ProjectionDatabase database) {
        return new ProjectionReader(database);
    }

    @Bean
    StatusReader statusReader(
            ProjectionDatabase database,
            InstantSource wall,
            StatusProperties properties,
            LiveStream stream,
            Projector projector,
            Environment environment) {
        return new StatusReader(
                database,
                wall,
                mode(environment),
                new AccountId(properties.account()),
                stream::cursor,
                projector::newestMarketEvent);
    }

    /** Of venue time this service knows only what ws-ingest says, so its own heartbeat says none. */
    @Bean
    StatusLifecycle statusLifecycle(
            Transport transport,
            Projector projector,
            ObjectProvider<Recorder> recorder,
            StatusReader status,
            LiveStream stream,
            InstantSource wall,
            ObjectProvider<VenueClock> venue,
            StatusProperties properties) {
        return new StatusLifecycle(
                transport,
                projector,
                Optional.ofNullable(recorder.getIfAvailable()),
                status,
                stream,
                () -> new Heartbeat(
                        transport,
                        StatusApplication.CONFIG_NAME,
                        properties.instanceOrDefault(),
                        recorder.getIfAvailable() == null ? List.of("projector") : List.of("projector", "recorder"),
                        wall,
                        venue.getIfAvailable(() -> VenueClock.of(() -> Instant.EPOCH)),
                        () -> new Heartbeat.Health(projector.ready() ? "ready" : "starting", Map.of())));
    }

    @Bean
    ProjectorHealth projectorHealthIndicator(Projector projector, ProjectionDatabase database) {
        return new ProjectorHealth(projector, database);
    }

    @Bean
    UiFiles uiFiles() {
        return UiFiles.load();
    }

    @Bean
    UiController uiController(UiFiles files) {
        return new UiController(files);
    }

    @Bean
    ApiController apiController(
            ProjectionReader reader,
            StatusReader status,
            LiveStream stream,
            InstantSource wall,
            StatusProperties properties,
            UiFiles files,
            Environment environment) {
        String version = StatusConfiguration.class.getPackage().getImplementationVersion();
        return new ApiController(
                reader,
                status,
                stream,
                wall,
                new AccountId(properties.account()),
                Map.of(
                        "version", version == null ? "dev" : version,
                        "buildId", files.buildId(),
                        "mode", mode(environment)));
    }

    @Bean
    StreamController streamController(LiveStream stream, StreamProperties properties) {
        return new StreamController(stream, properties);
    }

    @Bean
    ProblemAdvice problemAdvice() {
        return new ProblemAdvice();
    }

    @Bean
    FilterRegistrationBean<SecurityHeaders> securityHeaders(UiFiles files) {
        var registration = new FilterRegistrationBean<>(new SecurityHeaders(files.importMapHash()));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    FilterRegistrationBean<HostGuard> hostGuard(Environment environment) {
        LoopbackOnly.require(environment.getProperty("server.address", InetAddress.class), mode(environment));
        var registration = new FilterRegistrationBean<>(new HostGuard());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    private static String mode(Environment environment) {
        return environment.getProperty("MODE", "sim").toLowerCase(Locale.ROOT);
    }
}
