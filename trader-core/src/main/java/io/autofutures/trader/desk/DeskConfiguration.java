package io.autofutures.trader.desk;

import io.autofutures.binance.ApiCredentials;
import io.autofutures.binance.BinanceRest;
import io.autofutures.binance.RestOptions;
import io.autofutures.binance.VenueRole;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.control.VenueClient;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.VenueClock;
import io.autofutures.model.time.VenueTimers;
import io.autofutures.trader.TraderProperties;
import io.autofutures.transport.SettingsInForce;
import io.autofutures.transport.Transport;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The desk's beans. What the roles share comes from the service's own configuration, or from the launcher. */
@Configuration(proxyBeanMethods = false)
public class DeskConfiguration {
    @Bean
    @ConditionalOnMissingBean
    DeskIdentity deskIdentity(TraderProperties properties, Environment environment) {
        boolean dryRun = environment.getProperty("DRY_RUN", Boolean.class, false);
        return new DeskIdentity(new AccountId(properties.account()), properties.installation(), dryRun);
    }

    /** With the trading key. Not a candidate by type alone: nobody else may use it. */
    @Bean(defaultCandidate = false, destroyMethod = "close")
    BinanceRest tradingRest(TraderProperties properties, VenueClock clock, Activity activity, Settings settings) {
        var venue = properties.venue();
        var credentials = ApiCredentials.of(venue.apiKey(), venue.secretKey().toCharArray());
        return new BinanceRest(
                RestOptions.of(venue.restUrl(), credentials, clock, activity).withRole(VenueRole.PROTECTION, settings));
    }

    @Bean(destroyMethod = "")
    VenueClient tradingClient(@Qualifier("tradingRest") BinanceRest rest) {
        return rest;
    }

    @Bean
    DeskService deskRole(
            Transport transport,
            DeskIdentity identity,
            @Qualifier("tradingRest") BinanceRest rest,
            VenueClock clock,
            VenueTimers timers,
            SettingsInForce settings,
            Activity activity) {
        return new DeskService(transport, identity, rest, clock, timers, settings, activity);
    }
}
