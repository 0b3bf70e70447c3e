package io.autofutures.detection.classic;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.SettingCatalog;
import io.autofutures.model.settings.Settings;
import java.math.BigDecimal;

/**
 * Thresholds of the classic rules for one symbol.
 *
 * @param windowMillis mark-price window, {@code MP_WINDOW_SEC}
 * @param deltaPct move of the mark price that triggers, percent, {@code MP_DELTA_PCT}
 * @param rangePct candle range that triggers, percent, {@code KLINE_RANGE_PCT}
 * @param volumeKept closed candles in the average: {@code VOL_LOOKBACK}, but never fewer than five
 * @param volumeMultiple volume surge that triggers, {@code VOL_MULT}
 * @param quoteVolume judge quote volume where there is one, {@code USE_QUOTE_VOLUME}
 */
public record ClassicSettings(
        long windowMillis,
        BigDecimal deltaPct,
        BigDecimal rangePct,
        int volumeKept,
        BigDecimal volumeMultiple,
        boolean quoteVolume) {
    private static final int VOLUME_KEPT_AT_LEAST = 5;

    public static ClassicSettings of(Settings settings, Symbol symbol) {
        return new ClassicSettings(
                1_000L * settings.get(SettingCatalog.MP_WINDOW_SEC, symbol),
                settings.get(SettingCatalog.MP_DELTA_PCT, symbol),
                settings.get(SettingCatalog.KLINE_RANGE_PCT, symbol),
                Math.max(VOLUME_KEPT_AT_LEAST, settings.get(SettingCatalog.VOL_LOOKBACK, symbol)),
                settings.get(SettingCatalog.VOL_MULT, symbol),
                settings.get(SettingCatalog.USE_QUOTE_VOLUME, symbol));
    }
}
