package io.autofutures.ingest;

import io.autofutures.binance.ApiCredentials;
import io.autofutures.binance.BinanceRest;
import io.autofutures.binance.RestOptions;
import io.autofutures.binance.SyncedVenueClock;
import io.autofutures.binance.VenueRole;
import io.autofutures.model.settings.SettingCatalog;
import io.autofutures.model.settings.SettingKey;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.ClockTimers;
import io.autofutures.model.time.VenueClock;
import io.autofutures.model.time.VenueTimers;
import io.autofutures.model.topic.Topics;
import io.autofutures.transport.Heartbeat;
import io.autofutures.transport.SettingsInForce;
import io.autofutures.transport.SharedSilence;
import io.autofutures.transport.Transport;
import io.autofutures.transport.kafka.KafkaTransport;
import io.autofutures.transport.kafka.KafkaTransportOptions;
import io.autofutures.transport.memory.MemoryTransport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** All beans of ws-ingest; what the all-in-one registers before is taken from there. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IngestProperties.class)
public class IngestConfiguration {
    private static final InstantSource WALL = Clock.systemUTC();

    @Bean
    @ConditionalOnMissingBean
    Activity activity() {
        return new Activity();
    }

    @Bean
    @ConditionalOnMissingBean
    VenueClock venueClock(IngestProperties properties) {
        return SyncedVenueClock.against(properties.venue().restUrl(), WALL);
    }

    @Bean
    @ConditionalOnMissingBean
    VenueTimers venueTimers(VenueClock clock) {
        return new ClockTimers(clock);
    }

    /** {@code autofutures.settings.<NAME>}, else the environment variable {@code <NAME>}. */
    @Bean
    @ConditionalOnMissingBean
    Settings settings(Environment environment) {
        var given = new HashMap<String, String>();
        for (SettingKey<?> key : SettingCatalog.all()) {
            String text = environment.getProperty(
                    "autofutures.settings." + key.name(), environment.getProperty(key.name(), ""));
            if (!text.isBlank()) {
                given.put(key.name(), text);
            }
        }
        String single = environment.getProperty("SYMBOL", "");
        if (!single.isBlank()) {
            given.putIfAbsent("SYMBOLS", single);
        }
        return Settings.of(given);
    }

    /** Followed once the ingest has declared the topics. */
    @Bean(destroyMethod = "close")
    SettingsInForce ingestSettings(Settings settings) {
        return new SettingsInForce(settings);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    Transport transport(Environment environment, IngestProperties properties, ObjectProvider<InstantSource> sources) {
        String kind = environment.getProperty("TRANSPORT", "kafka").toLowerCase(Locale.ROOT);
        return switch (kind) {
            case "kafka" ->
                KafkaTransport.connect(
                        KafkaTransportOptions.of(properties.kafka().bootstrapServers(), instance(properties))
                                .withPartitions(properties.partitions()));
            case "memory" -> new MemoryTransport(wall(sources), properties.partitions(), MemoryTransport.KEPT);
            default -> throw new IllegalArgumentException("TRANSPORT must be kafka or memory, was " + kind);
        };
    }

    @Bean
    BinanceRest ingestRest(
            Environment environment,
            IngestProperties properties,
            Settings settings,
            VenueClock clock,
            Activity activity) {
        return new BinanceRest(
                RestOptions.of(properties.venue().restUrl(), credentials(environment, properties), clock, activity)
                        .withRole(VenueRole.INGEST, settings));
    }

    private static ApiCredentials credentials(Environment environment, IngestProperties properties) {
        boolean simulated = environment.getProperty("MODE", "sim").equalsIgnoreCase("sim");
        String key = properties.venue().apiKey();
        String secret = properties.venue().secretKey();
        if (key == null || secret == null) {
            if (!simulated) {
                throw new IllegalStateException(
                        "autofutures.venue.api-key and autofutures.venue.secret-key are needed outside MODE=sim");
            }
            return ApiCredentials.of("sim", "sim".toCharArray());
        }
        return ApiCredentials.of(key, secret.toCharArray());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Ingest ingest(
            IngestProperties properties,
            SettingsInForce ingestSettings,
            Transport transport,
            BinanceRest ingestRest,
            VenueClock clock,
            VenueTimers timers,
            Activity activity,
            ObjectProvider<MeterRegistry> meters,
            ObjectProvider<InstantSource> sources) {
        transport.declare(List.copyOf(Topics.all()));
        ingestSettings.follow(transport);
        var random = new SplittableRandom(instance(properties).hashCode());
        var ingest = new Ingest(
                properties,
                instance(properties),
                ingestSettings.get(),
                transport,
                ingestRest,
                clock,
                timers,
                activity,
                meters.getIfAvailable(SimpleMeterRegistry::new),
                wall(sources),
                random);
        ingestSettings.onChange(ingest::settings);
        return ingest;
    }

    /** After the ingest has declared the topics. */
    @Bean(destroyMethod = "close")
    SharedSilence ingestSilence(Transport transport, BinanceRest ingestRest, VenueClock clock, Ingest ingest) {
        return SharedSilence.follow(transport, clock, List.of(ingestRest));
    }

    @Bean(destroyMethod = "close")
    Heartbeat ingestHeartbeat(
            Transport transport,
            IngestProperties properties,
            ObjectProvider<InstantSource> sources,
            VenueClock clock,
            SettingsInForce ingestSettings,
            Ingest ingest) {
        return new Heartbeat(
                transport,
                "ws-ingest",
                instance(properties),
                List.of("ingest"),
                wall(sources),
                clock,
                () -> ingest.health().with(ingestSettings));
    }

    /** A venue clock is an instant source too, and never the wall's. */
    private static InstantSource wall(ObjectProvider<InstantSource> sources) {
        return sources.stream()
                .filter(source -> !(source instanceof VenueClock))
                .findFirst()
                .orElse(WALL);
    }

    private static String instance(IngestProperties properties) {
        String named = properties.instance();
        return named == null ? "ws-ingest-" + ProcessHandle.current().pid() : named;
    }
}
