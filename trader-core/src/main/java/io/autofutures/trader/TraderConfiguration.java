package io.autofutures.trader;

import io.autofutures.binance.SyncedVenueClock;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.ClockTimers;
import io.autofutures.model.time.VenueClock;
import io.autofutures.model.time.VenueTimers;
import io.autofutures.transport.Heartbeat;
import io.autofutures.transport.Transport;
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
    @Bean
    @ConditionalOnMissingBean
    InstantSource wallClock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    Activity activity() {
        return new Activity();
    }

    @Bean
    @ConditionalOnMissingBean
    Settings settings(Environment environment, TraderProperties properties) {
        return SettingsInEnvironment.read(environment, properties.settings());
    }

    @Bean
    @ConditionalOnMissingBean
    VenueClock venueClock(TraderProperties properties, InstantSource wall) {
        return SyncedVenueClock.against(properties.venue().restUrl(), wall);
    }

    @Bean
    @ConditionalOnMissingBean
    VenueTimers venueTimers(VenueClock clock) {
        return new ClockTimers(clock);
    }

    @Bean
    @ConditionalOnMissingBean
    Transport transport(Environment environment, TraderProperties properties, InstantSource wall) {
        String name = environment.getProperty("TRANSPORT", "kafka").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "memory" -> new MemoryTransport(wall, properties.partitions(), MemoryTransport.KEPT);
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
            Environment environment,
            TraderProperties properties,
            InstantSource wall,
            VenueClock venue) {
        List<String> roles = TraderRoles.of(environment);
        return new TraderLifecycle(
                transport,
                () -> new Heartbeat(
                        transport,
                        TraderApplication.CONFIG_NAME,
                        properties.instanceOrDefault(),
                        roles,
                        wall,
                        venue,
                        health::heartbeat));
    }
}
