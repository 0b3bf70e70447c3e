package io.autofutures.simulator.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autofutures.model.market.Symbol;
import io.autofutures.paperbook.Brackets;
import io.autofutures.simulator.market.MarketFileException;
import io.autofutures.testkit.RecordedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BracketFileTest {
    @TempDir
    Path folder;

    @Test
    void readsTheVenuesOwnBody() {
        Brackets brackets = BracketFile.read(RecordedData.file("binance/rest/leverage_brackets_array_doc.json"))
                .get(new Symbol("ETHUSDT"));

        assertThat(brackets.maxLeverage()).isEqualTo(75);
        assertThat(brackets.maxNotional(75)).isEqualByComparingTo("10000");
        assertThat(brackets.maxNotional(76)).isEqualByComparingTo("0");
        assertThat(brackets.rows().getFirst().ratio()).isEqualByComparingTo("0.0065");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[{\"symbol\":\"XUSDT\"}]",
                "[{\"symbol\":\"\",\"brackets\":[]}]",
                "{\"symbol\":\"XUSDT\",\"brackets\":[{\"initialLeverage\":20,\"notionalFloor\":0,\"notionalCap\":\"10\","
                        + "\"maintMarginRatio\":0.1,\"cum\":0}]}",
                "{\"symbol\":\"XUSDT\",\"brackets\":[{\"initialLeverage\":20,\"notionalFloor\":5,\"notionalCap\":10,"
                        + "\"maintMarginRatio\":0.1,\"cum\":0}]}"
            })
    void saysWhatIsWrongWithAnother(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("brackets.json"), text);

        assertThatThrownBy(() -> BracketFile.read(file))
                .isInstanceOf(MarketFileException.class)
                .hasMessageContaining("leverageBracket");
    }
}
