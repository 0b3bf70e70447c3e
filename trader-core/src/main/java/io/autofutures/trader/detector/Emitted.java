package io.autofutures.trader.detector;

import io.autofutures.model.id.Lineage;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.topic.Topics;
import io.autofutures.model.trade.EvaluationRecord;
import io.autofutures.model.trade.Grade;
import io.autofutures.model.trade.Trigger;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record as published; one of the three is there.
 *
 * @param offset of the market event because of which it was published, {@code causationId} its id
 * @param at event time then
 */
record Emitted(
        long offset,
        Instant at,
        String causationId,
        @Nullable Trigger trigger,
        @Nullable EvaluationRecord evaluation,
        @Nullable Grade grade) {
    private static final String SOURCE = "trader-core";

    static Emitted of(long offset, MarketEvent cause, Instant at, Trigger trigger) {
        return new Emitted(offset, at, cause.eventId(), trigger, null, null);
    }

    static Emitted of(long offset, MarketEvent cause, Instant at, EvaluationRecord evaluation) {
        return new Emitted(offset, at, cause.eventId(), null, evaluation, null);
    }

    static Emitted of(long offset, MarketEvent cause, Instant at, Grade grade) {
        return new Emitted(offset, at, cause.eventId(), null, null, grade);
    }

    Outgoing<?> outgoing() {
        if (trigger != null) {
            var origin = new Origin(
                    trigger.triggerId(),
                    "trigger",
                    SOURCE,
                    trigger.occurredAt(),
                    trigger.eventIds().getLast(),
                    trigger.lineage().value());
            return Outgoing.of(Topics.TRIGGERS, trigger, origin);
        }
        if (grade != null) {
            Instant gradedAt = grade.moves().getLast().at();
            String lineage = grade.triggerId() == null
                    ? null
                    : Lineage.ofId(grade.triggerId()).value();
            return Outgoing.of(
                    Topics.GRADES, grade, new Origin(grade.gradeId(), "grade", SOURCE, gradedAt, causationId, lineage));
        }
        if (evaluation == null) {
            throw new IllegalStateException("nothing was published at offset " + offset);
        }
        return switch (evaluation) {
            case EvaluationRecord.Totals totals -> {
                Instant end = totals.from().plusSeconds(totals.seconds());
                var origin = new Origin(totals.recordId(), "evaluation-totals", SOURCE, end, causationId, null);
                yield Outgoing.of(Topics.EVALUATIONS, totals, origin);
            }
            case EvaluationRecord.SettingsTaken taken -> {
                var origin = new Origin(
                        taken.recordId(), "settings-taken", SOURCE, taken.occurredAt(), taken.firstEventId(), null);
                yield Outgoing.of(Topics.EVALUATIONS, taken, origin);
            }
        };
    }
}
