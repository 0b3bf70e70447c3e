package io.autofutures.model.settings;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one declaration of a runtime setting; the predecessor's name where it had one.
 *
 * @param name UPPER_SNAKE
 * @param unit for people, empty when it has none
 * @param allowed range in words, for messages and help
 * @param defaultText canonical text of the default
 * @param perSymbol {@code NAME@SYMBOL} may override it
 * @param parser throws {@link IllegalArgumentException} saying what is allowed
 */
public record SettingKey<T>(
        String name,
        String unit,
        String allowed,
        String defaultText,
        boolean perSymbol,
        Function<String, T> parser,
        String help,
        String helpKo) {

    /** @throws IllegalArgumentException if {@code text} is not allowed */
    public T parse(String text) {
        return parser.apply(text.strip());
    }

    public T defaultValue() {
        return parse(defaultText);
    }

    static SettingKey<BigDecimal> decimal(
            String name, String unit, String min, String max, String byDefault, String help, String helpKo) {
        BigDecimal low = new BigDecimal(min);
        BigDecimal high = new BigDecimal(max);
        return new SettingKey<>(
                name, unit, min + " to " + max, byDefault, true, text -> within(number(text), low, high), help, helpKo);
    }

    static SettingKey<Integer> integer(
            String name, String unit, int min, int max, int byDefault, String help, String helpKo) {
        return new SettingKey<>(
                name,
                unit,
                "whole number, " + min + " to " + max,
                Integer.toString(byDefault),
                true,
                text -> {
                    BigDecimal value = within(number(text), BigDecimal.valueOf(min), BigDecimal.valueOf(max));
                    if (value.stripTrailingZeros().scale() > 0) {
                        throw new IllegalArgumentException("must be a whole number, was " + text);
                    }
                    return value.intValue();
                },
                help,
                helpKo);
    }

    static SettingKey<Boolean> bool(String name, boolean byDefault, String help, String helpKo) {
        return new SettingKey<>(
                name,
                "",
                "true or false",
                Boolean.toString(byDefault),
                true,
                text -> switch (text.toLowerCase(java.util.Locale.ROOT)) {
                    case "true", "1", "yes", "on" -> true;
                    case "false", "0", "no", "off" -> false;
                    default -> throw new IllegalArgumentException("must be true or false, was " + text);
                },
                help,
                helpKo);
    }

    /** One of a few words, in small letters. */
    static SettingKey<String> choice(String name, List<String> words, String byDefault, String help, String helpKo) {
        String allowed = String.join(", ", words);
        return new SettingKey<>(
                name,
                "",
                allowed,
                byDefault,
                true,
                text -> {
                    String word = text.toLowerCase(java.util.Locale.ROOT);
                    if (!words.contains(word)) {
                        throw new IllegalArgumentException("must be one of " + allowed + ", was " + text);
                    }
                    return word;
                },
                help,
                helpKo);
    }

    static SettingKey<List<String>> list(String name, String allowed, String byDefault, String help, String helpKo) {
        return new SettingKey<>(
                name,
                "",
                allowed,
                byDefault,
                false,
                text -> {
                    List<String> items = Arrays.stream(text.split(","))
                            .map(String::strip)
                            .filter(item -> !item.isEmpty())
                            .toList();
                    if (items.isEmpty()) {
                        throw new IllegalArgumentException("must name at least one");
                    }
                    return items;
                },
                help,
                helpKo);
    }

    private static BigDecimal number(String text) {
        if (text.endsWith("%")) {
            throw new IllegalArgumentException("write it without the percent sign, was " + text);
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a number, was " + text, e);
        }
    }

    private static BigDecimal within(BigDecimal value, @Nullable BigDecimal low, @Nullable BigDecimal high) {
        if ((low != null && value.compareTo(low) < 0) || (high != null && value.compareTo(high) > 0)) {
            throw new IllegalArgumentException(
                    "must be from " + low + " to " + high + ", was " + value.toPlainString());
        }
        return value;
    }
}
