package io.autofutures.trader.detector;

import io.autofutures.model.time.VenueClock;
import io.autofutures.transport.SettingsInForce;
import io.autofutures.transport.Transport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The role {@code detector}. */
@Configuration(proxyBeanMethods = false)
public class DetectorConfiguration {
    @Bean
    DetectorRole detectorRole(
            Transport transport, SettingsInForce settings, VenueClock clock, ObjectProvider<MeterRegistry> meters) {
        return new DetectorRole(transport, settings, clock, meters.getIfAvailable(SimpleMeterRegistry::new));
    }
}
