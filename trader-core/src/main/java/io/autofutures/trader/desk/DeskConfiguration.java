package io.autofutures.trader.desk;

import io.autofutures.binance.ApiCredentials;
import io.autofutures.binance.BinanceRest;
import io.autofutures.binance.RestOptions;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.VenueClock;
import io.autofutures.model.time.VenueTimers;
import io.autofutures.transport.Transport;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The desk's beans, where {@code ROLES} names it. Transport, clock, timers, settings and activity come from the service's
 * own configuration, or from the launcher.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(DeskRole.class)
@EnableConfigurationProperties(DeskProperties.class)
public class DeskConfiguration {
    @Bean
    @ConditionalOnMissingBean
    DeskIdentity deskIdentity(DeskProperties properties, Environment environment) {
        boolean dryRun = environment.getProperty("DRY_RUN", Boolean.class, false);
        return new DeskIdentity(new AccountId(properties.account()), properties.installation(), dryRun);
    }

    @Bean
    @ConditionalOnMissingBean
    DeskVenue deskVenue(DeskProperties properties, VenueClock clock, Activity activity) {
        var credentials = new ApiCredentials(
                properties.venue().apiKey(), properties.venue().secretKey().toCharArray());
        return new DeskVenue(
                new BinanceRest(RestOptions.of(properties.venue().restUrl(), credentials, clock, activity)));
    }

    @Bean
    DeskService deskService(
            Transport transport,
            DeskIdentity identity,
            DeskVenue venue,
            VenueClock clock,
            VenueTimers timers,
            Settings settings,
            Activity activity) {
        return new DeskService(transport, identity, venue, clock, timers, settings, activity);
    }
}
