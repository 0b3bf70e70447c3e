package io.autofutures.trader;

import io.autofutures.model.settings.SettingCatalog;
import io.autofutures.model.settings.SettingKey;
import io.autofutures.model.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import org.springframework.core.env.Environment;

/** Runtime settings as given at start: {@code autofutures.settings.<NAME>}, or {@code <NAME>} in the environment. */
final class SettingsInEnvironment {
    private SettingsInEnvironment() {}

    /** @param given under {@code autofutures.settings}; it goes before the plain names */
    static Settings read(Environment environment, Map<String, String> given) {
        var values = new HashMap<String, String>();
        for (SettingKey<?> key : SettingCatalog.all()) {
            String value = environment.getProperty(key.name());
            if (value != null) {
                values.put(key.name(), value);
            }
        }
        String symbol = environment.getProperty("SYMBOL");
        if (symbol != null && !values.containsKey(SettingCatalog.SYMBOLS.name())) {
            values.put("SYMBOL", symbol);
        }
        values.putAll(given);
        return Settings.of(values);
    }
}
