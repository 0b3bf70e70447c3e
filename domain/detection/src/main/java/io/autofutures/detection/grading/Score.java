package io.autofutures.detection.grading;

import io.autofutures.model.trade.Grade;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Precision and recall from the grades of one horizon: a move was right when its best excursion by then covered the costs.
 * Remembers which subjects it has seen, as a grade may come again. Not thread-safe.
 */
public final class Score {
    private final int horizonMinutes;
    private final BigDecimal costPct;
    private final Set<String> seen = new HashSet<>();
    private long triggers;
    private long triggersRight;
    private long misses;
    private long missesRight;

    /** @param horizonMinutes of {@link Grader#HORIZONS} @param costPct least excursion that was worth it, percent */
    public Score(int horizonMinutes, BigDecimal costPct) {
        if (!Grader.HORIZONS.contains(horizonMinutes)) {
            throw new IllegalArgumentException(
                    "horizon must be one of %s minutes, was %d".formatted(Grader.HORIZONS, horizonMinutes));
        }
        this.horizonMinutes = horizonMinutes;
        this.costPct = costPct;
    }

    /** Grades of other horizons are left out. */
    public void add(Grade grade) {
        if (grade.horizonMinutes() != horizonMinutes || !seen.add(grade.subjectId())) {
            return;
        }
        boolean right = grade.bestPct().compareTo(costPct) >= 0;
        if (grade.kind() == Grade.Kind.TRIGGER) {
            triggers++;
            triggersRight += right ? 1 : 0;
        } else {
            misses++;
            missesRight += right ? 1 : 0;
        }
    }

    public long triggers() {
        return triggers;
    }

    public long nearMisses() {
        return misses;
    }

    /** Share of the triggers that were right; empty without triggers. */
    public OptionalDouble precision() {
        return share(triggersRight, triggers);
    }

    /** The triggers' share of all that was right, near misses included; empty when nothing was. */
    public OptionalDouble recall() {
        return share(triggersRight, triggersRight + missesRight);
    }

    private static OptionalDouble share(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}
