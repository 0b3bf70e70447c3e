package io.autofutures.detection;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.SettingCatalog;
import io.autofutures.model.settings.Settings;

/**
 * What holds for a rule set besides its own thresholds.
 *
 * @param trading its triggers may trade; otherwise it only records what it would have done
 * @param mode always {@code EVENT} for a rule set that does not trade
 * @param cooldownMillis between two triggers of one rule, {@code LOOP_COOLDOWN_SEC}
 * @param rearm {@code TRIGGER_REARM}
 * @param nearMiss {@code GRADE_NEAR_MISS}
 * @param version of the settings
 */
record LaneSettings(
        boolean trading, TriggerMode mode, long cooldownMillis, double rearm, double nearMiss, long version) {
    static LaneSettings of(Settings settings, Symbol symbol, boolean trading) {
        return new LaneSettings(
                trading,
                trading ? TriggerMode.of(settings, symbol) : TriggerMode.EVENT,
                1_000L * settings.get(SettingCatalog.LOOP_COOLDOWN_SEC, symbol),
                settings.get(SettingCatalog.TRIGGER_REARM, symbol).doubleValue(),
                settings.get(SettingCatalog.GRADE_NEAR_MISS, symbol).doubleValue(),
                settings.version());
    }
}
