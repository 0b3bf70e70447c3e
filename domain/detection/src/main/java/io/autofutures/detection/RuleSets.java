package io.autofutures.detection;

import io.autofutures.detection.adaptive.AdaptiveRules;
import io.autofutures.detection.adaptive.AdaptiveSettings;
import io.autofutures.detection.classic.ClassicRules;
import io.autofutures.detection.classic.ClassicSettings;
import io.autofutures.model.json.Json;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.SettingCatalog;
import io.autofutures.model.settings.Settings;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The rule sets there are, by the names that the setting {@code RULES} takes. */
public enum RuleSets {
    CLASSIC(ClassicRules.NAME) {
        @Override
        public RuleSet create(Settings settings, Symbol symbol) {
            return new ClassicRules(ClassicSettings.of(settings, symbol));
        }

        @Override
        RuleSet read(Settings settings, Symbol symbol, JsonNode memory) {
            return new ClassicRules(
                    ClassicSettings.of(settings, symbol), Json.mapper().treeToValue(memory, ClassicRules.Memory.class));
        }
    },
    ADAPTIVE(AdaptiveRules.NAME) {
        @Override
        public RuleSet create(Settings settings, Symbol symbol) {
            return new AdaptiveRules(AdaptiveSettings.of(settings, symbol));
        }

        @Override
        RuleSet read(Settings settings, Symbol symbol, JsonNode memory) {
            return new AdaptiveRules(
                    AdaptiveSettings.of(settings, symbol),
                    Json.mapper().treeToValue(memory, AdaptiveRules.Memory.class));
        }
    };

    private final String ruleSet;

    RuleSets(String ruleSet) {
        this.ruleSet = ruleSet;
    }

    /** Nothing remembered yet. */
    public abstract RuleSet create(Settings settings, Symbol symbol);

    abstract RuleSet read(Settings settings, Symbol symbol, JsonNode memory);

    /** @param memory from {@link RuleSet#memory()} @throws IllegalArgumentException if it cannot be read */
    public RuleSet restore(Settings settings, Symbol symbol, JsonNode memory) {
        try {
            return read(settings, symbol, memory);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "memory of %s on %s cannot be read: %s".formatted(ruleSet, symbol, e.getOriginalMessage()), e);
        }
    }

    /** Name and version; stands in checkpoints and records. */
    public String ruleSet() {
        return ruleSet;
    }

    /** Name without the version; stands in triggers. */
    public String family() {
        return ruleSet.substring(0, ruleSet.indexOf('/'));
    }

    /** @throws IllegalArgumentException naming the known ones */
    public static RuleSets named(String name) {
        for (RuleSets known : values()) {
            if (known.family().equals(name)) {
                return known;
            }
        }
        throw new IllegalArgumentException("must be classic or adaptive, was " + name);
    }

    /** The one that runs beside it and only records; absent when none does, or when it trades anyway. */
    public static @Nullable RuleSets shadow(Settings settings, Symbol symbol) {
        String name = settings.get(SettingCatalog.SHADOW_RULES, symbol);
        return name.equals("none") || named(name) == trading(settings, symbol) ? null : named(name);
    }

    /** The one that may trade on the symbol. */
    public static RuleSets trading(Settings settings, Symbol symbol) {
        return named(settings.get(SettingCatalog.RULES, symbol));
    }
}
