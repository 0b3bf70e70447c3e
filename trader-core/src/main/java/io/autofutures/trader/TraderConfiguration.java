package io.autofutures.trader;

import io.autofutures.binance.SyncedVenueClock;
import io.autofutures.model.control.VenueClient;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.ClockTimers;
import io.autofutures.model.time.VenueClock;
import io.autofutures.model.time.VenueTimers;
import io.autofutures.transport.Heartbeat;
import io.autofutures.transport.SettingsInForce;
import io.autofutures.transport.SharedSilence;
import io.autofutures.transport.Transport;
import io.autofutures.transport.kafka.KafkaTransport;
import io.autofutures.transport.kafka.KafkaTransportOptions;
import io.autofutures.transport.memory.MemoryTransport;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** Everything trader-core is made of: what the roles share, and the roles that {@code ROLES} names. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TraderProperties.class)
@Import(TraderRoles.class)
public class TraderConfiguration {
    private static final InstantSource SYSTEM = Clock.systemUTC();

    @Bean
    @ConditionalOnMissingBean
    Activity activity() {
        return new Activity();
    }

    @Bean
    @ConditionalOnMissingBean
    Settings settings(Environment environment) {
        return SettingsInEnvironment.read(environment);
    }

    /** Follows the saved ones as soon as the topics are declared. */
    @Bean
    SettingsInForce settingsInForce(Settings atStart) {
        return new SettingsInForce(atStart);
    }

    @Bean
    @ConditionalOnMissingBean
    VenueClock venueClock(TraderProperties properties) {
        return SyncedVenueClock.against(properties.venue().restUrl(), SYSTEM);
    }

    @Bean
    @ConditionalOnMissingBean
    VenueTimers venueTimers(VenueClock clock) {
        return new ClockTimers(clock);
    }

    @Bean
    @ConditionalOnMissingBean
    Transport transport(Environment environment, TraderProperties properties, ObjectProvider<InstantSource> sources) {
        String name = environment.getProperty("TRANSPORT", "kafka").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "kafka" ->
                KafkaTransport.connect(
                        KafkaTransportOptions.of(properties.kafka().bootstrapServers(), properties.instanceOrDefault())
                                .withPartitions(properties.partitions()));
            case "memory" -> new MemoryTransport(wall(sources), properties.partitions(), MemoryTransport.KEPT);
            default -> throw new IllegalArgumentException("TRANSPORT must be kafka or memory, was " + name);
        };
    }

    @Bean
    TraderHealth traderHealthIndicator(ObjectProvider<TraderRole> roles) {
        return new TraderHealth(roles.orderedStream().toList());
    }

    @Bean
    TraderLifecycle traderLifecycle(
            Transport transport,
            TraderHealth health,
            SettingsInForce settings,
            Environment environment,
            TraderProperties properties,
            ObjectProvider<InstantSource> sources,
            ObjectProvider<VenueClient> venueClients,
            VenueClock venue) {
        List<String> roles = TraderRoles.of(environment);
        List<VenueClient> clients = venueClients.stream().toList();
        return new TraderLifecycle(
                transport,
                settings,
                () -> SharedSilence.follow(transport, venue, clients),
                () -> new Heartbeat(
                        transport,
                        TraderApplication.CONFIG_NAME,
                        properties.instanceOrDefault(),
                        roles,
                        wall(sources),
                        venue,
                        () -> health.heartbeat()
                                .with(SharedSilence.longest(clients))
                                .with(settings)));
    }

    /** A venue clock is an instant source too, and never the wall's. */
    private static InstantSource wall(ObjectProvider<InstantSource> sources) {
        return sources.stream()
                .filter(source -> !(source instanceof VenueClock))
                .findFirst()
                .orElse(SYSTEM);
    }
}
