package io.autofutures.trader.desk;

import io.autofutures.execution.desk.DeskRecord;
import io.autofutures.model.topic.Topics;
import io.autofutures.model.trade.Decision;
import io.autofutures.model.trade.DeskState;
import io.autofutures.model.trade.TradeEvent;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
import org.jspecify.annotations.Nullable;

/** The desk's records as they are published. */
final class DeskRecords {
    private static final String SOURCE = "trader-core";

    private DeskRecords() {}

    static Outgoing<?> outgoing(DeskRecord record) {
        return switch (record) {
            case DeskRecord.Decided(Decision decision) ->
                Outgoing.of(
                        Topics.DECISIONS,
                        decision,
                        new Origin(
                                decision.decisionId(),
                                decision.approved() ? "decision-approved" : "decision-refused",
                                SOURCE,
                                decision.decidedAt(),
                                decision.proposalId(),
                                decision.lineage().value()));
            case DeskRecord.Stepped(TradeEvent event, String causationId) ->
                Outgoing.of(
                        Topics.TRADE_EVENTS,
                        event,
                        new Origin(
                                event.eventId(),
                                event.step().name(),
                                SOURCE,
                                event.occurredAt(),
                                causationId,
                                event.lineage().value()));
            case DeskRecord.Kept(DeskState state) ->
                Outgoing.of(
                        Topics.DESK_STATE,
                        state,
                        new Origin(
                                "%s/%d/%d"
                                        .formatted(
                                                state.name(),
                                                state.lastStep(),
                                                state.updatedAt().toEpochMilli()),
                                "desk-state",
                                SOURCE,
                                state.updatedAt(),
                                null,
                                lineage(state)));
            case DeskRecord.Removed(DeskState state) ->
                Outgoing.tombstone(Topics.DESK_STATE, state, SOURCE, state.updatedAt());
        };
    }

    private static @Nullable String lineage(DeskState state) {
        int dash = state.name().lastIndexOf('-');
        return dash < 0 ? null : state.name().substring(dash + 1);
    }
}
