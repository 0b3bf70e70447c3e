package io.autofutures.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SigningTest {
    @Test
    void signsEveryRecordedHmacVector() {
        var vectors = Wire.parse(Recorded.text("signing/vectors.json"));
        var credentials = ApiCredentials.of(
                "k",
                vectors.get("hmacSecretHex_is_the_literal_string").asString().toCharArray());

        assertThat(credentials).isInstanceOf(ApiCredentials.Hmac.class);
        assertThat(vectors.get("hmac")).hasSize(4).allSatisfy(vector -> assertThat(
                        credentials.sign(vector.get("payload").asString()))
                .isEqualTo(vector.get("signature").asString()));
    }

    @Test
    void signsEveryRecordedEd25519Vector() {
        var credentials = ApiCredentials.of("k", pem("\n").toCharArray());

        assertThat(credentials).isInstanceOf(ApiCredentials.Ed25519.class);
        assertThat(ed25519().get("cases")).hasSize(2).allSatisfy(vector -> {
            String signature = credentials.sign(vector.get("payload").asString());
            assertThat(signature).isEqualTo(vector.get("signatureBase64").asString());
            if (vector.has("signatureParam")) {
                assertThat(Query.encode(signature))
                        .isEqualTo(vector.get("signatureParam").asString());
            }
        });
    }

    @Test
    void aPrivateKeyMayStandOnOneLineAsInAnEnvironmentVariable() {
        var onOneLine = ApiCredentials.of("k", pem("\\n").toCharArray());
        var bare = ApiCredentials.ed25519(
                "k", ed25519().get("privateKeyPkcs8Base64").asString().toCharArray());

        assertThat(onOneLine.sign("a=1"))
                .isEqualTo(bare.sign("a=1"))
                .isEqualTo(ApiCredentials.of("k", pem("\r\n").toCharArray()).sign("a=1"));
    }

    private static JsonNode ed25519() {
        return Wire.parse(Recorded.text("signing/vectors.json")).get("ed25519");
    }

    private static String pem(String lineEnd) {
        return "-----BEGIN PRIVATE KEY-----%1$s%2$s%1$s-----END PRIVATE KEY-----%1$s"
                .formatted(lineEnd, ed25519().get("privateKeyPkcs8Base64").asString());
    }

    @Test
    void encodesBeforeSigning() {
        var query = Query.of("symbol", "币安人生USDT")
                .and("side", "SELL")
                .and("type", "MARKET")
                .and("quantity", 12)
                .and("price", null)
                .and("newClientOrderId", "t:1/x")
                .and("timestamp", 1791354113000L);

        assertThat(query.encoded())
                .isEqualTo("symbol=%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9FUSDT&side=SELL&type=MARKET&quantity=12"
                        + "&newClientOrderId=t%3A1%2Fx&timestamp=1791354113000");
    }

    @Test
    void neverShowsKeyOrSecret() {
        assertThat(ApiCredentials.of("the-key", "the-secret".toCharArray()).toString())
                .doesNotContain("the-key", "the-secret");
        assertThat(ApiCredentials.of("the-key", pem("\n").toCharArray()).toString())
                .doesNotContain(
                        "the-key", ed25519().get("privateKeyPkcs8Base64").asString());
    }

    @Test
    void aSecretThatCannotBeReadIsNotQuoted() {
        char[] wrong = "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----".toCharArray();

        assertThatThrownBy(() -> ApiCredentials.of("k", wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageNotContaining("c2VjcmV0");
    }
}
