package io.autofutures.launcher.replay;

import io.autofutures.launcher.CommandFailure;
import io.autofutures.model.settings.InvalidSettingsException;
import io.autofutures.model.settings.Settings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Every combination of some settings' values: {@code KEY=from:to:step} or {@code KEY=a,b,c}; the last one changes first. */
final class Grid {
    private static final int MOST = 10_000;
    private static final Pattern FORM = Pattern.compile("([A-Z][A-Z0-9_]*)=(.+)");

    private final List<Map<String, String>> combinations;
    private final List<String> names;

    private Grid(List<String> names, List<Map<String, String>> combinations) {
        this.names = names;
        this.combinations = combinations;
    }

    /** @throws CommandFailure if one cannot be read, is no setting or not allowed, or there are too many combinations */
    static Grid of(List<String> axes, Map<String, String> set) {
        var values = new LinkedHashMap<String, List<String>>();
        for (String axis : axes) {
            var form = FORM.matcher(axis);
            if (!form.matches()) {
                throw wrong(axis, "give KEY=from:to:step or KEY=a,b,c");
            }
            if (values.put(form.group(1), values(axis, form.group(2))) != null) {
                throw wrong(axis, "the setting is named twice: give all its values at once");
            }
        }
        List<Map<String, String>> combinations = List.of(Map.of());
        for (var axis : values.entrySet()) {
            combinations = times(combinations, axis.getKey(), axis.getValue());
        }
        for (Map<String, String> combination : combinations) {
            try {
                settings(set, combination);
            } catch (InvalidSettingsException e) {
                throw CommandFailure.usage("--grid or --set: " + e.getMessage());
            }
        }
        return new Grid(List.copyOf(values.keySet()), combinations);
    }

    private static List<Map<String, String>> times(
            List<Map<String, String>> combinations, String name, List<String> values) {
        if ((long) combinations.size() * values.size() > MOST) {
            throw CommandFailure.usage(
                    "--grid makes more than %,d combinations: take larger steps or fewer settings".formatted(MOST));
        }
        var more = new ArrayList<Map<String, String>>();
        for (Map<String, String> combination : combinations) {
            for (String value : values) {
                var extended = new LinkedHashMap<>(combination);
                extended.put(name, value);
                more.add(extended);
            }
        }
        return more;
    }

    private static List<String> values(String axis, String text) {
        String[] parts = text.split(":", -1);
        if (parts.length == 1) {
            return List.of(text.split(",", -1));
        }
        if (parts.length != 3) {
            throw wrong(axis, "give KEY=from:to:step or KEY=a,b,c");
        }
        BigDecimal from = decimal(axis, parts[0]);
        BigDecimal to = decimal(axis, parts[1]);
        BigDecimal step = decimal(axis, parts[2]);
        if (step.signum() <= 0 || from.compareTo(to) > 0) {
            throw wrong(axis, "the step must be positive, and the end not below the beginning");
        }
        var values = new ArrayList<String>();
        for (BigDecimal value = from; value.compareTo(to) <= 0; value = value.add(step)) {
            if (values.size() == MOST) {
                throw wrong(axis, "more than %,d values: take larger steps".formatted(MOST));
            }
            values.add(value.toPlainString());
        }
        return values;
    }

    private static BigDecimal decimal(String axis, String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw wrong(axis, "'%s' is not a number".formatted(text));
        }
    }

    private static CommandFailure wrong(String axis, String why) {
        return CommandFailure.usage("--grid %s: %s".formatted(axis, why));
    }

    /** Of the settings, in the order given. */
    List<String> names() {
        return names;
    }

    /** One with nothing in it when there is no axis. */
    List<Map<String, String>> combinations() {
        return combinations;
    }

    static Settings settings(Map<String, String> set, Map<String, String> combination) {
        var all = new TreeMap<>(set);
        all.putAll(combination);
        return Settings.of(all);
    }
}
