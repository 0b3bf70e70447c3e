package io.autofutures.binance;

import io.autofutures.model.market.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * Symbols and words that come in frame after frame, so that a frame makes no new ones. Bounded: whoever comes last takes
 * the place. Thread-safe without locks, because what is kept is immutable and losing it costs only a copy.
 */
final class FrameWords {
    private static final int PLACES = 4096;
    private static final int LONGEST = 40;

    private final @Nullable Symbol[] symbols = new @Nullable Symbol[PLACES];
    private final @Nullable String[] texts = new @Nullable String[PLACES];

    /** @throws IllegalArgumentException if the text there is no symbol */
    Symbol symbol(char[] text, int from, int to) {
        int place = place(text, from, to);
        Symbol kept = symbols[place];
        if (kept != null && same(kept.value(), text, from, to)) {
            return kept;
        }
        var symbol = new Symbol(new String(text, from, to - from));
        symbols[place] = symbol;
        return symbol;
    }

    String text(char[] text, int from, int to) {
        if (to - from > LONGEST) {
            return new String(text, from, to - from);
        }
        int place = place(text, from, to);
        String kept = texts[place];
        if (kept != null && same(kept, text, from, to)) {
            return kept;
        }
        String word = new String(text, from, to - from);
        texts[place] = word;
        return word;
    }

    private static boolean same(String kept, char[] text, int from, int to) {
        if (kept.length() != to - from) {
            return false;
        }
        for (int i = 0; i < kept.length(); i++) {
            if (kept.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }

    private static int place(char[] text, int from, int to) {
        int hash = to - from;
        for (int p = from; p < to; p++) {
            hash = hash * 31 + text[p];
        }
        return (hash ^ hash >>> 12) & (PLACES - 1);
    }
}
