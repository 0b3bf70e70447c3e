package io.autofutures.detection;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Why an event was not judged at all, besides being a repeat. */
enum SetAside {
    /** Older than what was judged already. */
    LATE,
    /** Its time lay far ahead and nothing followed it there. */
    FUTURE,
    /** A candle that opens after the event that tells it, or closes before it opens. */
    IMPLAUSIBLE_CANDLE;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Counts by {@link #code}, without zeros. @param counts by ordinal */
    static Map<String, Long> counts(long[] counts) {
        var all = new TreeMap<String, Long>();
        for (SetAside reason : values()) {
            if (counts[reason.ordinal()] > 0) {
                all.put(reason.code(), counts[reason.ordinal()]);
            }
        }
        return all;
    }

    static long[] counts(Map<String, Long> counts) {
        long[] all = new long[values().length];
        for (SetAside reason : values()) {
            all[reason.ordinal()] = counts.getOrDefault(reason.code(), 0L);
        }
        return all;
    }
}
