package io.autofutures.detection;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.SettingCatalog;
import io.autofutures.model.settings.SettingKey;
import io.autofutures.model.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which settings the verdicts on a symbol depend on. */
public final class DetectorSettings {
    private static final List<SettingKey<?>> KEYS = List.of(
            SettingCatalog.LOOP_TRIGGER,
            SettingCatalog.LOOP_INTERVAL_SEC,
            SettingCatalog.LOOP_COOLDOWN_SEC,
            SettingCatalog.MP_WINDOW_SEC,
            SettingCatalog.MP_DELTA_PCT,
            SettingCatalog.KLINE_RANGE_PCT,
            SettingCatalog.VOL_LOOKBACK,
            SettingCatalog.VOL_MULT,
            SettingCatalog.USE_QUOTE_VOLUME,
            SettingCatalog.RULES,
            SettingCatalog.SHADOW_RULES,
            SettingCatalog.TRIGGER_REARM,
            SettingCatalog.GRADE_NEAR_MISS,
            SettingCatalog.ADAPTIVE_MOVE_Z,
            SettingCatalog.ADAPTIVE_MIN_MOVE_PCT,
            SettingCatalog.ADAPTIVE_SURGE_Z,
            SettingCatalog.ADAPTIVE_HALF_LIFE_SEC,
            SettingCatalog.ADAPTIVE_BASELINE,
            SettingCatalog.ADAPTIVE_REARM);

    private DetectorSettings() {}

    /** Name to text of those given or saved, with the symbol's own in place of the common ones; defaults are left out. */
    public static Map<String, String> inForce(Settings settings, Symbol symbol) {
        Map<String, String> given = settings.given(symbol);
        var bearing = new TreeMap<String, String>();
        for (SettingKey<?> key : KEYS) {
            String own = given.get(key.name() + "@" + symbol);
            String text = own == null ? given.get(key.name()) : own;
            if (text != null && !key.parse(text).equals(key.defaultValue())) {
                bearing.put(key.name(), text);
            }
        }
        return bearing;
    }
}
