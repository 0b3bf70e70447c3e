package io.autofutures.detection;

import io.autofutures.detection.grading.Grader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that {@link SymbolDetector} remembers, as it stands in a checkpoint. Only gains fields.
 *
 * @param lastMarkMillis event time of the last mark price judged
 * @param lastOpenCandleMillis event time of the last update of an open candle
 * @param repeats events dropped because they were told before
 * @param intervalMillis start of the open interval of the ledgers
 * @param timerSlot intervals of the trigger mode {@code timer} since 1970, up to the last mark price
 * @param setAside events not judged in the open interval, by reason
 * @param lanes of the rule set that trades, of the one beside it, and of one whose interval is still open
 * @param grades what is followed to be graded
 */
record DetectorState(
        @Nullable Long lastMarkMillis,
        @Nullable Long lastOpenCandleMillis,
        long repeats,
        @Nullable Long intervalMillis,
        @Nullable Long timerSlot,
        Map<String, Long> setAside,
        TimeGuard.State time,
        CandleSequence.State candles,
        List<Lane.State> lanes,
        Grader.State grades) {}
