package io.autofutures.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.launcher.broker.BrokerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The four services, each its own jar in its own process, on one broker and one simulated exchange. */
class ProcessesIT {
    private static final List<String> SERVICES = List.of("ws-ingest", "trader-core", "order-tracker", "status-api");

    @TempDir
    private Path folder;

    private final List<CommandProcess> processes = new ArrayList<>();

    @AfterEach
    void stop() {
        processes.reversed().forEach(CommandProcess::close);
    }

    @Test
    void aTradeIsProtectedAcrossProcesses() throws Exception {
        try (var broker = BrokerProcess.start(BrokerProcess.libs(), folder.resolve("broker"))) {
            int venue = freePort();
            int page = freePort();
            var sim = started(CommandProcess.start(Build.command(
                    "sim", "--data", folder.resolve("sim").toString(), "--port", Integer.toString(venue))));
            sim.awaitLine("market:", Duration.ofSeconds(60));
            Map<String, Integer> management = new LinkedHashMap<>();
            for (String service : SERVICES) {
                management.put(service, freePort());
                started(service(service, management.get(service), page, venue, broker.bootstrapServers()));
            }

            for (String service : SERVICES) {
                String base = "http://127.0.0.1:" + management.get(service);
                await(service + " is live")
                        .atMost(Duration.ofSeconds(120))
                        .pollInterval(Duration.ofMillis(500))
                        .untilAsserted(() -> assertThat(status(base + "/livez")).isEqualTo(200));
                await(service + " is ready")
                        .atMost(Duration.ofSeconds(120))
                        .pollInterval(Duration.ofMillis(500))
                        .untilAsserted(
                                () -> assertThat(status(base + "/readyz")).isEqualTo(200));
                assertThat(status(base + "/actuator/prometheus")).isEqualTo(200);
            }
            String orders = "http://127.0.0.1:%d/api/v1/orders?limit=100".formatted(page);
            await("a protected trade")
                    .atMost(Duration.ofMinutes(4))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> {
                        for (var order : sim.get(orders).path("items")) {
                            if (order.path("type").asString().equals("STOP_MARKET")
                                    && order.path("closePosition").asBoolean()
                                    && order.path("live").asBoolean()) {
                                return true;
                            }
                        }
                        return false;
                    });
        }
    }

    private CommandProcess service(String name, int management, int page, int venue, String brokers)
            throws IOException {
        return CommandProcess.start(
                List.of(
                        Build.java(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Build.executable(name).toString(),
                        // without pages of its own, this one has one port for everything
                        (name.equals("ws-ingest") ? "--server.port=" : "--management.server.port=") + management,
                        name.equals("status-api") ? "--server.port=" + page : "--server.address=127.0.0.1",
                        "--autofutures.data-dir=" + folder.resolve(name),
                        "--autofutures.kafka.bootstrap-servers=" + brokers,
                        "--autofutures.venue.rest-url=http://127.0.0.1:" + venue,
                        "--autofutures.venue.stream-url=ws://127.0.0.1:" + venue),
                Map.of("MODE", "sim"),
                folder);
    }

    private CommandProcess started(CommandProcess process) {
        processes.add(process);
        return process;
    }

    private static int status(String url) throws InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
