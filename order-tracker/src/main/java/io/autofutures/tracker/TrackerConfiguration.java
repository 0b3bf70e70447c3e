package io.autofutures.tracker;

import io.autofutures.binance.ApiCredentials;
import io.autofutures.binance.BinanceRest;
import io.autofutures.binance.FuturesRest;
import io.autofutures.binance.RestOptions;
import io.autofutures.binance.SyncedVenueClock;
import io.autofutures.binance.VenueRole;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.control.VenueClient;
import io.autofutures.model.settings.SettingCatalog;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.ClockTimers;
import io.autofutures.model.time.Patience;
import io.autofutures.model.time.VenueClock;
import io.autofutures.model.time.VenueTimers;
import io.autofutures.model.topic.Topics;
import io.autofutures.tracker.reconcile.VenueReader;
import io.autofutures.tracker.tracking.TrackerMetrics;
import io.autofutures.tracker.tracking.TrackerService;
import io.autofutures.transport.Heartbeat;
import io.autofutures.transport.SharedSilence;
import io.autofutures.transport.Transport;
import io.autofutures.transport.kafka.KafkaTransport;
import io.autofutures.transport.kafka.KafkaTransportOptions;
import io.autofutures.transport.memory.MemoryTransport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Everything order-tracker is made of. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TrackerProperties.class)
public class TrackerConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Activity activity() {
        return new Activity();
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    VenueClock venueClock(TrackerProperties properties, ListableBeanFactory beans) {
        return SyncedVenueClock.against(properties.venue().restUrl(), wall(beans));
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    VenueTimers venueTimers(VenueClock clock) {
        return new ClockTimers(clock);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    Transport transport(TrackerProperties properties, Environment environment, ListableBeanFactory beans) {
        String kind = environment.getProperty("TRANSPORT", "kafka").toLowerCase(Locale.ROOT);
        return switch (kind) {
            case "kafka" ->
                KafkaTransport.connect(
                        KafkaTransportOptions.of(properties.kafka().bootstrapServers(), properties.instanceName())
                                .withPartitions(properties.partitions()));
            case "memory" -> new MemoryTransport(wall(beans));
            default -> throw new IllegalArgumentException("TRANSPORT must be kafka or memory, was " + kind);
        };
    }

    @Bean
    @ConditionalOnMissingBean
    FuturesRest trackerRest(
            TrackerProperties properties, VenueClock clock, Activity activity, Environment environment) {
        String mode = environment.getProperty("MODE", "sim");
        if (!mode.equalsIgnoreCase("sim")) {
            throw new IllegalStateException("MODE=%s is not there yet, MODE=sim is".formatted(mode));
        }
        var venue = properties.venue();
        var credentials = ApiCredentials.of(venue.apiKey(), venue.secretKey().toCharArray());
        return new BinanceRest(RestOptions.of(venue.restUrl(), credentials, clock, activity)
                .withRole(VenueRole.TRACKER, share(environment)));
    }

    /** The tracker reads no other setting. */
    private static Settings share(Environment environment) {
        String name = SettingCatalog.WEIGHT_SHARE_TRACKER_PCT.name();
        String given = environment.getProperty("autofutures.settings." + name, environment.getProperty(name, ""));
        return given.isBlank() ? Settings.defaults() : Settings.of(Map.of(name, given));
    }

    /** Only a client of a real venue has to be told. */
    private static List<VenueClient> clients(FuturesRest rest) {
        return rest instanceof VenueClient client ? List.of(client) : List.of();
    }

    @Bean(destroyMethod = "close")
    SharedSilence trackerSilence(Transport transport, FuturesRest trackerRest, VenueClock clock) {
        transport.declare(Topics.all());
        return SharedSilence.follow(transport, clock, clients(trackerRest));
    }

    @Bean
    TrackerService trackerService(
            Transport transport,
            FuturesRest trackerRest,
            VenueClock clock,
            VenueTimers timers,
            Activity activity,
            TrackerProperties properties,
            ObjectProvider<MeterRegistry> meters) {
        return new TrackerService(
                transport,
                new AccountId(properties.account()),
                new VenueReader(trackerRest, clock),
                new Patience(clock),
                timers,
                activity,
                new TrackerMetrics(meters.getIfAvailable(SimpleMeterRegistry::new)));
    }

    @Bean
    Heartbeat trackerHeartbeat(
            Transport transport,
            TrackerService tracker,
            FuturesRest trackerRest,
            VenueClock clock,
            TrackerProperties properties,
            ListableBeanFactory beans) {
        List<VenueClient> clients = clients(trackerRest);
        return new Heartbeat(
                transport,
                "order-tracker",
                properties.instanceName(),
                List.of("tracker"),
                wall(beans),
                clock,
                () -> new Heartbeat.Health(tracker.ready() ? "ready" : "starting", tracker.details())
                        .with(SharedSilence.longest(clients)));
    }

    /** The launcher's wall clock, or the machine's. A venue clock is an instant source too, and never the wall's. */
    private static InstantSource wall(ListableBeanFactory beans) {
        for (String name : beans.getBeanNamesForType(InstantSource.class, true, false)) {
            Class<?> type = beans.getType(name);
            if (type != null && !VenueClock.class.isAssignableFrom(type)) {
                return beans.getBean(name, InstantSource.class);
            }
        }
        return Clock.systemUTC();
    }
}
