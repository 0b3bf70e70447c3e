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
                "{\"type\":\"mark-price-updated\",\"symbol\":\"BTCUSDT\",\"occurredAt\":1,\"mark\":\"64346.7\"}";

        assertThat(decoder.decode(Kind.MARKET, MARK)).containsExactly(expected);
        assertThat(decoder.decode(Kind.MARKET, "1723161256326001000 {\"stream\":\"x\",\"data\":" + MARK + "}"))
                .containsExactly(expected);
    }

    @Test
    void keepsWhatItDoesNotKnow() {
        String frame = "{\"e\":\"GRID_UPDATE\",\"E\":1,\"gu\":{\"s\":\"BTCUSDT\"}}";
        String expected = "{\"type\":\"unknown\",\"event\":\"GRID_UPDATE\",\"data\":" + frame + "}";

        assertThat(decoder.decode(Kind.USER, frame)).containsExactly(expected);
        assertThat(decoder.decode(Kind.MARKET, frame)).containsExactly(expected);
        assertThat(decoder.decode(frame)).containsExactly(expected);
    }

    @Test
    void anOrderKeepsItsTypeBesideTheEvents() {
        String line =
                decoder.decode(Recorded.text("algo/algo_update_new_prod.json")).getFirst();

        assertThat(line).startsWith("{\"type\":\"algo-updated\"").contains("\"orderType\":\"STOP_MARKET\"");
    }

    @Test
    void saysWhatIsWrongWithALine() {
        assertThatThrownBy(() -> decoder.decode(Kind.MARKET, "17231 hello"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a readable websocket frame: ");
        assertThatThrownBy(() -> decoder.decode(Kind.MARKET, "  ")).hasMessageContaining("empty line");
    }
}
