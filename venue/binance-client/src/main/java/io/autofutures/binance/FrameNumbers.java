package io.autofutures.binance;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Exact numbers out of a part of a text. */
final class FrameNumbers {
    /** More digits than any amount of any asset has; keeps hostile exponents from becoming gigabytes of zeros. */
    private static final int LONGEST = 64;

    private FrameNumbers() {}

    /** With the scale that is written; absent when the text is no decimal number. */
    static @Nullable BigDecimal decimal(char[] text, int from, int to) {
        int p = from;
        boolean negative = p < to && text[p] == '-';
        if (negative) {
            p++;
        }
        if (to - p > 18) {
            return written(text, from, to);
        }
        long unscaled = 0;
        int point = -1;
        int digits = 0;
        for (; p < to; p++) {
            char c = text[p];
            if (c >= '0' && c <= '9') {
                unscaled = unscaled * 10 + (c - '0');
                digits++;
            } else if (c == '.' && point < 0 && digits > 0) {
                point = p;
            } else {
                return written(text, from, to);
            }
        }
        if (digits == 0 || point == to - 1) {
            return null;
        }
        return BigDecimal.valueOf(negative ? -unscaled : unscaled, point < 0 ? 0 : to - point - 1);
    }

    private static @Nullable BigDecimal written(char[] text, int from, int to) {
        if (to - from > LONGEST) {
            return null;
        }
        for (int p = from; p < to; p++) {
            char c = text[p];
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return null;
            }
        }
        try {
            var value = new BigDecimal(text, from, to - from);
            return Math.abs(value.scale()) > LONGEST ? null : value;
        } catch (NumberFormatException e) {
            return null; // the caller names the field
        }
    }

    /** Digits with or without a minus, no more than a long can hold. */
    static boolean isWhole(char[] text, int from, int to) {
        int first = from < to && text[from] == '-' ? from + 1 : from;
        for (int p = first; p < to; p++) {
            if (text[p] < '0' || text[p] > '9') {
                return false;
            }
        }
        if (first == to || to - first > 19) {
            return false;
        }
        return to - first < 19 || new String(text, first, to - first).compareTo("9223372036854775807") <= 0;
    }

    /** Of a text that {@link #isWhole} accepts. */
    static long whole(char[] text, int from, int to) {
        boolean negative = text[from] == '-';
        long value = 0;
        for (int p = negative ? from + 1 : from; p < to; p++) {
            value = value * 10 + (text[p] - '0');
        }
        return negative ? -value : value;
    }
}
