package io.autofutures.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.market.Symbol;
import io.autofutures.simulator.market.MarketSource;
import io.autofutures.testkit.RecordedData;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keys, signatures in query and body, timestamps, and parameters as hostile or sloppy clients send them. */
class SecurityIT {
    private static final String ORDER = "/fapi/v1/order";

    @TempDir
    static Path folder;

    private static Simulator simulator;
    private static VenueCaller venue;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SimulatorOptions.of(
                folder, new MarketSource.Generated(1, List.of(new Symbol("BTCUSDT"), new Symbol("币安人生USDT")))));
        venue = new VenueCaller(simulator);
    }

    @AfterAll
    static void stop() {
        HTTP.close();
        simulator.close();
    }

    private static long now() {
        return simulator.clock().instant().toEpochMilli();
    }

    private static String unsignedOrder(String clientId) {
        return "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001&newClientOrderId=" + clientId;
    }

    private static int send(String method, String query, String body, String type, String key) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + simulator.port() + ORDER + query))
                .header("X-MBX-APIKEY", key)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return response.statusCode() == 200
                ? 200
                : JsonMapper.shared().readTree(response.body()).path("code").asInt();
    }

    @Test
    void theQueryTheFormOrBothAreSigned() throws Exception {
        String form = "application/x-www-form-urlencoded";
        String stamp = "&timestamp=" + now();
        String all = unsignedOrder("in-form") + stamp;
        assertThat(send("POST", "", all + "&signature=" + venue.hmac(all), form, "sim"))
                .isEqualTo(200);

        String query = "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001";
        String body = "newClientOrderId=in-both" + stamp;
        String signature = venue.hmac(query + body); // no & between them
        assertThat(send("POST", "?" + query, body + "&signature=" + signature, form, "sim"))
                .isEqualTo(200);
        assertThat(send("POST", "?" + query + "&signature=" + signature, body, form, "sim"))
                .isEqualTo(200);
        assertThat(send("POST", "?" + query, body + "&signature=" + venue.hmac(query + "&" + body), form, "sim"))
                .isEqualTo(-1022);
        // a body that does not say that it holds parameters holds none
        assertThat(send("POST", "", all + "&signature=" + venue.hmac(all), "text/plain", "sim"))
                .isEqualTo(-1102);
        // in both: the query wins
        String twice = "newClientOrderId=ignored";
        assertThat(send(
                        "POST",
                        "?" + all.replace("in-form", "from-query"),
                        twice + "&signature=" + venue.hmac(all.replace("in-form", "from-query") + twice),
                        form,
                        "sim"))
                .isEqualTo(200);
        assertThat(venue.signed("GET", ORDER, "symbol", "BTCUSDT", "origClientOrderId", "from-query")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theCaseOfAnHmacDoesNotMatter() throws Exception {
        String query = "symbol=BTCUSDT&origClientOrderId=nobody&timestamp=" + now();
        assertThat(send("GET", "?" + query + "&signature=" + venue.hmac(query).toUpperCase(), "", "", "sim"))
                .isEqualTo(-2013);
    }

    @Test
    void theDemoEd25519PairSigns() throws Exception {
        String query = "symbol=BTCUSDT&origClientOrderId=nobody&timestamp=" + now();
        String signed = URLEncoder.encode(ed25519(query), StandardCharsets.UTF_8);
        String key = DemoKeys.ed25519ApiKey("sim");

        assertThat(send("GET", "?" + query + "&signature=" + signed, "", "", key))
                .isEqualTo(-2013);
        assertThat(send("GET", "?" + query + "&signature=" + signed.toLowerCase(), "", "", key))
                .isEqualTo(-1022);
        assertThat(send("GET", "?" + query + "&signature=" + venue.hmac(query), "", "", key))
                .isEqualTo(-1022);
        assertThat(send("GET", "?" + query + "&signature=" + signed, "", "", "sim"))
                .isEqualTo(-1022);
    }

    private static String ed25519(String text) throws Exception {
        var signer = Signature.getInstance("Ed25519");
        signer.initSign(KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(DemoKeys.ED25519_PRIVATE))));
        signer.update(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signer.sign());
    }

    @Test
    void theDemoPairIsThatOfTheRecordedVectors() throws Exception {
        JsonNode vectors = JsonMapper.shared()
                .readTree(Files.readString(RecordedData.file("binance/signing/vectors.json")))
                .path("ed25519");
        assertThat(DemoKeys.ED25519_PRIVATE)
                .isEqualTo(vectors.path("privateKeyPkcs8Base64").asString());
        JsonNode order = vectors.path("cases").get(0);
        assertThat(ed25519(order.path("payload").asString()))
                .isEqualTo(order.path("signatureBase64").asString());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            -1101 | symbol=BTCUSDT&symbol=ETHUSDT&timestamp=NOW
            -1102 | symbol=BTCUSDT
            -1100 | symbol=BTCUSDT&timestamp=yesterday
            -1131 | symbol=BTCUSDT&timestamp=NOW&recvWindow=60001
            -1131 | symbol=BTCUSDT&timestamp=NOW&recvWindow=-1
            -1021 | symbol=BTCUSDT&timestamp=9223372036854775807
            -1021 | symbol=BTCUSDT&timestamp=-9223372036854775808
            -1021 | symbol=BTCUSDT&timestamp=0
            -1121 | symbol=%F0%9F%9A%80USDT&origClientOrderId=x&timestamp=NOW
            -1121 | symbol=BTC%00USDT&origClientOrderId=x&timestamp=NOW
            -2013 | symbol=%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9FUSDT&origClientOrderId=x&timestamp=NOW
            """)
    void strangeParametersAreRefused(int code, String written) throws Exception {
        String query = written.replace("NOW", Long.toString(now()));
        assertThat(send("GET", "?" + query + "&signature=" + venue.hmac(query), "", "", "sim"))
                .isEqualTo(code);
    }

    @Test
    void aBrokenPercentEncodingIsRefused() throws Exception {
        String form = "application/x-www-form-urlencoded";
        assertThat(send("POST", "", "symbol=BTC%2", form, "sim")).isEqualTo(-1100);
        assertThat(send("POST", "", "symbol=BTC%zz&timestamp=1", form, "sim")).isEqualTo(-1100);
    }

    @Test
    void theWindowOfATimestampIsExact() {
        long now = now(); // the market stands
        assertThat(venue.signedAt(now + 999, "GET", "/fapi/v3/balance").status())
                .isEqualTo(200);
        assertThat(venue.signedAt(now + 1_000, "GET", "/fapi/v3/balance").code())
                .isEqualTo(-1021);
        assertThat(venue.signedAt(now - 5_000, "GET", "/fapi/v3/balance").status())
                .isEqualTo(200);
        assertThat(venue.signedAt(now - 5_001, "GET", "/fapi/v3/balance").code())
                .isEqualTo(-1021);
        assertThat(venue.signedAt(now - 60_000, "GET", "/fapi/v3/balance", "recvWindow", "60000")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void headersTellWhatWasUsed() {
        VenueCaller.Answer refused = venue.signed("POST", ORDER, "symbol", "NOPE");
        assertThat(refused.raw().headers().firstValue("X-MBX-USED-WEIGHT-1M")).isPresent();
        assertThat(refused.raw().headers().firstValue("X-MBX-ORDER-COUNT-10S")).isEmpty();

        VenueCaller.Answer accepted =
                venue.signed("POST", ORDER, "symbol", "BTCUSDT", "side", "BUY", "type", "MARKET", "quantity", "0.001");

        assertThat(accepted.raw().headers().firstValue("x-mbx-order-count-1m")).isPresent();
        assertThat(accepted.raw().headers().firstValue("x-mbx-order-count-10s")).isPresent();
        assertThat(venue.signed("GET", "/fapi/v1/rateLimit/order")
                        .body()
                        .get(0)
                        .path("limit")
                        .asInt())
                .isEqualTo(300);
    }

    @Test
    void aListenKeyLivesFromPutToPut() {
        VenueCaller.Answer none = venue.open("PUT", "/fapi/v1/listenKey");
        assertThat(none.code()).isEqualTo(-1125);
        VenueCaller.Stream user = venue.userStream();
        assertThat(venue.open("PUT", "/fapi/v1/listenKey").status()).isEqualTo(200);
        assertThat(venue.open("DELETE", "/fapi/v1/listenKey").body()).isEmpty();
        await().atMost(Duration.ofSeconds(5)).until(() -> user.closedWith != 0);
    }
}
