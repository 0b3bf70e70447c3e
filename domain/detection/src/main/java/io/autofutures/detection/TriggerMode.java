package io.autofutures.detection;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.SettingCatalog;
import io.autofutures.model.settings.Settings;
import java.util.Locale;

/** What starts a decision, {@code LOOP_TRIGGER}. */
enum TriggerMode {
    /** A rule that fires. */
    EVENT,
    /** Every closed candle that is not back-filled, whatever the rules say; rule {@code close}. */
    KLINE,
    /** The first mark price of every interval of event time, whatever the rules say; rule {@code timer}. */
    TIMER;

    static TriggerMode of(Settings settings, Symbol symbol) {
        return valueOf(settings.get(SettingCatalog.LOOP_TRIGGER, symbol).toUpperCase(Locale.ROOT));
    }
}
