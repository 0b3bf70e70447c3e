package io.autofutures.binance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SigningTest {
    @Test
    void signsEveryRecordedHmacVector() {
        var vectors = Wire.parse(Recorded.text("signing/vectors.json"));
        var credentials = new ApiCredentials(
                "k",
                vectors.get("hmacSecretHex_is_the_literal_string").asString().toCharArray());

        assertThat(vectors.get("hmac")).hasSize(4).allSatisfy(vector -> assertThat(
                        credentials.sign(vector.get("payload").asString()))
                .isEqualTo(vector.get("signature").asString()));
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
        var credentials = new ApiCredentials("the-key", "the-secret".toCharArray());

        assertThat(credentials.toString()).doesNotContain("the-key", "the-secret");
    }
}
