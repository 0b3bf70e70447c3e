package io.autofutures.status;

import static io.autofutures.status.Story.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.json.Json;
import io.autofutures.model.trade.Direction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StatusApiIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static RunningStatus running;
    private static Story story;

    @BeforeAll
    static void start() {
        running = RunningStatus.start(folder);
        story = new Story(running.transport());
        story.protectedTrade("ADAUSDT", 1, START, Direction.LONG, new BigDecimal("0.3081"), "5000");
        story.protectedTrade("ETHUSDT", 2, START.plusSeconds(9), Direction.SHORT, new BigDecimal("1294.35"), "2");
        var refused = story.trigger("SOLUSDT", 3, START.plusSeconds(20), "13.48");
        story.advised(refused, "SOLUSDT", START.plusSeconds(20), Direction.LONG, new BigDecimal("13.48"));
        story.refused(refused, "SOLUSDT", START.plusSeconds(20), "max_positions");
        story.account("0", "0", false, START.minusSeconds(1));
        story.account("10000", "0", START);
        story.account("10004.5", "4.5", START.plusSeconds(5));
        story.mark("ADAUSDT", "0.3099", START.plusSeconds(21));
        for (String service : new String[] {"ws-ingest", "trader-core", "order-tracker"}) {
            story.service(service, "ready", Instant.now(), START.plusSeconds(22), 1);
        }
        story.told();
        await().until(() -> get("/api/v1/orders").path("items").size() == 8
                && get("/api/v1/status").path("tradingState").asString().equals("RUNNING")
                && get("/api/v1/market").path("items").size() == 1
                && get("/api/v1/decisions").path("items").size() == 3
                && get("/api/v1/trades").path("items").size() == 2
                && get("/api/v1/positions").path("items").size() == 2);
    }

    @AfterAll
    static void stop() {
        running.close();
        running.transport().close();
    }

    @Test
    void listsPlainAndAlgoOrdersNewestFirst() {
        JsonNode page = get("/api/v1/orders?symbol=ADAUSDT");

        assertThat(page.path("items")).hasSize(4);
        assertThat(page.path("nextCursor").isNull()).isTrue();
        assertThat(page.path("asOf").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        JsonNode stop = page.path("items").get(1);
        assertThat(stop.path("type").asString()).isEqualTo("STOP_MARKET");
        assertThat(stop.path("book").asString()).isEqualTo("ALGO");
        assertThat(stop.path("status").asString()).isEqualTo("NEW");
        assertThat(stop.path("closePosition").asBoolean()).isTrue();
        assertThat(stop.path("symbol").asString()).isEqualTo("ADAUSDT");
        assertThat(stop.path("clientOrderId").asString()).startsWith("afaf01-");
        assertThat(stop.path("proposalId").asString())
                .isEqualTo(Story.lineage("ADAUSDT", 1).proposalId());
        assertThat(stop.path("triggerPrice").isString()).isTrue();
        assertThat(stop.path("createdAt").asString()).isEqualTo("2022-12-13T13:30:01.200Z");
    }

    @Test
    void pagesWithACursor() {
        JsonNode first = get("/api/v1/orders?limit=5");
        JsonNode second =
                get("/api/v1/orders?limit=5&cursor=" + first.path("nextCursor").asString());

        assertThat(first.path("items")).hasSize(5);
        assertThat(second.path("items")).hasSize(3);
        assertThat(second.path("nextCursor").isNull()).isTrue();
    }

    @Test
    void everyCollectionAnswers() {
        for (String name :
                new String[] {"orders", "positions", "proposals", "decisions", "triggers", "trades", "equity", "market"
                }) {
            JsonNode page = get("/api/v1/" + name);
            assertThat(page.path("items").isArray()).as(name).isTrue();
            assertThat(page.has("nextCursor")).as(name).isTrue();
            assertThat(page.path("streamCursor").asString()).as(name).matches("[0-9a-z.]+-\\d+");
        }
    }

    @Test
    void saysTheStateOfTheWhole() {
        JsonNode status = get("/api/v1/status");

        assertThat(status.path("mode").asString()).isEqualTo("sim");
        assertThat(status.path("equity").asString()).isEqualTo("10004.5");
        assertThat(status.path("equityDayStart").asString())
                .as("the first reconciled word of the day, not the last of its first minute")
                .isEqualTo("10000");
        assertThat(status.path("openPositions").asInt()).isEqualTo(2);
        assertThat(status.path("allProtected").asBoolean()).isTrue();
        assertThat(status.path("dataAgeMs").isNumber()).isTrue();
        assertThat(status.path("counts").path("triggers").asInt()).isEqualTo(3);
        assertThat(status.path("services").size()).isGreaterThanOrEqualTo(3);
        assertThat(status.path("services").get(0).path("heartbeatAt").isString())
                .isTrue();
        assertThat(get("/api/v1/account").path("account").path("equity").asString())
                .isEqualTo("10004.5");
        assertThat(get("/api/v1/version").path("mode").asString()).isEqualTo("sim");
    }

    @Test
    void opensTheReasonOfADecision() {
        JsonNode detail = get("/api/v1/proposals/" + Story.lineage("SOLUSDT", 3).proposalId());

        assertThat(detail.path("trigger").path("symbol").asString()).isEqualTo("SOLUSDT");
        assertThat(detail.path("input").path("candles").asInt()).isEqualTo(250);
        assertThat(detail.path("rawAnswer").asString()).contains("LONG");
        assertThat(detail.path("decision").path("refusedBy").asString()).isEqualTo("max_positions");
        assertThat(detail.path("orders")).isEmpty();
    }

    @Test
    void refusesWhatItDoesNotKnowAsAProblem() {
        problem("/api/v1/orders?sort=up", 400, "UNKNOWN_PARAMETER");
        problem("/api/v1/status?x=1", 400, "UNKNOWN_PARAMETER");
        problem("/api/v1/orders?limit=0", 400, "INVALID_PARAMETER");
        problem("/api/v1/orders?limit=501", 400, "INVALID_PARAMETER");
        problem("/api/v1/orders?limit=ten", 400, "INVALID_PARAMETER");
        problem("/api/v1/orders?limit=1&limit=2", 400, "INVALID_PARAMETER");
        problem("/api/v1/orders?symbol=a%20b", 400, "INVALID_PARAMETER");
        problem("/api/v1/orders?cursor=%21%21", 400, "INVALID_CURSOR");
        String ofOrders = get("/api/v1/orders?limit=1").path("nextCursor").asString();
        problem("/api/v1/triggers?cursor=" + ofOrders, 400, "INVALID_CURSOR");
        problem("/api/v1/stream?after=elsewhere", 400, "INVALID_CURSOR");
        problem("/api/v1/proposals/p-none", 404, "NOT_FOUND");
        problem("/nowhere", 404, "NOT_FOUND");
        assertThat(send("GET", "/problems/invalid-cursor").body()).startsWith("INVALID_CURSOR");
    }

    @Test
    void onlyReadsAreAnswered() {
        HttpResponse<String> answer = send("POST", "/api/v1/orders");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void answersOnlyToItsOwnNamesAndPages() throws Exception {
        int port = running.port();
        assertThat(raw("127.0.0.1:" + port, null)).startsWith("HTTP/1.1 200");
        assertThat(raw("localhost:" + port, "http://localhost:" + port)).startsWith("HTTP/1.1 200");
        assertThat(raw("[::1]:" + port, null)).startsWith("HTTP/1.1 200");
        assertThat(raw("rebound.example:" + port, null))
                .startsWith("HTTP/1.1 421")
                .contains("HOST_REFUSED");
        assertThat(raw("127.0.0.1", null)).startsWith("HTTP/1.1 421");
        assertThat(raw("127.0.0.1:1", null)).startsWith("HTTP/1.1 421");
        assertThat(raw("127.0.0.1:" + port, "https://elsewhere.example"))
                .startsWith("HTTP/1.1 403")
                .contains("ORIGIN_REFUSED");
        assertThat(raw("127.0.0.1:" + port, "null")).startsWith("HTTP/1.1 403");
    }

    @Test
    void servesThePageWithItsPolicyAndKeepsItsFilesForEver() {
        HttpResponse<String> page = send("GET", "/");
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(policy).contains("default-src 'none'", "script-src 'self' 'sha256-", "frame-ancestors 'none'");
        String build = get("/api/v1/version").path("buildId").asString();
        HttpResponse<String> script = send("GET", "/ui/" + build + "/app/main.mjs");
        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/javascript");
        assertThat(script.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        assertThat(send("GET", "/ui/" + build + "/../status-api.yml").statusCode())
                .isNotEqualTo(200);
        assertThat(send("GET", "/ui/old/app/main.mjs").statusCode()).isEqualTo(404);
        HttpResponse<String> again = send(
                "GET", "/", "If-None-Match", page.headers().firstValue("ETag").orElseThrow());
        assertThat(again.statusCode()).isEqualTo(304);
    }

    @Test
    void healthIsOnTheManagementPort() throws Exception {
        for (String path : new String[] {"/livez", "/readyz", "/actuator/prometheus"}) {
            HttpResponse<String> answer = CLIENT.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.managementPort() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
        }
        assertThat(send("GET", "/actuator/prometheus").statusCode()).isEqualTo(404);
    }

    @Test
    void refusesToServeOtherMachinesAndOtherModesWithoutALogin(@TempDir Path other) {
        assertThatThrownBy(() -> RunningStatus.start(other, "--server.address=0.0.0.0"))
                .hasStackTraceContaining("set server.address to 127.0.0.1");
        assertThatThrownBy(() -> RunningStatus.start(other, "--MODE=live")).hasStackTraceContaining("MODE=sim only");
    }

    private static void problem(String path, int status, String code) {
        HttpResponse<String> answer = send("GET", path);
        assertThat(answer.statusCode()).as(path).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode body = Json.mapper().readTree(answer.body());
        assertThat(body.path("code").asString()).as(path).isEqualTo(code);
        assertThat(body.path("status").asInt()).isEqualTo(status);
        assertThat(body.path("type").asString()).startsWith("/problems/");
        assertThat(body.path("detail").asString()).isNotBlank();
    }

    private static JsonNode get(String path) {
        HttpResponse<String> answer = send("GET", path);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return Json.mapper().readTree(answer.body());
    }

    private static HttpResponse<String> send(String method, String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A request with a Host of our choice, which the JDK's client does not allow. */
    private static String raw(String host, String origin) throws IOException {
        try (var socket = new Socket("127.0.0.1", running.port())) {
            OutputStream out = socket.getOutputStream();
            String headers = "GET /api/v1/version HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n"
                    + (origin == null ? "" : "Origin: " + origin + "\r\n") + "\r\n";
            out.write(headers.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
