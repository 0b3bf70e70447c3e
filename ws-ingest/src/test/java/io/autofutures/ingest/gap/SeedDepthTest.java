package io.autofutures.ingest.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedDepthTest {
    private static final Symbol BTC = new Symbol("BTCUSDT");

    @ParameterizedTest
    @CsvSource({
        "300, 2, 60, 300",
        "300, 600, 60, 98",
        "30, 600, 60, 61",
        "300, 600, 500, 501",
        "300, 2, 1440, 1441",
        "1499, 2, 60, 1499"
    })
    void readsWhatTheRulesLookBackOnAndMoreWhereFewAreWatched(int wanted, int symbols, String baseline, int expected) {
        var settings = Settings.of(Map.of("ADAPTIVE_BASELINE", baseline));

        assertThat(new SeedDepth(wanted).of(BTC, settings, symbols)).isEqualTo(expected);
    }

    @Test
    void aSymbolMayLookBackFurther() {
        var settings = Settings.of(Map.of("VOL_LOOKBACK@BTCUSDT", "700"));

        assertThat(new SeedDepth(300).of(BTC, settings, 600)).isEqualTo(701);
        assertThat(new SeedDepth(300).of(new Symbol("ETHUSDT"), settings, 600)).isEqualTo(98);
    }
}
