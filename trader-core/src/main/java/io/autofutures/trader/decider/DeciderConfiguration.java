package io.autofutures.trader.decider;

import io.autofutures.binance.BinanceRest;
import io.autofutures.binance.RestOptions;
import io.autofutures.binance.VenueRole;
import io.autofutures.decision.DecisionModel;
import io.autofutures.decision.rules.RulesModel;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.control.VenueClient;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.VenueClock;
import io.autofutures.model.time.VenueTimers;
import io.autofutures.trader.TraderProperties;
import io.autofutures.transport.SettingsInForce;
import io.autofutures.transport.Transport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The role {@code decider}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeciderProperties.class)
public class DeciderConfiguration {
    /** Without a key. Not a candidate by type alone: the desk has a client of its own, with one. */
    @Bean(defaultCandidate = false, destroyMethod = "close")
    BinanceRest publicRest(TraderProperties properties, VenueClock clock, Activity activity, Settings settings) {
        return new BinanceRest(RestOptions.of(properties.venue().restUrl(), null, clock, activity)
                .withRole(VenueRole.DECIDER, settings));
    }

    @Bean(destroyMethod = "")
    VenueClient publicClient(@Qualifier("publicRest") BinanceRest rest) {
        return rest;
    }

    @Bean
    @ConditionalOnMissingBean
    DecisionModel decisionModel() {
        return new RulesModel();
    }

    @Bean
    DeciderRole deciderRole(
            Transport transport,
            @Qualifier("publicRest") BinanceRest rest,
            DecisionModel model,
            TraderProperties trader,
            SettingsInForce settings,
            DeciderProperties properties,
            VenueClock clock,
            VenueTimers timers,
            Activity activity,
            ObjectProvider<MeterRegistry> meters) {
        return new DeciderRole(
                transport,
                rest,
                model,
                new AccountId(trader.account()),
                settings,
                properties,
                clock,
                timers,
                activity,
                meters.getIfAvailable(SimpleMeterRegistry::new));
    }
}
