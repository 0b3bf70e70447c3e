package io.autofutures.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.market.Symbol;
import io.autofutures.simulator.fault.FaultPlan;
import io.autofutures.simulator.market.MarketSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Each fault of a REST call, seen from outside, and that the venue's own truth stays whole. */
class RestFaultsIT {
    private static final String ORDER = "\"on\":\"POST /fapi/v1/order\"";

    @TempDir
    Path folder;

    private Simulator simulator;
    private VenueCaller venue;

    @BeforeEach
    void start() {
        simulator = Simulator.start(options());
        venue = new VenueCaller(simulator);
    }

    private SimulatorOptions options() {
        return SimulatorOptions.of(folder, new MarketSource.Generated(1, List.of(new Symbol("BTCUSDT"))));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private VenueCaller.Answer buy(String clientId) {
        return venue.signed(
                "POST",
                "/fapi/v1/order",
                "symbol",
                "BTCUSDT",
                "side",
                "BUY",
                "type",
                "MARKET",
                "quantity",
                "0.001",
                "newClientOrderId",
                clientId);
    }

    private VenueCaller.Answer find(String clientId) {
        return venue.signed("GET", "/fapi/v1/order", "symbol", "BTCUSDT", "origClientOrderId", clientId);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "503-unknown"                                  | 503 | 0     | true  | Unknown error, please check your request or try again later.
            "503-unknown","executed":false,"code":true     | 503 | -1000 | false | Unknown error, please check your request or try again later.
            "503-unavailable"                              | 503 | 0     | false | Service Unavailable.
            "503-unavailable","code":true                  | 503 | -1001 | false | Internal error; unable to process your request. Please try again.
            "503-throttled"                                | 503 | -1008 | false | Request throttled by system-level protection. Reduce-only/close-position orders are exempt. Please try again.
            "timeout-1007"                                 | 408 | -1007 | true  | Timeout waiting for response from backend server.
            "timeout-1007","executed":false                | 408 | -1007 | false | execution status unknown.
            "bus-1006"                                     | 400 | -1006 | true  | Execution status unknown.
            "maintenance"                                  | 503 | -1016 | false | Service is under maintenance.
            """)
    void anAnswerInPlaceOfTheVenues(String fault, int status, int code, boolean executed, String text) {
        simulator.faults().add("{\"fault\":" + fault + "," + ORDER + ",\"nth\":2}");
        assertThat(buy("first").status()).isEqualTo(200);

        VenueCaller.Answer answer = buy("second");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body().has("code")).isEqualTo(code != 0);
        assertThat(answer.body().path("msg").asString()).contains(text);
        assertThat(find("second").status()).isEqualTo(executed ? 200 : 400);
        assertThat(buy("third").status()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "waf-403"                    | 403 | false | 403 Forbidden
            "html-502","executed":true   | 502 | true  | 502 Bad Gateway
            """)
    void anHtmlPageInPlaceOfTheVenues(String fault, int status, boolean executed, String title) throws Exception {
        simulator.faults().add("{\"fault\":" + fault + "," + ORDER + "}");

        HttpResponse<String> answer = raw("POST", signedOrder("page"));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.body()).startsWith("<html>").contains(title);
        assertThat(find("page").status()).isEqualTo(executed ? 200 : 400);
    }

    private String signedOrder(String clientId) {
        String query = "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001&newClientOrderId=%s&timestamp=%d"
                .formatted(clientId, simulator.clock().instant().toEpochMilli());
        return "/fapi/v1/order?" + query + "&signature=" + venue.hmac(query);
    }

    private HttpResponse<String> raw(String method, String pathAndQuery) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + simulator.port() + pathAndQuery))
                            .header("X-MBX-APIKEY", "sim")
                            .timeout(Duration.ofSeconds(10))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'{\"fault\":\"reset-before\"', false",
        "'{\"fault\":\"reset-after\"', true",
        "'{\"fault\":\"reply-lost\",\"ms\":300', true"
    })
    void aConnectionThatEndsWithoutAReply(String fault, boolean executed) {
        simulator.faults().add(fault + "," + ORDER + ",\"times\":1}");

        assertThatThrownBy(() -> buy("cut")).hasRootCauseInstanceOf(IOException.class);

        assertThat(find("cut").status()).isEqualTo(executed ? 200 : 400);
        assertThat(buy("next").status()).isEqualTo(200);
    }

    @Test
    void aReplyThatIsLostLeavesTheClientToItsOwnPatience() {
        simulator.faults().add("{\"fault\":\"reply-lost\",\"ms\":60000," + ORDER + "}");

        assertThatThrownBy(() -> {
                    try (var http = HttpClient.newHttpClient()) {
                        http.send(
                                HttpRequest.newBuilder(URI.create(
                                                "http://127.0.0.1:" + simulator.port() + signedOrder("gone")))
                                        .header("X-MBX-APIKEY", "sim")
                                        .timeout(Duration.ofMillis(400))
                                        .POST(HttpRequest.BodyPublishers.noBody())
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                    }
                })
                .isInstanceOf(java.net.http.HttpTimeoutException.class);
        assertThat(find("gone").body().path("status").asString()).isEqualTo("FILLED");
    }

    @Test
    void aDelayHoldsTheReplyOrTheRequest() {
        simulator.faults().add("{\"fault\":\"delay\",\"ms\":400,\"at\":\"reply\"," + ORDER + "}");
        long begun = System.nanoTime();

        assertThat(buy("slow").status()).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(390));
    }

    @Test
    void throttlingSparesWhatOnlyCloses() {
        assertThat(buy("open").status()).isEqualTo(200);
        simulator.faults().add("{\"fault\":\"503-throttled\",\"on\":\"*\"}");

        assertThat(buy("more").code()).isEqualTo(-1008);
        assertThat(venue.signed(
                                "POST",
                                "/fapi/v1/order",
                                "symbol",
                                "BTCUSDT",
                                "side",
                                "SELL",
                                "type",
                                "MARKET",
                                "quantity",
                                "0.001",
                                "reduceOnly",
                                "true")
                        .status())
                .isEqualTo(200);
        assertThat(venue.signed("DELETE", "/fapi/v1/order", "symbol", "BTCUSDT", "orderId", "1")
                        .code())
                .isEqualTo(-2011);
    }

    @Test
    void tooManyRequestsBecomesABanForWhoGoesOn() {
        simulator.faults().add("{\"fault\":\"429\",\"retryAfterMs\":30000,\"tolerated\":2,\"banMs\":120000,\"nth\":2}");

        assertThat(venue.open("GET", "/fapi/v1/time").status()).isEqualTo(200);
        VenueCaller.Answer limited = venue.open("GET", "/fapi/v1/time");
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.raw().headers().firstValue("Retry-After")).hasValue("30");
        venue.open("GET", "/fapi/v1/time");
        venue.open("GET", "/fapi/v1/time");
        VenueCaller.Answer banned = venue.open("GET", "/fapi/v1/time");

        assertThat(banned.status()).isEqualTo(418);
        assertThat(banned.raw().headers().firstValue("Retry-After")).hasValue("120");
        assertThat(banned.body().path("msg").asString())
                .isEqualTo(
                        "Way too many requests; IP banned until %d. Please use the websocket for live updates to avoid bans."
                                .formatted(simulator.clock().instant().toEpochMilli() + 120_000));
    }

    @Test
    void anAcceptedOrderDoesNotShowForAWhile() {
        simulator.faults().add("{\"fault\":\"read-lag\",\"ms\":1500,\"on\":\"POST /*rder\"}");
        JsonNode placed = venue.signed(
                        "POST",
                        "/fapi/v1/order",
                        "symbol",
                        "BTCUSDT",
                        "side",
                        "BUY",
                        "type",
                        "LIMIT",
                        "timeInForce",
                        "GTC",
                        "quantity",
                        "0.001",
                        "price",
                        "92000",
                        "newClientOrderId",
                        "late")
                .body();
        assertThat(placed.path("status").asString()).isEqualTo("NEW");

        assertThat(find("late").code()).isEqualTo(-2013);
        assertThat(find("late").body().path("msg").asString()).isEqualTo("Order does not exist.");
        assertThat(venue.signed("GET", "/fapi/v1/openOrders").body()).isEmpty();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(find("late").status()).isEqualTo(200));
        assertThat(venue.signed("GET", "/fapi/v1/openOrders").body()).hasSize(1);
    }

    @Test
    void serverTimeCanBeOff() {
        long before = simulator.clock().instant().toEpochMilli();
        long id = simulator.faults().add("{\"fault\":\"clock-skew\",\"ms\":20000}");

        assertThat(venue.open("GET", "/fapi/v1/time").body().path("serverTime").asLong())
                .isEqualTo(before + 20_000);
        assertThat(buy("stale").code()).isEqualTo(-1021);
        assertThat(venue.signedAt(before + 20_000, "GET", "/fapi/v3/balance").status())
                .isEqualTo(200);
        assertThat(simulator.faults().remove(id)).isTrue();
        assertThat(buy("fresh").status()).isEqualTo(200);
    }

    @Test
    void aParameterPicksTheRequests() {
        simulator.faults().add("{\"fault\":\"503-unavailable\",\"with\":{\"newClientOrderId\":\"b\"}," + ORDER + "}");

        assertThat(buy("a").status()).isEqualTo(200);
        assertThat(buy("b").status()).isEqualTo(503);
        assertThat(buy("c").status()).isEqualTo(200);
    }

    @Test
    void faultsAreSwitchedAtRunTimeFromThisMachine() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + simulator.port() + "/sim/faults");
            var post = HttpRequest.newBuilder(uri)
                    .POST(HttpRequest.BodyPublishers.ofString("{\"fault\":\"503-unavailable\"," + ORDER
                            + ",\"every\":2}\n{\"fault\":\"delay\",\"ms\":1}"))
                    .build();

            assertThat(http.send(post, HttpResponse.BodyHandlers.ofString()).body())
                    .isEqualTo("{\"ids\":[1,2]}");

            assertThat(buy("a").status()).isEqualTo(200);
            assertThat(buy("b").status()).isEqualTo(503);
            String listed = http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(listed).contains("\"matched\":2,\"hits\":1");
            var wrong = HttpRequest.newBuilder(uri)
                    .POST(HttpRequest.BodyPublishers.ofString("{\"fault\":\"sleep\"}"))
                    .build();
            HttpResponse<String> refused = http.send(wrong, HttpResponse.BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("fault:1: unknown fault");
            http.send(HttpRequest.newBuilder(uri).DELETE().build(), HttpResponse.BodyHandlers.ofString());
            assertThat(buy("c").status()).isEqualTo(200);
            assertThat(buy("d").status()).isEqualTo(200);
        }
    }

    @Test
    void whatWasExecutedIsThereAfterARestart() {
        simulator.close();
        simulator = Simulator.start(options().withFaults(FaultPlan.of("script", List.of("""
                {"fault":"reset-after","on":"POST /fapi/v1/order","nth":1}"""))));
        venue = new VenueCaller(simulator);
        assertThatThrownBy(() -> buy("kept")).hasRootCauseInstanceOf(IOException.class);
        simulator.close();

        simulator = Simulator.start(options());
        venue = new VenueCaller(simulator);

        assertThat(find("kept").body().path("status").asString()).isEqualTo("FILLED");
    }
}
