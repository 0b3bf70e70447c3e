package io.autofutures.binance;

import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tolerant reading of one JSON object of the venue: numbers may come as text, a missing value as absent, null, {@code ""}
 * or {@code "null"}.
 */
record Fields(JsonNode node) {
    @Nullable
    String textOrNull(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull() || value.isContainer()) {
            return null;
        }
        String text = value.asString();
        return text.isEmpty() || text.equals("null") ? null : text;
    }

    String text(String name) {
        String text = textOrNull(name);
        if (text == null) {
            throw new PayloadException("field '%s' is missing".formatted(name));
        }
        return text;
    }

    @Nullable
    BigDecimal decimalOrNull(String name) {
        String text = textOrNull(name);
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
        BigDecimal value = decimalOrNull(name);
        if (value == null) {
            throw new PayloadException("field '%s' is missing".formatted(name));
        }
        return value;
    }

    BigDecimal decimalOrZero(String name) {
        BigDecimal value = decimalOrNull(name);
        return value == null ? BigDecimal.ZERO : value;
    }

    long number(String name) {
        String text = text(name);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new PayloadException("field '%s' is no whole number: '%s'".formatted(name, text), e);
        }
    }

    long numberOr(String name, long fallback) {
        return textOrNull(name) == null ? fallback : number(name);
    }

    boolean flag(String name) {
        return Boolean.parseBoolean(textOrNull(name));
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
        return new Symbol(text(name));
    }

    Price price(String name) {
        return new Price(decimal(name));
    }

    /** Absent when missing, zero or negative: the venue writes zero for "none". */
    @Nullable
    Price priceOrNull(String name) {
        BigDecimal value = decimalOrNull(name);
        return value == null || value.signum() <= 0 ? null : new Price(value);
    }

    Quantity quantity(String name) {
        return new Quantity(decimal(name));
    }

    Quantity quantityOrZero(String name) {
        return new Quantity(decimalOrZero(name));
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

    /** Empty when missing. */
    List<Fields> rows(String name) {
        return rowsOf(node.path(name));
    }

    /** Elements of an array; a lone object counts as an array of one. */
    static List<Fields> rowsOf(JsonNode array) {
        if (array.isObject()) {
            return List.of(new Fields(array));
        }
        return StreamSupport.stream(array.spliterator(), false).map(Fields::new).toList();
    }
}
