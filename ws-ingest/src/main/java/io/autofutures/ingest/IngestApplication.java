package io.autofutures.ingest;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** ws-ingest as a process of its own, with probes and metrics on its management port. */
@SpringBootApplication(
        excludeName = {
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
        })
@Import(IngestConfiguration.class)
public class IngestApplication {
    public static void main(String[] args) {
        System.setProperty("spring.config.name", "ws-ingest");
        SpringApplication.run(IngestApplication.class, args);
    }

    /** Part of readiness: data flows. */
    @Bean
    HealthIndicator streams(Ingest ingest) {
        return () -> {
            var health = ingest.health();
            var builder = health.state().equals("ready") ? Health.up() : Health.outOfService();
            return builder.withDetail("state", health.state())
                    .withDetails(health.details())
                    .build();
        };
    }
}
