package io.autofutures.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.time.VenueClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class TrackerApplicationIT {
    /** Venue time without a venue; nothing is asked of it before the first user event. */
    @Configuration(proxyBeanMethods = false)
    static class OwnTime {
        @Bean
        VenueClock venueClock() {
            return VenueClock.of(Clock.systemUTC());
        }
    }

    @Test
    void aProcessOfItsOwnAnswersProbesAndShowsMetrics() throws Exception {
        try (var context = new SpringApplicationBuilder(OwnTime.class, TrackerApplication.class)
                        .properties("spring.config.name=order-tracker")
                        .run("--server.port=0", "--TRANSPORT=memory");
                var http = HttpClient.newHttpClient()) {
            String base = "http://127.0.0.1:" + port(context);
            for (String path : List.of("/livez", "/readyz", "/actuator/prometheus")) {
                await().atMost(Duration.ofSeconds(20))
                        .pollInterval(Duration.ofMillis(250))
                        .untilAsserted(() -> assertThat(http.send(
                                                HttpRequest.newBuilder(URI.create(base + path))
                                                        .build(),
                                                BodyHandlers.ofString())
                                        .statusCode())
                                .as(path)
                                .isEqualTo(200));
            }
        }
    }

    private static String port(ApplicationContext context) {
        return context.getEnvironment().getRequiredProperty("local.server.port");
    }
}
