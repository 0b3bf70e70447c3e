package io.autofutures.trader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** trader-core as a process of its own, with detector and decider, without a venue or a broker. */
class TraderApplicationIT {
    @Test
    void answersOnItsManagementPort() throws Exception {
        try (var context = new SpringApplicationBuilder(TraderApplication.class)
                .run(
                        "--spring.config.name=trader-core",
                        "--ROLES=detector,decider",
                        "--TRANSPORT=memory",
                        "--autofutures.venue.rest-url=http://127.0.0.1:1",
                        "--server.port=0",
                        "--management.server.port=0")) {
            String port = context.getEnvironment().getProperty("local.management.port");

            assertThat(get(port, "/livez").statusCode()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> get(port, "/readyz").statusCode() == 200);
            assertThat(get(port, "/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
        }
    }

    private static HttpResponse<String> get(String port, String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
