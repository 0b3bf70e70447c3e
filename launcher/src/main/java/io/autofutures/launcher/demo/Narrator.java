package io.autofutures.launcher.demo;

import io.autofutures.model.account.OrderEvent;
import io.autofutures.model.order.Book;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.topic.Topics;
import io.autofutures.model.trade.Advice;
import io.autofutures.model.trade.Decision;
import io.autofutures.model.trade.Proposal;
import io.autofutures.model.trade.TradePlan;
import io.autofutures.model.trade.Trigger;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Delivery;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells on a terminal what the topics say: one line for each trigger, decision, order and fill. */
final class Narrator {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final PrintWriter out;
    private final boolean color;

    private enum Color {
        PLAIN(0),
        RED(31),
        GREEN(32),
        YELLOW(33),
        CYAN(36);

        private final int code;

        Color(int code) {
            this.code = code;
        }
    }

    Narrator(PrintWriter out, boolean color) {
        this.out = out;
        this.color = color;
    }

    Broadcast broadcast() {
        return Broadcast.latest(
                        "demo-narrator",
                        List.of(Topics.TRIGGERS, Topics.PROPOSALS, Topics.DECISIONS, Topics.ORDER_EVENTS),
                        batch -> batch.forEach(this::tell))
                .asSink();
    }

    private void tell(Delivery<?> delivery) {
        switch (delivery.value()) {
            case Trigger trigger -> trigger(trigger);
            case Proposal proposal -> proposal(proposal);
            case Decision decision -> decision(decision);
            case OrderEvent event -> order(event);
            default -> throw new IllegalStateException("not narrated: " + delivery.topic());
        }
    }

    private void trigger(Trigger trigger) {
        String numbers = trigger.values().entrySet().stream()
                .map(value -> value.getKey() + " " + value.getValue())
                .collect(Collectors.joining(", "));
        line(
                trigger.occurredAt(),
                trigger.symbol().value(),
                "trigger",
                Color.CYAN,
                "%s at %s (%s)".formatted(trigger.rule(), trigger.price(), numbers));
    }

    private void proposal(Proposal proposal) {
        switch (proposal.outcome()) {
            case Proposal.Advised(Advice advice) ->
                line(
                        proposal.createdAt(),
                        proposal.symbol().value(),
                        "proposal",
                        Color.PLAIN,
                        "%s, confidence %s, stop %s: %s"
                                .formatted(
                                        advice.direction(),
                                        advice.confidence().toPlainString(),
                                        Optional.ofNullable(advice.stop())
                                                .map(Object::toString)
                                                .orElse("none"),
                                        advice.rationale()));
            case Proposal.NoTrade(String code, String detail) ->
                line(
                        proposal.createdAt(),
                        proposal.symbol().value(),
                        "proposal",
                        Color.YELLOW,
                        "no trade, %s: %s".formatted(code, detail));
        }
    }

    private void decision(Decision decision) {
        TradePlan plan = decision.plan();
        if (plan != null) {
            line(
                    decision.decidedAt(),
                    decision.symbol().value(),
                    "decision",
                    Color.GREEN,
                    "approved %s %s, stop %s, take-profit %s, risk %s USDT"
                            .formatted(
                                    plan.positionSide(),
                                    plan.quantity(),
                                    plan.stop(),
                                    Optional.ofNullable(plan.takeProfit())
                                            .map(Object::toString)
                                            .orElse("none"),
                                    plan.riskUsdt().toPlainString()));
            return;
        }
        String why = decision.gates().stream()
                .filter(gate -> !gate.passed())
                .findFirst()
                .map(Decision.GateCheck::detail)
                .orElse("");
        line(
                decision.decidedAt(),
                decision.symbol().value(),
                "decision",
                Color.YELLOW,
                "refused by %s: %s".formatted(decision.refusedBy(), why));
    }

    private void order(OrderEvent event) {
        switch (event) {
            case OrderEvent.OrderChanged changed -> orderChanged(changed);
            case OrderEvent.OrderFilled fill ->
                line(
                        fill.occurredAt(),
                        fill.symbol().value(),
                        "fill",
                        Color.GREEN,
                        "%s %s %s at %s, fee %s (%s)"
                                .formatted(
                                        fill.side(),
                                        fill.positionSide(),
                                        fill.quantity(),
                                        fill.price(),
                                        fill.commission().toPlainString(),
                                        fill.clientOrderId()));
            case OrderEvent.PositionClosed closed ->
                line(
                        closed.occurredAt(),
                        closed.symbol().value(),
                        "closed",
                        closed.net().signum() < 0 ? Color.RED : Color.GREEN,
                        "%s %s from %s to %s by %s, net %s USDT"
                                .formatted(
                                        closed.positionSide(),
                                        closed.quantity(),
                                        closed.entryPrice(),
                                        closed.exitPrice(),
                                        closed.exitReason(),
                                        closed.net().toPlainString()));
            case OrderEvent.Reconciled reconciled -> {
                if (!reconciled.differences().isEmpty()) {
                    line(
                            reconciled.occurredAt(),
                            "account",
                            "repair",
                            Color.YELLOW,
                            String.join("; ", reconciled.differences()));
                }
            }
            case OrderEvent.BalanceMoved moved ->
                line(
                        moved.occurredAt(),
                        "account",
                        "balance",
                        Color.PLAIN,
                        "%s %s by %s".formatted(moved.change().toPlainString(), moved.asset(), moved.reason()));
            case OrderEvent.Opened opened ->
                line(
                        opened.occurredAt(),
                        "account",
                        "opened",
                        Color.PLAIN,
                        opened.balances().toString());
        }
    }

    private void orderChanged(OrderEvent.OrderChanged changed) {
        OrderView order = changed.order();
        if (order.status() == OrderStatus.FILLED || order.status() == OrderStatus.PARTIALLY_FILLED) {
            return; // the fill says it
        }
        String size =
                order.closePosition() ? "the whole position" : order.quantity().toString();
        String at = order.triggerPrice() != null
                ? " at " + order.triggerPrice()
                : order.price() != null ? " at " + order.price() : "";
        line(
                changed.occurredAt(),
                order.symbol().value(),
                "order",
                order.status() == OrderStatus.REJECTED ? Color.RED : Color.PLAIN,
                "%s %s %s %s%s %s%s (%s)"
                        .formatted(
                                order.type(),
                                order.side(),
                                order.positionSide(),
                                size,
                                at,
                                order.status(),
                                order.book() == Book.ALGO ? " [algo]" : "",
                                order.clientOrderId()));
    }

    private synchronized void line(Instant at, String subject, String what, Color paint, String text) {
        String label = "%-9s".formatted(what);
        String shown = color && paint != Color.PLAIN ? "\u001b[%dm%s\u001b[0m".formatted(paint.code, label) : label;
        out.printf("%s  %-10s %s %s%n", TIME.format(at), subject, shown, text);
        out.flush();
    }
}
