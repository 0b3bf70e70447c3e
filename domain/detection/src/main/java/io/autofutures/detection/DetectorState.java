package io.autofutures.detection;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All that {@link SymbolDetector} remembers, as it stands in a checkpoint. Only gains fields.
 *
 * @param lastMarkMillis event time of the last mark price judged
 * @param lastOpenCandleMillis event time of the last update of an open candle
 * @param lastTriggersMillis rule to event time of its last trigger; the cool-down counts from it
 * @param repeats events dropped because they were not newer
 * @param rules what the rule set remembers, in its own words
 */
record DetectorState(
        @Nullable Long lastMarkMillis,
        @Nullable Long lastOpenCandleMillis,
        Map<String, Long> lastTriggersMillis,
        long repeats,
        CandleSequence.State candles,
        JsonNode rules) {}
