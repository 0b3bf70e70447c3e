package io.autofutures.detection.grading;

import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.trade.Grade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A trigger or near miss to be graded; its fields stand in {@link Grade} as they are. */
public record GradedMove(
        String subjectId,
        Symbol symbol,
        String ruleSet,
        String rule,
        Grade.Kind kind,
        boolean trading,
        @Nullable String triggerId,
        Instant occurredAt,
        Price price,
        Grade.Heading heading,
        @Nullable BigDecimal nearness,
        long settingsVersion) {
    /** One event may be the subject of each rule of each rule set. */
    public static String subjectId(String ruleSet, String rule, String eventId) {
        return ruleSet + "/" + rule + "/" + eventId;
    }

    /** As records carry it: 3 decimals, absent for NaN and the infinities. */
    public static @Nullable BigDecimal nearness(double share) {
        return Double.isFinite(share) ? new BigDecimal(share).setScale(3, RoundingMode.HALF_EVEN) : null;
    }
}
