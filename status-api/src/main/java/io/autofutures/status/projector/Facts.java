package io.autofutures.status.projector;

import io.autofutures.model.account.OrderEvent;
import io.autofutures.model.account.OrderEvent.OrderFilled;
import io.autofutures.model.account.OrderEvent.PositionClosed;
import io.autofutures.model.account.PositionState;
import io.autofutures.model.id.Lineage;
import io.autofutures.model.json.Json;
import io.autofutures.model.trade.Decision;
import io.autofutures.model.trade.Proposal;
import io.autofutures.model.trade.TradeEvent;
import io.autofutures.model.trade.Trigger;
import io.autofutures.status.view.DecisionItem;
import io.autofutures.status.view.PositionItem;
import io.autofutures.status.view.ProposalItem;
import io.autofutures.status.view.TradeItem;
import io.autofutures.status.view.TriggerItem;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What happened, once each: the first record with an id is inserted, later ones are ignored and counted. */
final class Facts {
    private final JdbcTemplate jdbc;
    private final TradeReader trades;
    private final Set<String> touchedTrades = new LinkedHashSet<>();

    Facts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.trades = new TradeReader(jdbc);
    }

    /** A batch begins; what an undone one left behind is forgotten. */
    void begin() {
        touchedTrades.clear();
    }

    /** @return false if this is no fact */
    boolean apply(Object value, Changes changes) {
        switch (value) {
            case Trigger trigger -> trigger(trigger, changes);
            case Proposal proposal -> proposal(proposal, changes);
            case Decision decision -> decision(decision, changes);
            case TradeEvent event -> step(event, changes);
            case OrderFilled fill -> fill(fill, changes);
            case PositionClosed closed -> closed(closed, changes);
            case OrderEvent.BalanceMoved _, OrderEvent.Reconciled _ -> {} // shown through the account's own topic
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Tells of each trade that was touched, once, as it stands at the end of the batch. */
    void finish(Changes changes) {
        for (String tradeId : touchedTrades) {
            trades.read(tradeId).ifPresent(item -> changes.add("trade.updated", item));
        }
        touchedTrades.clear();
    }

    private void trigger(Trigger trigger, Changes changes) {
        boolean first = insert(
                "triggers",
                "symbol, sort_at, seq, doc",
                trigger.triggerId(),
                trigger.symbol().value(),
                trigger.occurredAt().toEpochMilli(),
                changes.next(),
                json(trigger));
        tell(first, "trigger.created", TriggerItem.of(trigger), changes);
    }

    private void proposal(Proposal proposal, Changes changes) {
        ProposalItem item = ProposalItem.of(proposal);
        boolean first = insert(
                "proposals",
                "symbol, sort_at, seq, doc, summary",
                proposal.proposalId(),
                proposal.symbol().value(),
                proposal.createdAt().toEpochMilli(),
                changes.next(),
                json(proposal),
                json(item));
        tell(first, "proposal.created", item, changes);
    }

    private void decision(Decision decision, Changes changes) {
        boolean first = insert(
                "decisions",
                "symbol, sort_at, seq, proposal_id, approved, doc",
                decision.decisionId(),
                decision.symbol().value(),
                decision.decidedAt().toEpochMilli(),
                changes.next(),
                decision.proposalId(),
                decision.approved(),
                json(decision));
        tell(first, "decision.created", DecisionItem.of(decision), changes);
    }

    private void step(TradeEvent event, Changes changes) {
        boolean first = insert(
                "trade_steps",
                "trade_id, sequence_no, seq, doc",
                event.eventId(),
                event.tradeId(),
                event.sequence(),
                changes.next(),
                json(event));
        if (!first) {
            changes.ignore();
            return;
        }
        boolean ended = TradeItem.ends(event.step());
        int updated = jdbc.update(
                "update trades set last_sequence = ?, ended = ?, seq = ? where id = ? and last_sequence < ?",
                event.sequence(),
                ended,
                changes.next(),
                event.tradeId(),
                event.sequence());
        if (updated == 0) {
            insert(
                    "trades",
                    "symbol, sort_at, seq, last_sequence, ended",
                    event.tradeId(),
                    event.symbol().value(),
                    event.occurredAt().toEpochMilli(),
                    changes.next(),
                    event.sequence(),
                    ended);
        }
        touchedTrades.add(event.tradeId());
    }

    private void fill(OrderFilled fill, Changes changes) {
        Optional<Lineage> lineage = fill.clientOrderId().lineage();
        boolean first = insert(
                "fills",
                "symbol, sort_at, seq, lineage, doc",
                fill.account() + "/" + fill.symbol() + "/" + fill.tradeId(),
                fill.symbol().value(),
                fill.occurredAt().toEpochMilli(),
                changes.next(),
                lineage.map(Lineage::value).orElse(null),
                json(fill));
        touch(first, lineage.orElse(null), changes);
    }

    private void closed(PositionClosed closed, Changes changes) {
        Lineage lineage =
                closed.closedBy() == null ? null : closed.closedBy().lineage().orElse(null);
        if (lineage == null) {
            lineage = lineageOfEpisode(closed);
        }
        boolean first = insert(
                "closed_positions",
                "symbol, sort_at, seq, lineage, doc",
                closed.account() + "/" + closed.episode(),
                closed.symbol().value(),
                closed.occurredAt().toEpochMilli(),
                changes.next(),
                lineage == null ? null : lineage.value(),
                json(closed));
        touch(first, lineage, changes);
    }

    /** A position that others closed still belongs to the trade that opened it. */
    private @Nullable Lineage lineageOfEpisode(PositionClosed closed) {
        String id = closed.account() + ":" + closed.symbol() + ":" + closed.positionSide();
        return jdbc
                .query(
                        "select doc from positions where id = ?",
                        (row, n) -> Json.mapper().readValue(row.getString(1), PositionState.class),
                        id)
                .stream()
                .filter(position -> position.episode().equals(closed.episode()) && position.lineage() != null)
                .filter(position -> PositionItem.idOf(position).equals(id))
                .map(position -> new Lineage(java.util.Objects.requireNonNull(position.lineage())))
                .findFirst()
                .orElse(null);
    }

    private void touch(boolean first, @Nullable Lineage lineage, Changes changes) {
        if (!first) {
            changes.ignore();
        } else if (lineage != null) {
            touchedTrades.add(lineage.tradeId());
        }
    }

    private static void tell(boolean first, String type, Object item, Changes changes) {
        if (first) {
            changes.add(type, item);
        } else {
            changes.ignore();
        }
    }

    private boolean insert(String table, String columns, String id, @Nullable Object... values) {
        if (!jdbc.queryForList("select 1 from " + table + " where id = ?", Integer.class, id)
                .isEmpty()) {
            return false;
        }
        var arguments = new @Nullable Object[values.length + 1];
        arguments[0] = id;
        System.arraycopy(values, 0, arguments, 1, values.length);
        jdbc.update(
                "insert into " + table + " (id, " + columns + ") values (?" + ", ?".repeat(values.length) + ")",
                arguments);
        return true;
    }

    private static String json(Object value) {
        return Json.mapper().writeValueAsString(value);
    }
}
