package io.autofutures.binance;

import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One object of a frame. A number may come as text and text digits as a number; a value counts as missing when it is
 * absent, null, {@code ""} or {@code "null"}. What is neither missing nor of the right form is an error, never a default.
 */
final class FrameFields {
    private final FrameTape tape;
    private final FrameWords words;
    private final int object;
    private final int end;
    private int likely;

    FrameFields(FrameTape tape, FrameWords words, int object) {
        this.tape = tape;
        this.words = words;
        this.object = object;
        this.end = tape.next(object) - 1;
        this.likely = FrameTape.first(object);
    }

    /** Node of the field's value, or -1. Fields are mostly asked for in the order of the wire. */
    private int find(String name) {
        long key = FrameNames.key(name);
        if (!tape.mayHave(object, key)) {
            return -1;
        }
        int begun = likely;
        for (int node = begun; node < end; node = tape.next(node)) {
            if (tape.keyOf(node) == key) {
                likely = tape.next(node);
                return node;
            }
        }
        for (int node = FrameTape.first(object); node < begun; node = tape.next(node)) {
            if (tape.keyOf(node) == key) {
                likely = tape.next(node);
                return node;
            }
        }
        return -1;
    }

    private boolean missing(int node) {
        if (node < 0) {
            return true;
        }
        return switch (tape.kind(node)) {
            case FrameTape.NULL -> true;
            case FrameTape.STRING -> {
                int start = tape.start(node);
                int length = tape.end(node) - start;
                yield length == 0 || length == 4 && tape.text().startsWith("null", start);
            }
            case FrameTape.ESCAPED ->
                FrameNames.unescaped(tape.text(), tape.start(node), tape.end(node))
                        .equals("null");
            default -> false;
        };
    }

    private int required(String name) {
        int node = find(name);
        if (missing(node)) {
            throw new PayloadException("field '%s' is missing".formatted(name));
        }
        return node;
    }

    private PayloadException no(String form, String name, int node) {
        int start = tape.start(node);
        int end = tape.end(node);
        String found = tape.text().substring(start, Math.min(end, start + 40)) + (end - start > 40 ? "…" : "");
        return new PayloadException("field '%s' is no %s: '%s'".formatted(name, form, found));
    }

    /** There is such a field, whatever its value. */
    boolean has(String name) {
        return find(name) >= 0;
    }

    boolean isMissing(String name) {
        return missing(find(name));
    }

    boolean isObject(String name) {
        int node = find(name);
        return node >= 0 && tape.kind(node) == FrameTape.OBJECT;
    }

    boolean isArray(String name) {
        int node = find(name);
        return node >= 0 && tape.kind(node) == FrameTape.ARRAY;
    }

    String text(String name) {
        return string(name, required(name));
    }

    @Nullable
    String textOrNull(String name) {
        int node = find(name);
        return missing(node) ? null : string(name, node);
    }

    private String string(String name, int node) {
        return switch (tape.kind(node)) {
            case FrameTape.STRING -> words.text(tape.chars(), tape.start(node), tape.end(node));
            case FrameTape.ESCAPED -> FrameNames.unescaped(tape.text(), tape.start(node), tape.end(node));
            default -> throw no("text", name, node);
        };
    }

    /** Text, or a whole number as it is written: ids that the venue writes now one way, now the other. */
    @Nullable
    String idOrNull(String name) {
        int node = find(name);
        if (missing(node)) {
            return null;
        }
        return tape.kind(node) == FrameTape.INTEGER
                ? tape.text().substring(tape.start(node), tape.end(node))
                : string(name, node);
    }

    Symbol symbol(String name) {
        int node = required(name);
        return switch (tape.kind(node)) {
            case FrameTape.STRING -> words.symbol(tape.chars(), tape.start(node), tape.end(node));
            default -> new Symbol(string(name, node));
        };
    }

    @Nullable
    Symbol symbolOrNull(String name) {
        return isMissing(name) ? null : symbol(name);
    }

    BigDecimal decimal(String name) {
        return decimal(name, required(name));
    }

    @Nullable
    BigDecimal decimalOrNull(String name) {
        int node = find(name);
        return missing(node) ? null : decimal(name, node);
    }

    BigDecimal decimalOrZero(String name) {
        BigDecimal value = decimalOrNull(name);
        return value == null ? BigDecimal.ZERO : value;
    }

    private BigDecimal decimal(String name, int node) {
        BigDecimal value =
                switch (tape.kind(node)) {
                    case FrameTape.STRING, FrameTape.INTEGER, FrameTape.DECIMAL ->
                        FrameNumbers.decimal(tape.chars(), tape.start(node), tape.end(node));
                    case FrameTape.ESCAPED -> {
                        String plain = string(name, node);
                        yield FrameNumbers.decimal(plain.toCharArray(), 0, plain.length());
                    }
                    default -> null;
                };
        if (value == null) {
            throw no("decimal", name, node);
        }
        return value;
    }

    /** The venue writes zero for "none". */
    @Nullable
    Price priceOrNull(String name) {
        BigDecimal value = decimalOrNull(name);
        return value == null ? null : positive(name, value);
    }

    /** Must be there, but may be zero for "none". */
    @Nullable
    Price statedPrice(String name) {
        return positive(name, decimal(name));
    }

    private static @Nullable Price positive(String name, BigDecimal value) {
        if (value.signum() < 0) {
            throw new PayloadException("field '%s' is no price: '%s'".formatted(name, value));
        }
        return value.signum() == 0 ? null : new Price(value);
    }

    Price price(String name) {
        Price price = statedPrice(name);
        if (price == null) {
            throw new PayloadException("field '%s' is no price: zero".formatted(name));
        }
        return price;
    }

    Quantity quantity(String name) {
        return new Quantity(decimal(name));
    }

    @Nullable
    Quantity quantityOrNull(String name) {
        BigDecimal value = decimalOrNull(name);
        return value == null ? null : new Quantity(value);
    }

    long number(String name) {
        return number(name, required(name));
    }

    long numberOr(String name, long fallback) {
        int node = find(name);
        return missing(node) ? fallback : number(name, node);
    }

    private long number(String name, int node) {
        int kind = tape.kind(node);
        if (kind == FrameTape.INTEGER || kind == FrameTape.STRING) {
            int start = tape.start(node);
            int end = tape.end(node);
            boolean sureToFit = kind == FrameTape.INTEGER && end - start <= 18;
            if (sureToFit || FrameNumbers.isWhole(tape.chars(), start, end)) {
                return FrameNumbers.whole(tape.chars(), start, end);
            }
        }
        if (kind == FrameTape.ESCAPED) {
            char[] plain = string(name, node).toCharArray();
            if (FrameNumbers.isWhole(plain, 0, plain.length)) {
                return FrameNumbers.whole(plain, 0, plain.length);
            }
        }
        throw no("whole number", name, node);
    }

    int smallNumber(String name) {
        long value = number(name);
        if (value != (int) value) {
            throw new PayloadException("field '%s' is too large: %d".formatted(name, value));
        }
        return (int) value;
    }

    /** A number that counts or identifies: zero or more. */
    long count(String name) {
        long value = number(name);
        if (value < 0) {
            throw new PayloadException("field '%s' is negative: %d".formatted(name, value));
        }
        return value;
    }

    /** Epoch milliseconds, as number or text. */
    Instant instant(String name) {
        return Instant.ofEpochMilli(count(name));
    }

    /** Absent when missing or 0. */
    @Nullable
    Instant instantOrNull(String name) {
        return numberOr(name, 0) == 0 ? null : instant(name);
    }

    /** {@code true} or {@code false}, bare or as text. */
    boolean flag(String name) {
        int node = required(name);
        return switch (tape.kind(node)) {
            case FrameTape.TRUE -> true;
            case FrameTape.FALSE -> false;
            default -> {
                String word = string(name, node);
                if (!word.equals("true") && !word.equals("false")) {
                    throw no("truth value", name, node);
                }
                yield word.equals("true");
            }
        };
    }

    /** The constant of that name. @throws PayloadException for a word that is none of them */
    <E extends Enum<E>> E word(E[] constants, String name) {
        E constant = known(constants, text(name));
        if (constant == null) {
            throw no(constants[0].getDeclaringClass().getSimpleName(), name, find(name));
        }
        return constant;
    }

    /** The constant of that name, or {@code fallback} for a word that this version does not know. */
    <E extends Enum<E>> E wordOr(E[] constants, String name, E fallback) {
        E constant = known(constants, text(name));
        return constant == null ? fallback : constant;
    }

    /** The constant of that name, or absent when missing or not known. */
    <E extends Enum<E>> @Nullable E wordOrNull(E[] constants, String name) {
        String word = textOrNull(name);
        return word == null ? null : known(constants, word);
    }

    private static <E extends Enum<E>> @Nullable E known(E[] constants, String word) {
        for (E constant : constants) {
            if (constant.name().equals(word)) {
                return constant;
            }
        }
        return null;
    }

    FrameFields object(String name) {
        int node = required(name);
        if (tape.kind(node) != FrameTape.OBJECT) {
            throw no("object", name, node);
        }
        return new FrameFields(tape, words, node);
    }

    /** One value per object of an array that must be there. */
    <T> List<T> rows(String name, Function<FrameFields, T> reader) {
        var rows = new ArrayList<T>();
        for (int node = array(name); tape.kind(node) != FrameTape.END; node = tape.next(node)) {
            if (tape.kind(node) != FrameTape.OBJECT) {
                throw no("list of objects", name, node);
            }
            rows.add(reader.apply(new FrameFields(tape, words, node)));
        }
        return List.copyOf(rows);
    }

    /** An array of texts. */
    List<String> texts(String name) {
        var texts = new ArrayList<String>();
        for (int node = array(name); tape.kind(node) != FrameTape.END; node = tape.next(node)) {
            texts.add(string(name, node));
        }
        return List.copyOf(texts);
    }

    /** Rows {@code [price, quantity]}. */
    List<MarketData.Level> levels(String name) {
        int first = array(name);
        var levels = new ArrayList<MarketData.Level>();
        for (int row = first; tape.kind(row) != FrameTape.END; row = tape.next(row)) {
            int cell = FrameTape.first(row);
            if (tape.kind(row) != FrameTape.ARRAY || tape.next(row) < cell + 3 || missing(cell) || missing(cell + 1)) {
                throw no("list of [price, quantity]", name, row);
            }
            Price price = positive(name, decimal(name, cell));
            if (price == null) {
                throw no("list of [price, quantity]", name, row);
            }
            levels.add(new MarketData.Level(price, new Quantity(decimal(name, cell + 1))));
        }
        return List.copyOf(levels);
    }

    /** Its first element, or its end mark. */
    private int array(String name) {
        int node = find(name);
        if (node < 0) {
            throw new PayloadException("field '%s' is missing".formatted(name));
        }
        if (tape.kind(node) != FrameTape.ARRAY) {
            throw no("list", name, node);
        }
        return FrameTape.first(node);
    }

    /** This object as it stands in the text. */
    String raw() {
        return tape.text().substring(tape.start(object), tape.end(object));
    }
}
