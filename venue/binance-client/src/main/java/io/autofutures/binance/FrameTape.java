package io.autofutures.binance;

import java.util.Arrays;

/**
 * One JSON text, read once from left to right: no tree, only where each value stands. Exact: what RFC 8259 forbids is
 * refused, and so is an object that names one thing twice, because nobody could say which value counts.
 *
 * <p>Each value takes two words: the packed name of the field it belongs to (see {@link FrameNames#key}), and its kind with two
 * positions. A container is followed by a summary of its names (one bit for several, so that what is absent is mostly seen
 * at once), by its content and by an end mark. Names of more than eight ASCII characters are no
 * names that this client reads: such fields are checked and otherwise passed over. Not thread-safe; one per text.
 */
final class FrameTape {
    static final int STRING = 1;
    static final int ESCAPED = 2;
    static final int INTEGER = 3;
    static final int DECIMAL = 4;
    static final int TRUE = 5;
    static final int FALSE = 6;
    static final int NULL = 7;
    static final int OBJECT = 8;
    static final int ARRAY = 9;
    static final int END = 10;
    private static final int NAMES = 11;
    private static final int NAMES_WITH_CLASH = 12;

    private static final int DEEPEST = 64;
    private static final int LONGEST = 1 << 26;
    private static final int MOST_VALUES = 1 << 20;

    private final String text;
    private final char[] chars;
    private long[] tape;
    private int size;
    private int at;

    private FrameTape(String text) {
        this.text = text;
        this.chars = text.toCharArray();
        this.tape = new long[2 * Math.clamp(chars.length / 9, 16, 1024)];
    }

    /**
     * @throws PayloadException if {@code text} is not exactly one JSON value, nests deeper than 64, is longer than 64
     *     million characters or holds more than a million values
     */
    static FrameTape of(String text) {
        if (text.length() > LONGEST) {
            throw new PayloadException("no readable JSON: %d characters, at most %d".formatted(text.length(), LONGEST));
        }
        var tape = new FrameTape(text);
        tape.scan();
        return tape;
    }

    String text() {
        return text;
    }

    /** Of the text, not to be changed. */
    char[] chars() {
        return chars;
    }

    int kind(int node) {
        return (int) tape[2 * node + 1] & 0xf;
    }

    /** Where the value starts in the text; of a string its first character after the quote. */
    int start(int node) {
        return (int) (tape[2 * node + 1] >>> 4) & 0x3fffffff;
    }

    /** Where the value ends in the text, exclusive; of a string its closing quote. */
    int end(int node) {
        return isContainer(kind(node)) ? start(next(node) - 1) + 1 : rest(node);
    }

    /** The value after this one and all it holds. */
    int next(int node) {
        long word = tape[2 * node + 1];
        return isContainer((int) word & 0xf) ? (int) (word >>> 34) : node + 1;
    }

    long keyOf(int node) {
        return tape[2 * node];
    }

    private static boolean isContainer(int kind) {
        return kind >>> 1 == OBJECT >>> 1; // OBJECT and ARRAY are neighbours
    }

    /** The first value in a container, or its end mark. */
    static int first(int container) {
        return container + 2;
    }

    /** False when the object surely has no field of that name. */
    boolean mayHave(int object, long key) {
        return (keyOf(object + 1) & bit(key)) != 0;
    }

    /** Each letter has a bit of its own. */
    private static long bit(long key) {
        return 1L << (key ^ key >>> 8 ^ key >>> 16);
    }

    private int rest(int node) {
        return (int) (tape[2 * node + 1] >>> 34);
    }

    private static long word(int kind, int start, int rest) {
        return (long) rest << 34 | (long) start << 4 | kind;
    }

    private int push(long key, int kind, int start, int rest) {
        if (2 * size == tape.length) {
            if (size >= MOST_VALUES) {
                throw new PayloadException("no readable JSON: more than %d values".formatted(MOST_VALUES));
            }
            tape = Arrays.copyOf(tape, 2 * tape.length);
        }
        tape[2 * size] = key;
        tape[2 * size + 1] = word(kind, start, rest);
        return size++;
    }

    /** While a container is open its second position points to the one around it, counted from 1. */
    private void scan() {
        int open = -1;
        int depth = 0;
        long key = 0;
        at = blank(0);
        do {
            char c = peek(at);
            if (c == '{' || c == '[') {
                if (++depth > DEEPEST) {
                    throw new PayloadException("no readable JSON: nested deeper than " + DEEPEST);
                }
                open = push(key, c == '{' ? OBJECT : ARRAY, at, open + 1);
                push(0, NAMES, 0, 0);
                at = blank(at + 1);
                boolean empty = peek(at) == (c == '{' ? '}' : ']');
                if (!empty && (c == '[' || !plainFields(open))) {
                    key = c == '{' ? field(open) : 0;
                    continue;
                }
            } else {
                scalar(key, c);
            }
            while (open >= 0) {
                at = blank(at);
                c = peek(at);
                boolean object = kind(open) == OBJECT;
                if (c == ',') {
                    at = blank(at + 1);
                    if (object && plainFields(open)) {
                        continue;
                    }
                    key = object ? field(open) : 0;
                    break;
                }
                if (c != (object ? '}' : ']')) {
                    throw unexpected(at, object ? "',' or '}'" : "',' or ']'");
                }
                open = close(open, object);
                depth--;
                at++;
            }
        } while (open >= 0);
        at = blank(at);
        if (at < chars.length) {
            throw unexpected(at, "the end");
        }
    }

    private int close(int open, boolean object) {
        if (object && kind(open + 1) == NAMES_WITH_CLASH) {
            refuseTwins(open);
        }
        int around = rest(open) - 1;
        push(0, END, at, 0);
        tape[2 * open + 1] = word(kind(open), start(open), size);
        return around;
    }

    /**
     * The short way through what nearly all fields of the busy streams are: a name of one letter, no spaces, and a plain
     * string or a positive whole number. Stops before the first field that is anything else.
     *
     * @return whether it ended on a value; otherwise {@link #at} is on the name of a field
     */
    private boolean plainFields(int object) {
        char[] c = chars;
        long[] words = tape;
        int node = size;
        int p = at;
        long seen = words[2 * object + 2];
        boolean clash = false;
        boolean onValue = false;
        while (p + 5 < c.length && c[p] == '"' && c[p + 2] == '"' && c[p + 3] == ':' && 2 * node < words.length) {
            char letter = c[p + 1];
            int start = p + 4;
            int end;
            int kind;
            if (c[start] == '"') {
                end = ++start;
                while (end < c.length && c[end] != '"' && c[end] != '\\' && c[end] >= ' ') {
                    end++;
                }
                kind = STRING;
                p = end + 1;
            } else {
                end = start;
                while (end < c.length && c[end] >= '0' && c[end] <= '9') {
                    end++;
                }
                kind = INTEGER;
                p = end;
            }
            boolean plain = p < c.length
                    && (c[p] == ',' || c[p] == '}')
                    && (kind == STRING ? c[end] == '"' : end > start && c[start] != '0')
                    && letter > ' '
                    && letter < 0x7f
                    && letter != '"'
                    && letter != '\\';
            if (!plain) {
                p = (kind == STRING ? start - 1 : start) - 4;
                break;
            }
            long bit = bit(letter);
            clash |= (seen & bit) != 0;
            seen |= bit;
            words[2 * node] = letter;
            words[2 * node + 1] = word(kind, start, end);
            node++;
            onValue = c[p] == '}';
            if (onValue) {
                break;
            }
            p++;
        }
        words[2 * object + 2] = seen;
        if (clash) {
            words[2 * object + 3] = word(NAMES_WITH_CLASH, 0, 0);
        }
        size = node;
        at = onValue ? p : blank(p);
        return onValue;
    }

    /** The name of the next field, added to the summary of its object. */
    private long field(int object) {
        long key = name();
        long bit = bit(key);
        int summary = 2 * (object + 1);
        if ((tape[summary] & bit) != 0) {
            tape[summary + 1] = word(NAMES_WITH_CLASH, 0, 0);
        }
        tape[summary] |= bit;
        return key;
    }

    private void refuseTwins(int open) {
        int fields = 0;
        for (int node = first(open); node < size; node = next(node)) {
            fields++;
        }
        var keys = new long[fields];
        int count = 0;
        for (int node = first(open); node < size; node = next(node)) {
            keys[count++] = keyOf(node);
        }
        Arrays.sort(keys);
        for (int i = 1; i < fields; i++) {
            if (keys[i] == keys[i - 1] && keys[i] != 0) {
                throw new PayloadException(
                        "no readable JSON: field '%s' stands twice".formatted(FrameNames.unpacked(keys[i])));
            }
        }
    }

    private void scalar(long key, char c) {
        switch (c) {
            case '"' -> {
                int start = at + 1;
                boolean escaped = string(start);
                push(key, escaped ? ESCAPED : STRING, start, at++);
            }
            case 't' -> literal(key, "true", TRUE);
            case 'f' -> literal(key, "false", FALSE);
            case 'n' -> literal(key, "null", NULL);
            default -> number(key, c);
        }
    }

    private void literal(long key, String word, int kind) {
        if (!text.startsWith(word, at)) {
            throw unexpected(at, "a value");
        }
        push(key, kind, at, at + word.length());
        at += word.length();
    }

    private void number(long key, char first) {
        int start = at;
        int p = first == '-' ? at + 1 : at;
        char c = peek(p);
        if (c == '0') {
            p++;
        } else if (c >= '1' && c <= '9') {
            p = digits(p);
        } else {
            throw unexpected(p, first == '-' ? "a digit" : "a value");
        }
        int kind = INTEGER;
        if (peek(p) == '.') {
            kind = DECIMAL;
            p = atLeastOneDigit(p + 1);
        }
        if (peek(p) == 'e' || peek(p) == 'E') {
            kind = DECIMAL;
            char sign = peek(p + 1);
            p = atLeastOneDigit(sign == '+' || sign == '-' ? p + 2 : p + 1);
        }
        push(key, kind, start, p);
        at = p;
    }

    private int digits(int from) {
        char[] local = chars;
        int p = from;
        while (p < local.length && local[p] >= '0' && local[p] <= '9') {
            p++;
        }
        return p;
    }

    private int atLeastOneDigit(int from) {
        int p = digits(from);
        if (p == from) {
            throw unexpected(p, "a digit");
        }
        return p;
    }

    /** Leaves {@link #at} on the closing quote. @return whether there are escapes */
    private boolean string(int from) {
        char[] local = chars;
        int p = from;
        boolean escaped = false;
        while (p < local.length) {
            char c = local[p];
            if (c == '"') {
                at = p;
                return escaped;
            }
            if (c == '\\') {
                escaped = true;
                p = escape(p + 1);
            } else if (c < ' ') {
                break;
            } else {
                p++;
            }
        }
        throw unexpected(p, "a character of a string or its closing quote");
    }

    private int escape(int p) {
        switch (peek(p)) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return p + 1;
            }
            case 'u' -> {
                for (int i = 1; i <= 4; i++) {
                    if (hex(peek(p + i)) < 0) {
                        throw unexpected(p + i, "a hexadecimal digit");
                    }
                }
                return p + 5;
            }
            default -> throw unexpected(p, "an escape");
        }
    }

    /** The name of a field and its colon. Leaves {@link #at} on the value. @return the packed name */
    private long name() {
        if (peek(at) != '"') {
            throw unexpected(at, "the name of a field");
        }
        int start = at + 1;
        int p = start;
        long key = 0;
        char c = peek(p);
        while (c != '"') {
            if (c == '\\' || !FrameNames.ascii(c) || p - start == 8) {
                key = -1;
                break;
            }
            key = key << 8 | c;
            c = peek(++p);
        }
        if (key == -1) {
            boolean escaped = string(start);
            p = at;
            key = escaped ? FrameNames.packed(FrameNames.unescaped(text, start, p)) : 0;
        }
        at = blank(p + 1);
        if (peek(at) != ':') {
            throw unexpected(at, "':'");
        }
        at = blank(at + 1);
        return key;
    }

    private static int hex(char c) {
        return c < 0x7f ? Character.digit(c, 16) : -1;
    }

    private int blank(int from) {
        int p = from;
        if (peek(p) > ' ') {
            return p;
        }
        for (char c = peek(p); c == ' ' || c == '\n' || c == '\r' || c == '\t'; c = peek(p)) {
            p++;
        }
        return p;
    }

    /** The character there, or NUL (which JSON never allows bare) after the end. */
    private char peek(int p) {
        return p < chars.length ? chars[p] : 0;
    }

    private PayloadException unexpected(int p, String expected) {
        if (p >= chars.length) {
            return new PayloadException(
                    chars.length == 0
                            ? "empty text instead of JSON"
                            : "no valid JSON: it ends where %s was expected".formatted(expected));
        }
        char c = chars[p];
        return new PayloadException("no valid JSON: %s where %s was expected, character %d"
                .formatted(c > ' ' && c < 0x7f ? "'" + c + "'" : "U+%04X".formatted((int) c), expected, p + 1));
    }
}
