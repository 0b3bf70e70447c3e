package io.autofutures.model.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autofutures.model.market.Symbol;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final Symbol ADA = new Symbol("ADAUSDT");

    @Test
    void everyDefaultIsAllowed() {
        assertThat(SettingCatalog.all())
                .allSatisfy(key -> assertThat(key.defaultValue()).isNotNull());
    }

    @Test
    void aSymbolsOwnValueComesFirst() {
        Settings settings = Settings.of(Map.of("MP_DELTA_PCT", "0.15", "MP_DELTA_PCT@ADAUSDT", "0.2"));

        assertThat(settings.get(SettingCatalog.MP_DELTA_PCT, ADA)).isEqualByComparingTo("0.2");
        assertThat(settings.get(SettingCatalog.MP_DELTA_PCT, new Symbol("BTCUSDT")))
                .isEqualByComparingTo("0.15");
    }

    @Test
    void theOldNameOfOneSymbolIsRead() {
        assertThat(Settings.of(Map.of("SYMBOL", "ETHUSDT")).symbols()).containsExactly(new Symbol("ETHUSDT"));
    }

    @Test
    void namesEveryProblemAtOnceAndTheNearestKey() {
        assertThatThrownBy(() -> Settings.of(Map.of("USE_QOUTE_VOLUME", "true", "LEVERAGE", "500")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("did you mean USE_QUOTE_VOLUME?")
                .hasMessageContaining("LEVERAGE must be from 1 to 125, was 500");
    }

    @ParameterizedTest
    @CsvSource({
        "MP_DELTA_PCT,0.25%",
        "MP_DELTA_PCT,abc",
        "LEVERAGE,2.5",
        "USE_QUOTE_VOLUME,maybe",
        "SYMBOLS,' , '",
        "SYMBOLS,-BTCUSDT",
        "SYMBOLS,BTC USDT",
        "SYMBOLS@ADAUSDT,X"
    })
    void refusesWhatIsNotAllowed(String name, String text) {
        assertThatThrownBy(() -> Settings.of(Map.of(name, text))).isInstanceOf(InvalidSettingsException.class);
    }
}
