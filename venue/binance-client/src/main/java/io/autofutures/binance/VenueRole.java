package io.autofutures.binance;

import io.autofutures.model.settings.SettingCatalog;
import io.autofutures.model.settings.SettingKey;
import io.autofutures.model.settings.Settings;
import java.util.Locale;

/** Who spends: each role has a share of the request weight of the account and its address. */
public enum VenueRole {
    /** Places, moves and closes. Its reads are held back by the limit alone, never by its share. */
    PROTECTION(SettingCatalog.WEIGHT_SHARE_PROTECTION_PCT),
    TRACKER(SettingCatalog.WEIGHT_SHARE_TRACKER_PCT),
    DECIDER(SettingCatalog.WEIGHT_SHARE_DECIDER_PCT),
    INGEST(SettingCatalog.WEIGHT_SHARE_INGEST_PCT);

    private final SettingKey<Integer> setting;

    VenueRole(SettingKey<Integer> setting) {
        this.setting = setting;
    }

    /** Fraction of the limit, above 0 and at most 1. */
    public double share(Settings settings) {
        return settings.get(setting) / 100.0;
    }

    /** In request ids. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
