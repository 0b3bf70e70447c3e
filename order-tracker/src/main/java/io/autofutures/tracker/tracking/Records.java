package io.autofutures.tracker.tracking;

import io.autofutures.ledger.Output;
import io.autofutures.model.account.AccountState;
import io.autofutures.model.account.OrderEvent;
import io.autofutures.model.account.PositionState;
import io.autofutures.model.topic.Topics;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Outputs of the core as records: facts all, of states the last of each key. */
final class Records {
    static final String SOURCE = "order-tracker";

    private Records() {}

    static List<Outgoing<?>> of(List<Output> outputs) {
        var records = new ArrayList<Outgoing<?>>();
        var states = new LinkedHashMap<String, Outgoing<?>>();
        for (Output output : outputs) {
            switch (output) {
                case Output.Fact fact -> records.add(fact(fact));
                case Output.PositionChanged changed -> {
                    Outgoing<PositionState> record = position(changed);
                    states.put("position " + record.key(), record);
                }
                case Output.AccountChanged changed -> {
                    Outgoing<AccountState> record = account(changed);
                    states.put("account " + record.key(), record);
                }
            }
        }
        records.addAll(states.values());
        return records;
    }

    private static Outgoing<OrderEvent> fact(Output.Fact fact) {
        OrderEvent event = fact.event();
        return Outgoing.of(
                Topics.ORDER_EVENTS,
                event,
                new Origin(
                        event.eventId(), type(event), SOURCE, event.occurredAt(), fact.causationId(), fact.lineage()));
    }

    private static Outgoing<PositionState> position(Output.PositionChanged changed) {
        PositionState state = changed.state();
        String id = "%s/position/%s/%s".formatted(changed.causationId(), state.symbol(), state.positionSide());
        return Outgoing.of(
                Topics.POSITIONS,
                state,
                new Origin(id, "position", SOURCE, state.updatedAt(), changed.causationId(), changed.lineage()));
    }

    private static Outgoing<AccountState> account(Output.AccountChanged changed) {
        AccountState state = changed.state();
        return Outgoing.of(
                Topics.ACCOUNT,
                state,
                new Origin(
                        changed.causationId() + "/account",
                        "account",
                        SOURCE,
                        state.updatedAt(),
                        changed.causationId(),
                        null));
    }

    private static String type(OrderEvent event) {
        return switch (event) {
            case OrderEvent.OrderChanged unused -> "order-changed";
            case OrderEvent.OrderFilled unused -> "order-filled";
            case OrderEvent.PositionClosed unused -> "position-closed";
            case OrderEvent.BalanceMoved unused -> "balance-moved";
            case OrderEvent.Reconciled unused -> "reconciled";
            case OrderEvent.Opened unused -> "opened";
        };
    }
}
