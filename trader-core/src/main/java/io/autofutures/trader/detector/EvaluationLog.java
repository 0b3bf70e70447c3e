package io.autofutures.trader.detector;

import io.autofutures.detection.Judgement;
import io.autofutures.detection.Reason;
import io.autofutures.model.market.Symbol;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Log lines of one symbol: every trigger, and at level DEBUG what did not fire, once a minute of event time for each rule
 * and set of reasons, with the values that these reasons need and no others.
 */
final class EvaluationLog {
    private static final Logger LOGGER = LoggerFactory.getLogger(EvaluationLog.class);
    private static final long EVERY_MILLIS = 60_000;
    private static final Set<Reason> SILENT = Set.of(Reason.CANDLE_NOT_CLOSED);

    private final Symbol symbol;
    private final Map<String, Long> said = new HashMap<>();

    EvaluationLog(Symbol symbol) {
        this.symbol = symbol;
    }

    void judged(Judgement judgement) {
        if (judgement.trigger() != null) {
            line(LOGGER.atInfo(), judgement).log("Triggered");
        } else if (LOGGER.isDebugEnabled() && isDue(judgement)) {
            line(LOGGER.atDebug(), judgement)
                    .addKeyValue("reasons", reasons(judgement))
                    .log("Not triggered");
        }
    }

    private boolean isDue(Judgement judgement) {
        if (SILENT.containsAll(judgement.evaluation().reasons())) {
            return false;
        }
        long at = judgement.event().occurredAt().toEpochMilli();
        String what = judgement.evaluation().rule() + " " + reasons(judgement);
        Long last = said.get(what);
        if (last != null && at - last < EVERY_MILLIS && at >= last) {
            return false;
        }
        said.put(what, at);
        return true;
    }

    private static String reasons(Judgement judgement) {
        Reason heldBy = judgement.suppressedBy();
        return heldBy != null
                ? heldBy.code()
                : judgement.evaluation().reasons().stream().map(Reason::code).collect(Collectors.joining(","));
    }

    private LoggingEventBuilder line(LoggingEventBuilder line, Judgement judgement) {
        LoggingEventBuilder said = line.addKeyValue("symbol", symbol)
                .addKeyValue("rule", judgement.evaluation().rule())
                .addKeyValue("eventAt", judgement.event().occurredAt());
        for (var value : judgement.evaluation().telling().entrySet()) {
            said = said.addKeyValue(value.getKey(), value.getValue());
        }
        return said;
    }
}
