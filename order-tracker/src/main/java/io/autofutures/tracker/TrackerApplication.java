package io.autofutures.tracker;

import io.autofutures.tracker.tracking.TrackerService;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** order-tracker as a process of its own, with {@code /livez}, {@code /readyz} and metrics. */
@SpringBootApplication(
        excludeName = {
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
        })
@Import(TrackerConfiguration.class)
public class TrackerApplication {
    public static void main(String[] args) {
        System.setProperty("spring.config.name", "order-tracker");
        SpringApplication.run(TrackerApplication.class, args);
    }

    @Bean
    HealthIndicator trackerHealthIndicator(TrackerService tracker) {
        return () -> (tracker.ready() ? Health.up() : Health.outOfService())
                .withDetails(tracker.details())
                .build();
    }
}
