package io.autofutures.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autofutures.binance.FrameDecoder.Kind;
import io.autofutures.model.account.AccountId;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {
    private static final String MARK =
            "{\"e\":\"markPriceUpdate\",\"E\":1,\"s\":\"BTCUSDT\",\"p\":\"64346.70000000\",\"st\":1}";
    private final FrameDecoder decoder = new FrameDecoder(new AccountId("main"));

    @Test
    void decodesRawCombinedAndStampedLinesAlike() {
        String expected =
                "{\"kind\":\"mark-price-updated\",\"symbol\":\"BTCUSDT\",\"occurredAt\":1,\"mark\":\"64346.7\"}";

        assertThat(decoder.decode(Kind.MARKET, MARK)).containsExactly(expected);
        assertThat(decoder.decode(Kind.MARKET, "1723161256326001000 {\"stream\":\"x\",\"data\":" + MARK + "}"))
                .containsExactly(expected);
    }

    @Test
    void namesWhatItDoesNotUse() {
        assertThat(decoder.decode(Kind.USER, "{\"e\":\"TRADE_LITE\"}"))
                .singleElement()
                .asString()
                .startsWith("{\"kind\":\"not-used\",\"type\":\"TRADE_LITE\"");
    }

    @Test
    void saysWhatIsWrongWithALine() {
        assertThatThrownBy(() -> decoder.decode(Kind.MARKET, "17231 hello"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a readable websocket frame: ");
        assertThatThrownBy(() -> decoder.decode(Kind.MARKET, "  ")).hasMessageContaining("empty line");
    }
}
