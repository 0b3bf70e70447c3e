package io.autofutures.model.settings;

import io.autofutures.model.market.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings in force: an immutable snapshot; {@code NAME@SYMBOL} overrides {@code NAME}. */
public final class Settings {
    private final Map<String, String> values;
    private final long version;

    private Settings(Map<String, String> values, long version) {
        this.values = Map.copyOf(values);
        this.version = version;
    }

    public static Settings defaults() {
        return new Settings(Map.of(), 0);
    }

    /**
     * @param given {@code NAME} or {@code NAME@SYMBOL} to text; {@code SYMBOL} is read as {@code SYMBOLS}
     * @throws InvalidSettingsException naming every problem at once
     */
    public static Settings of(Map<String, String> given) {
        return of(given, 0);
    }

    /**
     * @param given as in {@link #of(Map)}
     * @param version 0 or more
     * @throws InvalidSettingsException naming every problem at once
     */
    public static Settings of(Map<String, String> given, long version) {
        var accepted = new TreeMap<String, String>();
        var problems = new ArrayList<String>();
        new TreeMap<>(given).forEach((name, text) -> {
            String full = name.equals("SYMBOL") ? "SYMBOLS" : name;
            int at = full.indexOf('@');
            String base = at < 0 ? full : full.substring(0, at);
            var key = SettingCatalog.named(base);
            if (key.isEmpty()) {
                problems.add("unknown setting %s, did you mean %s?".formatted(name, Nearest.of(base, names())));
            } else if (at >= 0 && !key.get().perSymbol()) {
                problems.add("%s cannot be set per symbol".formatted(base));
            } else {
                try {
                    key.get().parse(text);
                    accepted.put(full, text.strip());
                } catch (IllegalArgumentException e) {
                    problems.add("%s %s (allowed: %s)"
                            .formatted(name, e.getMessage(), key.get().allowed()));
                }
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return new Settings(accepted, version);
    }

    /**
     * These with saved ones over them, which win.
     *
     * @param version of the saved ones
     * @throws InvalidSettingsException naming every saved value that is not allowed
     */
    public Settings overlaid(Map<String, String> saved, long version) {
        var values = new TreeMap<>(this.values);
        values.putAll(of(saved, version).values);
        return new Settings(values, version);
    }

    /** Counts the saved changes; 0 when nothing was saved. */
    public long version() {
        return version;
    }

    public <T> T get(SettingKey<T> key) {
        String text = values.get(key.name());
        return text == null ? key.defaultValue() : key.parse(text);
    }

    public <T> T get(SettingKey<T> key, Symbol symbol) {
        String text = values.get(key.name() + "@" + symbol);
        return text == null ? get(key) : key.parse(text);
    }

    /** Those that {@code SYMBOLS} names in full; whether a symbol is meant by a pattern, {@link #selection} says. */
    public List<Symbol> symbols() {
        return selection().named();
    }

    /** What {@code SYMBOLS} says. */
    public SymbolSelection selection() {
        return SymbolSelection.of(get(SettingCatalog.SYMBOLS));
    }

    /** What was given, canonical names, without defaults. */
    public Map<String, String> given() {
        return new TreeMap<>(values);
    }

    /** What bears on one symbol: its own overrides and the common values, without the other symbols'. */
    public Map<String, String> given(Symbol symbol) {
        String own = "@" + symbol;
        var bearing = new TreeMap<String, String>();
        values.forEach((name, text) -> {
            if (name.indexOf('@') < 0 || name.endsWith(own)) {
                bearing.put(name, text);
            }
        });
        return bearing;
    }

    private static List<String> names() {
        return SettingCatalog.all().stream().map(SettingKey::name).toList();
    }
}
