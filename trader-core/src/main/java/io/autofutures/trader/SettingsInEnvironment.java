package io.autofutures.trader;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.SettingCatalog;
import io.autofutures.model.settings.SettingKey;
import io.autofutures.model.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import org.springframework.core.env.Environment;

/**
 * Runtime settings as given at start: {@code autofutures.settings.<NAME>}, or {@code <NAME>} in the environment; with
 * {@code @SYMBOL} behind the name for one symbol.
 */
final class SettingsInEnvironment {
    private static final String PREFIX = "autofutures.settings.";

    private final Environment environment;
    private final Map<String, String> given = new HashMap<>();

    private SettingsInEnvironment(Environment environment) {
        this.environment = environment;
    }

    /** @throws io.autofutures.model.settings.InvalidSettingsException naming every value that is not allowed */
    static Settings read(Environment environment) {
        return new SettingsInEnvironment(environment).read();
    }

    private Settings read() {
        take("SYMBOL");
        SettingCatalog.all().forEach(key -> take(key.name()));
        if (given.containsKey(SettingCatalog.SYMBOLS.name())) {
            given.remove("SYMBOL");
        }
        for (Symbol symbol : Settings.of(given).symbols()) {
            SettingCatalog.all().stream().filter(SettingKey::perSymbol).forEach(key -> take(key.name() + "@" + symbol));
        }
        return Settings.of(given);
    }

    private void take(String name) {
        String value = environment.getProperty(PREFIX + name, environment.getProperty(name, ""));
        if (!value.isBlank()) {
            given.put(name, value);
        }
    }
}
