package io.autofutures.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The simulator as a process: what it says, how it ends, and that {@code kill -9} loses nothing it has accepted. */
class SimKillIT {
    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, JsonNode> orders = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> algos = new ConcurrentHashMap<>();
    private volatile CountDownLatch accepted = new CountDownLatch(1);
    private volatile String refused = "nothing was refused";

    private CommandProcess sim(String... more) throws IOException {
        var arguments = new java.util.ArrayList<>(
                java.util.List.of("sim", "--data", folder.toString(), "--port", "0", "--symbols", "BTCUSDT", "--json"));
        arguments.addAll(java.util.List.of(more));
        return CommandProcess.start(Build.command(arguments.toArray(String[]::new)));
    }

    private static JsonNode announced(CommandProcess sim) {
        return Json.mapper().readTree("{\"rest\"" + sim.awaitLine("{\"rest\"", Duration.ofSeconds(60)));
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 11})
    void nothingAcceptedIsLostAndNothingIsHalf(long seed) throws Exception {
        accepted = new CountDownLatch(new SplittableRandom(seed).nextInt(8, 60));
        try (var sim = sim()) {
            String rest = announced(sim).path("rest").asString();
            Thread trader = Thread.ofVirtual().start(() -> placeUntilDeath(rest));

            assertThat(accepted.await(60, TimeUnit.SECONDS)).as(refused).isTrue();
            sim.kill();

            assertThat(trader.join(Duration.ofSeconds(25))).isTrue();
        }
        assertThat(orders).isNotEmpty();
        try (var sim = sim()) {
            String rest = announced(sim).path("rest").asString();
            for (Map.Entry<String, JsonNode> order : orders.entrySet()) {
                JsonNode found =
                        call(rest, "GET", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=" + order.getKey());
                assertThat(found.path("orderId").asLong())
                        .as(order.getKey())
                        .isEqualTo(order.getValue().path("orderId").asLong());
            }
            var listed = new TreeSet<String>();
            call(rest, "GET", "/fapi/v1/openAlgoOrders", "symbol=BTCUSDT")
                    .forEach(row -> listed.add(row.path("clientAlgoId").asString()));
            assertThat(listed).containsAll(algos.keySet());
            nothingIsHalf(rest);
        }
    }

    /** Fills, position and trades tell the same story, whatever was under way when it was killed. */
    private void nothingIsHalf(String rest) throws Exception {
        BigDecimal filled = BigDecimal.ZERO;
        for (JsonNode row : call(rest, "GET", "/fapi/v1/allOrders", "symbol=BTCUSDT&limit=1000")) {
            if (row.path("type").asString().equals("MARKET")) {
                assertThat(row.path("status").asString()).isEqualTo("FILLED");
            }
            filled = filled.add(new BigDecimal(row.path("executedQty").asString()));
        }
        BigDecimal traded = BigDecimal.ZERO;
        for (JsonNode row : call(rest, "GET", "/fapi/v1/userTrades", "symbol=BTCUSDT&limit=1000")) {
            traded = traded.add(new BigDecimal(row.path("qty").asString()));
        }
        JsonNode positions = call(rest, "GET", "/fapi/v3/positionRisk", "symbol=BTCUSDT");
        BigDecimal held = BigDecimal.ZERO;
        for (JsonNode row : positions) {
            held = held.add(new BigDecimal(row.path("positionAmt").asString()));
        }
        assertThat(filled).isPositive().isEqualByComparingTo(traded).isEqualByComparingTo(held);
    }

    private void placeUntilDeath(String rest) {
        try {
            for (int number = 0; number < 280; number++) {
                String id = "o-" + number;
                if (number % 4 == 3) {
                    keep(algos, "a-" + number, call(rest, "POST", "/fapi/v1/algoOrder", """
                            algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&quantity=0.001&triggerPrice=50000&clientAlgoId=a-%d""".formatted(number)));
                } else if (number % 4 == 2) {
                    keep(orders, id, call(rest, "POST", "/fapi/v1/order", """
                            symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price=91000&newClientOrderId=%s""".formatted(id)));
                } else {
                    keep(orders, id, call(rest, "POST", "/fapi/v1/order", """
                            symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001&newClientOrderId=%s""".formatted(id)));
                }
            }
        } catch (IOException killed) {
            assertThat(killed).isNotNull(); // what was under way may or may not be there: nobody was told
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(Map<String, JsonNode> book, String id, JsonNode reply) {
        if (reply.has("code")) {
            refused = id + ": " + reply;
        } else {
            book.put(id, reply);
            accepted.countDown();
        }
    }

    private JsonNode call(String rest, String method, String path, String params)
            throws IOException, InterruptedException {
        var clock = http.send(
                HttpRequest.newBuilder(URI.create(rest + "/fapi/v1/time")).build(),
                HttpResponse.BodyHandlers.ofString());
        String query = params + "&timestamp="
                + Json.mapper().readTree(clock.body()).path("serverTime").asLong();
        var request = HttpRequest.newBuilder(URI.create(rest + path + "?" + query + "&signature=" + hmac(query)))
                .header("X-MBX-APIKEY", "sim")
                .timeout(Duration.ofSeconds(20))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return Json.mapper()
                .readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private static String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("sim".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void saysWhereItIsWithWhichKeysAndEndsCleanlyOnCtrlC() throws Exception {
        try (var sim = sim("--faults", "chaos:7")) {
            JsonNode said = announced(sim);
            Map<String, String> keys = new LinkedHashMap<>();
            said.path("demoKeys")
                    .forEach(key -> keys.put(
                            key.path("type").asString(), key.path("apiKey").asString()));

            assertThat(said.path("streams").path("private").asString()).startsWith("ws://127.0.0.1:");
            assertThat(said.path("faults").asString()).contains("seed 7");
            assertThat(keys).containsEntry("HMAC", "sim").containsEntry("ED25519", "sim-ed25519");
            sim.interrupt();

            assertThat(sim.awaitExit(Duration.ofSeconds(15))).isIn(0, 130);
            assertThat(sim.output()).noneMatch(line -> line.contains("Exception"));
        }
    }
}
