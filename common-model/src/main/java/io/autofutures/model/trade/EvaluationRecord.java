package io.autofutures.model.trade;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the detector tells of its judging, fired or not; on {@code evaluations}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(EvaluationRecord.Totals.class),
    @JsonSubTypes.Type(EvaluationRecord.SettingsTaken.class)
})
public sealed interface EvaluationRecord {
    Symbol symbol();

    /** Derived: the same totals, or the same change, whoever writes it and however often. */
    String recordId();

    /**
     * Everything judged of one symbol by one rule set in one interval of event time. The whole interval: a record replaces
     * an earlier one with its id.
     *
     * @param ruleSet name and version
     * @param trading whether its triggers may trade when the interval ended
     * @param from start of the interval, and its length
     * @param settingsVersion in force at its end
     * @param evaluations the outcomes' counts add up to this
     * @param outcomes most frequent first
     * @param last of each rule the last event judged, with its numbers against the thresholds
     * @param nearest of each rule the miss that came nearest to firing
     * @param unjudged events set aside in the interval, by reason; told by the rule set that may trade
     */
    @JsonTypeName("totals")
    record Totals(
            Symbol symbol,
            String ruleSet,
            boolean trading,
            Instant from,
            int seconds,
            long settingsVersion,
            long evaluations,
            List<Outcome> outcomes,
            List<Sample> last,
            List<Sample> nearest,
            Map<String, Long> unjudged)
            implements EvaluationRecord {
        @Override
        public String recordId() {
            return symbol + "/" + ruleSet + "/" + from.toEpochMilli();
        }
    }

    /** @param reasons sorted; {@code triggered} alone when it fired */
    record Outcome(String rule, List<String> reasons, long count) {}

    /**
     * One event that was judged.
     *
     * @param nearness share of the threshold that was reached, 3 decimals; absent where nothing could be compared
     * @param values the numbers by name, thresholds among them, as text
     */
    record Sample(
            String rule,
            String eventId,
            Instant occurredAt,
            List<String> reasons,
            @Nullable BigDecimal nearness,
            Map<String, String> values) {}

    /**
     * From this event on the symbol is judged by these settings: what folds, replay and what-if go by.
     *
     * @param settingsVersion highest saved one among them
     * @param firstEventId and {@code occurredAt}: the first event judged by them
     * @param settings given or saved, those that bear on the symbol; defaults are left out
     */
    @JsonTypeName("settings-taken")
    record SettingsTaken(
            Symbol symbol, long settingsVersion, String firstEventId, Instant occurredAt, Map<String, String> settings)
            implements EvaluationRecord {
        @Override
        public String recordId() {
            return symbol + "/settings/" + firstEventId;
        }
    }
}
