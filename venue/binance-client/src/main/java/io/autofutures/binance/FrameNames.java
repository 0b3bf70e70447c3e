package io.autofutures.binance;

/** Names of fields as numbers that are quick to compare, and the characters behind escapes. */
final class FrameNames {
    private FrameNames() {}

    /** A name of one to eight ASCII characters as one number; 0 for any other. */
    static long key(String name) {
        return switch (name.length()) {
            case 1 -> ascii(name.charAt(0)) ? name.charAt(0) : 0;
            case 2 -> ascii(name.charAt(0)) && ascii(name.charAt(1)) ? (long) name.charAt(0) << 8 | name.charAt(1) : 0;
            default -> packed(name);
        };
    }

    static long packed(String name) {
        if (name.length() > 8) {
            return 0;
        }
        long key = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!ascii(c)) {
                return 0;
            }
            key = key << 8 | c;
        }
        return key;
    }

    static boolean ascii(char c) {
        return c >= ' ' && c < 0x7f;
    }

    static String unpacked(long key) {
        var name = new StringBuilder();
        for (int shift = 56; shift >= 0; shift -= 8) {
            char c = (char) (key >>> shift & 0xff);
            if (c != 0) {
                name.append(c);
            }
        }
        return name.toString();
    }

    /** The characters that a checked string with escapes stands for. */
    static String unescaped(String text, int from, int to) {
        var plain = new StringBuilder(to - from);
        for (int p = from; p < to; p++) {
            char c = text.charAt(p);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char escape = text.charAt(++p);
            switch (escape) {
                case 'b' -> plain.append('\b');
                case 'f' -> plain.append('\f');
                case 'n' -> plain.append('\n');
                case 'r' -> plain.append('\r');
                case 't' -> plain.append('\t');
                case 'u' -> {
                    plain.append((char) Integer.parseInt(text, p + 1, p + 5, 16));
                    p += 4;
                }
                default -> plain.append(escape);
            }
        }
        return plain.toString();
    }
}
