package io.autofutures.binance;

import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reading of one JSON object of the venue: the right value or an error that names the field, never a stand-in. Numbers and
 * flags may come as text, and numbers in text as numbers; a missing value is absent, null, {@code ""} or {@code "null"}.
 *
 * @param node an object, or missing
 */
record Fields(JsonNode node) {
    /** @throws PayloadException if {@code body} is no object */
    static Fields of(JsonNode body) {
        if (!body.isObject()) {
            throw new PayloadException("expected a JSON object, found " + body.getNodeType());
        }
        return new Fields(body);
    }

    boolean missing(String name) {
        return idOrNull(name) == null;
    }

    /** Words: a number in their place is an error. */
    @Nullable
    String textOrNull(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw wrong(name, "text", value);
        }
        String text = value.asString();
        return text.isEmpty() || text.equals("null") ? null : text;
    }

    String text(String name) {
        return required(name, textOrNull(name));
    }

    /** Text, or a number as its digits: ids come as both. */
    @Nullable
    String idOrNull(String name) {
        JsonNode value = node.path(name);
        if (value.isNumber()) {
            return value.asString();
        }
        return textOrNull(name);
    }

    String id(String name) {
        return required(name, idOrNull(name));
    }

    @Nullable
    BigDecimal decimalOrNull(String name) {
        String text = idOrNull(name);
        if (text == null) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new PayloadException("field '%s' is no decimal: '%s'".formatted(name, text), e);
        }
    }

    BigDecimal decimal(String name) {
        return required(name, decimalOrNull(name));
    }

    BigDecimal decimalOrZero(String name) {
        BigDecimal value = decimalOrNull(name);
        return value == null ? BigDecimal.ZERO : value;
    }

    long number(String name) {
        String text = id(name);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new PayloadException("field '%s' is no whole number: '%s'".formatted(name, text), e);
        }
    }

    long numberOr(String name, long fallback) {
        return missing(name) ? fallback : number(name);
    }

    @Nullable
    Long numberOrNull(String name) {
        return missing(name) ? null : Long.valueOf(number(name));
    }

    int integer(String name) {
        long value = number(name);
        if (value != (int) value) {
            throw new PayloadException("field '%s' is too large: %d".formatted(name, value));
        }
        return (int) value;
    }

    boolean flag(String name) {
        return required(name, flagOrNull(name));
    }

    /** For fields that some shapes of a payload do not have. */
    @Nullable
    Boolean flagOrNull(String name) {
        JsonNode value = node.path(name);
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        String text = textOrNull(name);
        return switch (text) {
            case null -> null;
            case "true" -> true;
            case "false" -> false;
            default -> throw new PayloadException("field '%s' is neither true nor false: '%s'".formatted(name, text));
        };
    }

    /** Epoch milliseconds, as number or text. */
    Instant instant(String name) {
        return Instant.ofEpochMilli(number(name));
    }

    /** Absent when missing or 0. */
    @Nullable
    Instant instantOrNull(String name) {
        long millis = numberOr(name, 0);
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }

    Symbol symbol(String name) {
        String text = text(name);
        try {
            return new Symbol(text);
        } catch (IllegalArgumentException e) {
            throw new PayloadException("field '%s': %s".formatted(name, e.getMessage()), e);
        }
    }

    Price price(String name) {
        BigDecimal value = decimal(name);
        if (value.signum() <= 0) {
            throw new PayloadException("field '%s' is no price: %s".formatted(name, value.toPlainString()));
        }
        return new Price(value);
    }

    /** Absent when missing, zero or negative: the venue writes zero for "none". */
    @Nullable
    Price priceOrNull(String name) {
        BigDecimal value = decimalOrNull(name);
        return value == null || value.signum() <= 0 ? null : new Price(value);
    }

    Quantity quantity(String name) {
        BigDecimal value = decimal(name);
        if (value.signum() < 0) {
            throw new PayloadException("field '%s' is no quantity: %s".formatted(name, value.toPlainString()));
        }
        return new Quantity(value);
    }

    Quantity quantityOrZero(String name) {
        return missing(name) ? Quantity.ZERO : quantity(name);
    }

    /** The constant of that name, or {@code fallback} for a word this version does not know or a missing one. */
    <E extends Enum<E>> @Nullable E wordOr(Class<E> type, String name, @Nullable E fallback) {
        String text = textOrNull(name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        return fallback;
    }

    <E extends Enum<E>> E word(Class<E> type, String name) {
        E constant = wordOr(type, name, null);
        if (constant == null) {
            throw new PayloadException(
                    "field '%s' is no %s: '%s'".formatted(name, type.getSimpleName(), textOrNull(name)));
        }
        return constant;
    }

    Fields object(String name) {
        JsonNode child = node.path(name);
        if (!child.isObject()) {
            throw new PayloadException("field '%s' is no object".formatted(name));
        }
        return new Fields(child);
    }

    List<Fields> rows(String name) {
        JsonNode child = node.path(name);
        if (!child.isArray()) {
            throw new PayloadException("field '%s' is no array".formatted(name));
        }
        return rowsOf(child);
    }

    /** Elements of an array; a lone object counts as an array of one. @throws PayloadException if an element is no object */
    static List<Fields> rowsOf(JsonNode array) {
        if (array.isObject()) {
            return List.of(new Fields(array));
        }
        if (!array.isArray()) {
            throw new PayloadException("expected a JSON array, found " + array.getNodeType());
        }
        var rows = new ArrayList<Fields>(array.size());
        for (JsonNode row : array) {
            rows.add(Fields.of(row));
        }
        return rows;
    }

    private static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new PayloadException("field '%s' is missing".formatted(name));
        }
        return value;
    }

    private static PayloadException wrong(String name, String expected, JsonNode found) {
        return new PayloadException("field '%s' is no %s but %s".formatted(name, expected, found.getNodeType()));
    }
}
