package io.autofutures.model.topic;

import io.autofutures.model.account.AccountState;
import io.autofutures.model.account.OrderEvent;
import io.autofutures.model.account.PositionState;
import io.autofutures.model.account.UserEvent;
import io.autofutures.model.control.AuditEntry;
import io.autofutures.model.control.Command;
import io.autofutures.model.control.CommandResult;
import io.autofutures.model.control.Control;
import io.autofutures.model.control.ServiceStatus;
import io.autofutures.model.control.SettingChange;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.trade.Decision;
import io.autofutures.model.trade.DeskState;
import io.autofutures.model.trade.DetectorCheckpoint;
import io.autofutures.model.trade.EvaluationRecord;
import io.autofutures.model.trade.Grade;
import io.autofutures.model.trade.Proposal;
import io.autofutures.model.trade.TradeEvent;
import io.autofutures.model.trade.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Every topic of the system. Declared here, created by code, never by the broker on its own. */
public final class Topics {
    /** Partitions of each topic unless the deployment says otherwise. */
    public static final int PARTITIONS = 12;

    public static final Topic<MarketEvent> WS_EVENTS =
            log("ws-events", MarketEvent.class, e -> e.symbol().value(), MarketEvent::eventId, days(7));
    public static final Topic<UserEvent> USER_EVENTS =
            log("user-events", UserEvent.class, e -> e.account().value(), UserEvent::eventId, days(400));
    public static final Topic<Trigger> TRIGGERS =
            log("triggers", Trigger.class, t -> t.symbol().value(), Trigger::triggerId, days(90));
    public static final Topic<EvaluationRecord> EVALUATIONS =
            log("evaluations", EvaluationRecord.class, e -> e.symbol().value(), EvaluationRecord::recordId, days(30));
    public static final Topic<Grade> GRADES =
            log("grades", Grade.class, g -> g.symbol().value(), Grade::gradeId, days(400));
    public static final Topic<Proposal> PROPOSALS =
            log("proposals", Proposal.class, p -> p.account().value(), Proposal::proposalId, days(400));
    public static final Topic<Decision> DECISIONS =
            log("decisions", Decision.class, d -> d.account().value(), Decision::decisionId, days(400));
    public static final Topic<TradeEvent> TRADE_EVENTS =
            log("trade-events", TradeEvent.class, e -> e.account().value(), TradeEvent::eventId, days(400));
    public static final Topic<DeskState> DESK_STATE =
            table("desk-state", DeskState.class, s -> s.account().value(), s -> s.account() + "/" + s.name());
    public static final Topic<OrderEvent> ORDER_EVENTS =
            log("order-events", OrderEvent.class, e -> e.account().value(), OrderEvent::eventId, days(400));
    public static final Topic<PositionState> POSITIONS = table(
            "positions",
            PositionState.class,
            p -> p.account().value(),
            p -> p.account() + "/" + p.symbol() + "/" + p.positionSide());
    public static final Topic<AccountState> ACCOUNT =
            table("account", AccountState.class, a -> a.account().value(), a -> a.account()
                    .value());
    public static final Topic<Command> COMMANDS =
            log("commands", Command.class, c -> c.account().value(), Command::commandId, days(30));
    public static final Topic<CommandResult> COMMAND_RESULTS = log(
            "command-results",
            CommandResult.class,
            r -> r.account().value(),
            r -> r.commandId() + "/" + r.step(),
            days(30));
    public static final Topic<Control> CONTROLS =
            table("controls", Control.class, Control::scope, c -> c.scope() + "/" + c.cause());
    public static final Topic<SettingChange> SETTINGS =
            table("settings", SettingChange.class, SettingChange::name, SettingChange::name);
    public static final Topic<DetectorCheckpoint> DETECTOR_STATE =
            table("detector-state", DetectorCheckpoint.class, c -> c.symbol().value(), c -> c.symbol()
                    .value());
    public static final Topic<ServiceStatus> SERVICE_STATUS =
            table("service-status", ServiceStatus.class, ServiceStatus::instance, ServiceStatus::instance);
    public static final Topic<AuditEntry> AUDIT =
            log("audit", AuditEntry.class, AuditEntry::actor, AuditEntry::auditId, days(400));
    public static final Topic<JsonNode> SHADOW_PROPOSALS = declared("shadow-proposals", "account", days(400));
    public static final Topic<JsonNode> SHADOW_DECISIONS = declared("shadow-decisions", "account", days(400));

    private static final List<Topic<?>> ALL = List.of(
            WS_EVENTS,
            USER_EVENTS,
            TRIGGERS,
            EVALUATIONS,
            GRADES,
            PROPOSALS,
            DECISIONS,
            TRADE_EVENTS,
            DESK_STATE,
            ORDER_EVENTS,
            POSITIONS,
            ACCOUNT,
            COMMANDS,
            COMMAND_RESULTS,
            CONTROLS,
            SETTINGS,
            DETECTOR_STATE,
            SERVICE_STATUS,
            AUDIT,
            SHADOW_PROPOSALS,
            SHADOW_DECISIONS);

    private Topics() {}

    public static List<Topic<?>> all() {
        return ALL;
    }

    public static Optional<Topic<?>> named(String name) {
        return ALL.stream().filter(topic -> topic.name().equals(name)).findFirst();
    }

    private static <T> Topic<T> log(
            String name, Class<T> type, Function<T, String> partitionBy, Function<T, String> key, Duration kept) {
        return new Topic<>(name, type, partitionBy, key, Topic.Cleanup.DELETE, kept);
    }

    private static <T> Topic<T> table(
            String name, Class<T> type, Function<T, String> partitionBy, Function<T, String> key) {
        return new Topic<>(name, type, partitionBy, key, Topic.Cleanup.COMPACT, Duration.ZERO);
    }

    /** A topic whose writer comes later: its place in the system is fixed, its payload is not. */
    private static Topic<JsonNode> declared(String name, String ownerField, Duration kept) {
        return log(
                name,
                JsonNode.class,
                n -> n.path(ownerField).asString(""),
                n -> n.path("id").asString(""),
                kept);
    }

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }
}
