package io.autofutures.detection;

import com.fasterxml.jackson.annotation.JsonValue;
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
    BACKFILLED;

    private final String code = name().toLowerCase(Locale.ROOT);

    @JsonValue
    public String code() {
        return code;
    }
}
