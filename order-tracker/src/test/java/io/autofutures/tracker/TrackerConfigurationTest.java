package io.autofutures.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.ClockTimers;
import io.autofutures.model.time.VenueClock;
import io.autofutures.model.time.VenueTimers;
import io.autofutures.testkit.MutableVenueClock;
import io.autofutures.tracker.tracking.TrackerService;
import io.autofutures.transport.Transport;
import io.autofutures.transport.memory.MemoryTransport;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class TrackerConfigurationTest {
    @Test
    void theLaunchersSingletonsTakeTheirPlace() {
        var clock = new MutableVenueClock(Instant.EPOCH);
        try (var transport = new MemoryTransport(Clock.systemUTC());
                var timers = new ClockTimers(clock);
                var context = new AnnotationConfigApplicationContext()) {
            var beans = context.getBeanFactory();
            beans.registerSingleton("transport", transport);
            beans.registerSingleton("venueClock", clock);
            beans.registerSingleton("venueTimers", timers);
            beans.registerSingleton("settings", Settings.defaults());
            beans.registerSingleton("activity", new Activity());
            beans.registerSingleton("wall", Clock.systemUTC());
            context.register(TrackerConfiguration.class);
            context.refresh();

            assertThat(context.getBean(TrackerService.class)).isNotNull();
            assertThat(context.getBean(Transport.class)).isSameAs(transport);
            assertThat(context.getBean(VenueTimers.class)).isSameAs(timers);
            assertThat(context.getBean(VenueClock.class)).isSameAs(clock);
            assertThat(context.getBeansOfType(InstantSource.class)).hasSize(2);
        }
    }
}
