package io.autofutures.detection;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Why an event did, or did not, become a trigger; the code is stable and stands in lines, metrics and records. */
public enum Reason {
    TRIGGERED,
    INSUFFICIENT_SAMPLES,
    DELTA_BELOW_THRESHOLD,
    MISSING_PRICE,
    INVALID_REFERENCE_PRICE,
    CANDLE_NOT_CLOSED,
    RANGE_BELOW_THRESHOLD,
    VOLUME_BELOW_THRESHOLD,
    VOLUME_HISTORY_UNAVAILABLE,
    VOLUME_MISSING,
    MISSING_PRICE_DATA,
    /** Too little is known of the symbol's usual moves yet. */
    VOLATILITY_UNKNOWN,
    /** A move of the usual size. */
    MOVE_WITHIN_NOISE,
    /** Unusual, but too small to be worth anything. */
    MOVE_BELOW_FLOOR,
    /** The rule has fired on this move already. */
    NOT_REARMED,
    /** Too few candles to know what is usual. */
    BASELINE_UNAVAILABLE,
    RANGE_WITHIN_NOISE,
    VOLUME_WITHIN_NOISE,
    /** The rule fired less than the cool-down after its last trigger on the symbol. */
    COOLDOWN,
    /** The rule fired on a candle that was read after the fact: it joins the history and starts nothing. */
    BACKFILLED,
    /** The rule fired, but {@code LOOP_TRIGGER} starts runs otherwise. */
    TRIGGER_MODE,
    /** The rule fired on a candle whose prices cannot be: one is absent, or high and low do not hold the others. */
    IMPLAUSIBLE_DATA;

    private static final Reason[] ALL = values();

    private final String code = name().toLowerCase(Locale.ROOT);

    @JsonValue
    public String code() {
        return code;
    }

    /** Names of the values that say why, of all that an evaluation has. */
    List<String> needs() {
        return switch (this) {
            case INSUFFICIENT_SAMPLES, VOLATILITY_UNKNOWN -> List.of("sample_count");
            case DELTA_BELOW_THRESHOLD -> List.of("delta_pct", "threshold_pct", "current_price", "base_price");
            case RANGE_BELOW_THRESHOLD -> List.of("range_pct", "range_threshold_pct", "high", "low", "close");
            case VOLUME_BELOW_THRESHOLD -> List.of("vol", "avg_vol", "vol_ratio", "vol_mult");
            case VOLUME_HISTORY_UNAVAILABLE -> List.of("vol", "vol_mult");
            case MOVE_WITHIN_NOISE, NOT_REARMED ->
                List.of("delta_pct", "threshold_pct", "deviation_pct", "z", "z_threshold", "price", "base_price");
            case MOVE_BELOW_FLOOR -> List.of("delta_pct", "range_pct", "floor_pct");
            case RANGE_WITHIN_NOISE -> List.of("range_pct", "range_z", "z_threshold");
            case VOLUME_WITHIN_NOISE -> List.of("vol", "vol_z", "z_threshold");
            case BASELINE_UNAVAILABLE -> List.of("range_pct");
            case MISSING_PRICE_DATA, IMPLAUSIBLE_DATA -> List.of("high", "low", "close");
            case TRIGGERED,
                    MISSING_PRICE,
                    INVALID_REFERENCE_PRICE,
                    CANDLE_NOT_CLOSED,
                    VOLUME_MISSING,
                    COOLDOWN,
                    BACKFILLED,
                    TRIGGER_MODE -> List.of();
        };
    }

    /** Of a set of reasons; lives in memory only, as it changes when a reason is added. */
    public long bit() {
        return 1L << ordinal();
    }

    /** The codes of a set of {@linkplain #bit() bits}, sorted. */
    public static List<String> codes(long set) {
        return Arrays.stream(ALL)
                .filter(reason -> (set & reason.bit()) != 0)
                .map(Reason::code)
                .sorted()
                .toList();
    }

    /** @param codes unknown ones are left out */
    public static long set(Collection<String> codes) {
        return Arrays.stream(ALL)
                .filter(reason -> codes.contains(reason.code()))
                .mapToLong(Reason::bit)
                .sum();
    }
}
