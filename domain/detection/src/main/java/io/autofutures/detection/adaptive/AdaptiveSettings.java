package io.autofutures.detection.adaptive;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.SettingCatalog;
import io.autofutures.model.settings.Settings;
import java.math.BigDecimal;

/**
 * Thresholds of the adaptive rules for one symbol.
 *
 * @param windowMillis mark-price window, {@code MP_WINDOW_SEC}
 * @param moveZ move that triggers, in usual deviations, {@code ADAPTIVE_MOVE_Z}
 * @param floorPct moves and ranges below it never trigger, percent, {@code ADAPTIVE_MIN_MOVE_PCT}
 * @param surgeZ range or volume that triggers, in robust deviations, {@code ADAPTIVE_SURGE_Z}
 * @param halfLifeSeconds of a move in the usual deviation, {@code ADAPTIVE_HALF_LIFE_SEC}
 * @param baseline closed candles kept, {@code ADAPTIVE_BASELINE}
 * @param rearm share of a threshold below which a rule may fire again, {@code ADAPTIVE_REARM}
 * @param quoteVolume judge quote volume where there is one, {@code USE_QUOTE_VOLUME}
 */
public record AdaptiveSettings(
        long windowMillis,
        BigDecimal moveZ,
        BigDecimal floorPct,
        BigDecimal surgeZ,
        double halfLifeSeconds,
        int baseline,
        double rearm,
        boolean quoteVolume) {
    public static AdaptiveSettings of(Settings settings, Symbol symbol) {
        return new AdaptiveSettings(
                1_000L * settings.get(SettingCatalog.MP_WINDOW_SEC, symbol),
                settings.get(SettingCatalog.ADAPTIVE_MOVE_Z, symbol),
                settings.get(SettingCatalog.ADAPTIVE_MIN_MOVE_PCT, symbol),
                settings.get(SettingCatalog.ADAPTIVE_SURGE_Z, symbol),
                settings.get(SettingCatalog.ADAPTIVE_HALF_LIFE_SEC, symbol),
                settings.get(SettingCatalog.ADAPTIVE_BASELINE, symbol),
                settings.get(SettingCatalog.ADAPTIVE_REARM, symbol).doubleValue(),
                settings.get(SettingCatalog.USE_QUOTE_VOLUME, symbol));
    }
}
