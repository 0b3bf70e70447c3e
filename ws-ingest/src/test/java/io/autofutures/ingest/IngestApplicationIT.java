package io.autofutures.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

class IngestApplicationIT {
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void isReadyOnceDataFlowsAndShowsItsMetrics() throws Exception {
        try (var venue = new FakeVenue();
                var context = new SpringApplicationBuilder(IngestApplication.class)
                        .properties(
                                "spring.config.name=ws-ingest",
                                "TRANSPORT=memory",
                                "SYMBOL=BTCUSDT",
                                "autofutures.venue.rest-url=" + venue.restUrl(),
                                "autofutures.venue.stream-url=" + venue.streams.url())
                        .run("--server.port=0")) {
            int port = ((WebServerApplicationContext) context).getWebServer().getPort();
            var ingest = context.getBean(IngestStatus.class);
            await().until(ingest::connected);
            assertThat(get(port, "/livez").statusCode()).isEqualTo(200);
            assertThat(get(port, "/readyz").statusCode()).isEqualTo(503);

            venue.mark(1);

            await().until(ingest::streamsUp);
            assertThat(get(port, "/readyz").statusCode()).isEqualTo(200);
            assertThat(get(port, "/actuator/prometheus").body())
                    .contains("autofutures_ingest_frames_total{result=\"event\",stream=\"market\"}");
        }
    }

    private HttpResponse<String> get(int port, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
