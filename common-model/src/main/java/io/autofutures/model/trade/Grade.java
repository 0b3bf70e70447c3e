package io.autofutures.model.trade;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the price did after a trigger or a near miss, up to one horizon; published on {@code grades} once the horizon has
 * passed in event time. Each horizon is a fact of its own that repeats what the earlier ones found, so the last one of a
 * subject holds all. Percentages are in the direction of the move: positive when it went on.
 *
 * @param gradeId subject and horizon, {@code <subjectId>@5m}
 * @param subjectId rule set, rule and event: {@code classic/1/mark/<eventId>}
 * @param ruleSet name and version
 * @param rule {@code mark}, {@code kline}, or what the trigger mode started: {@code close}, {@code timer}
 * @param trading false when the rule set only recorded what it would have done
 * @param triggerId on {@code triggers}; absent for near misses and for what never got there
 * @param occurredAt event time of the trigger or miss, and {@code price} there
 * @param nearness share of the threshold that was reached, 3 decimals; absent where there is no threshold
 * @param settingsVersion in force there
 * @param horizonMinutes 1, 5, 15 or 60
 * @param moves at each horizon so far, shortest first
 * @param bestPct furthest the price went on since, 0 or more, percent, 4 decimals
 * @param worstPct furthest it went against, 0 or less
 * @param complete no longer horizon follows
 */
public record Grade(
        String gradeId,
        String subjectId,
        Symbol symbol,
        String ruleSet,
        String rule,
        Kind kind,
        boolean trading,
        @Nullable String triggerId,
        Instant occurredAt,
        Price price,
        Heading heading,
        @Nullable BigDecimal nearness,
        long settingsVersion,
        int horizonMinutes,
        List<Reading> moves,
        BigDecimal bestPct,
        BigDecimal worstPct,
        boolean complete) {

    public enum Kind {
        @JsonProperty("trigger")
        TRIGGER,
        /** The best miss of an interval in which the rule did not fire, near enough to be worth it. */
        @JsonProperty("near_miss")
        NEAR_MISS
    }

    /** Where the price was going. */
    public enum Heading {
        @JsonProperty("up")
        UP,
        @JsonProperty("down")
        DOWN;

        /** @param change of the price; none counts as up */
        public static Heading of(int change) {
            return change < 0 ? DOWN : UP;
        }
    }

    /**
     * The first price at or after the horizon.
     *
     * @param at event time of it; later than the horizon when the stream was silent
     */
    public record Reading(int minutes, Instant at, Price price, BigDecimal movePct) {}
}
