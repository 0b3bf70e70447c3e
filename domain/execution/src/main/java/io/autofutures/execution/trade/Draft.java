package io.autofutures.execution.trade;

import io.autofutures.execution.Moment;
import io.autofutures.execution.trade.OrderProgress.Ended;
import io.autofutures.execution.trade.OrderProgress.Live;
import io.autofutures.execution.trade.OrderProgress.Missing;
import io.autofutures.execution.trade.OrderProgress.Planned;
import io.autofutures.execution.trade.OrderProgress.Refused;
import io.autofutures.execution.trade.OrderProgress.Unsure;
import io.autofutures.execution.trade.Trade.PositionCheck;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.Leg;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.trade.TradeEvent;
import io.autofutures.model.trade.TradeStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A trade while one input is applied to it, with the steps that come of it. Its methods are the moves of the table. */
final class Draft {
    private Trade trade;
    private final Moment now;
    private final List<TradeEvent> steps = new ArrayList<>();

    Draft(Trade trade, Moment now) {
        this.trade = trade;
        this.now = now;
    }

    Trade trade() {
        return trade;
    }

    List<TradeEvent> steps() {
        return List.copyOf(steps);
    }

    // moves of the table; true when the trade has moved

    boolean stay() {
        return false;
    }

    boolean to(TradeState state) {
        trade = trade.with(state);
        return true;
    }

    boolean armed() {
        step(
                TradeStep.ARMED,
                id(Leg.ARMED_STOP),
                Map.of("trigger", trade.plan().stop().toString()));
        return to(new TradeState.Armed(now.at()));
    }

    boolean sendEntry() {
        LegOrder entry = trade.latest(Leg.ENTRY)
                .orElseGet(() -> LegOrder.planned(
                        trade.id(Leg.ENTRY, 1), Leg.ENTRY, 1, trade.plan().quantity(), now.at()));
        trade = trade.with(entry);
        step(
                TradeStep.ENTRY_SENDING,
                entry.id(),
                Map.of("quantity", entry.quantity().toString(), "attempt", Integer.toString(entry.tries() + 1)));
        return to(new TradeState.EntrySending(now.at(), entry.tries()));
    }

    boolean protect(Duration deadline) {
        planNext(Leg.POSITION_STOP, Quantity.ZERO, now.at());
        return to(new TradeState.Protecting(now.after(deadline)));
    }

    boolean isProtected() {
        step(
                TradeStep.PROTECTED,
                id(Leg.POSITION_STOP),
                Map.of(
                        "trigger",
                        trade.plan().stop().toString(),
                        "open",
                        trade.open().toString()));
        return to(new TradeState.Protected());
    }

    /** Another order of the leg, in the place of one that is over. */
    boolean planNext(Leg leg, Quantity quantity, Instant notBefore) {
        int number = trade.latest(leg).map(LegOrder::number).orElse(0) + 1;
        trade = trade.with(LegOrder.planned(trade.id(leg, number), leg, number, quantity, notBefore));
        return true;
    }

    boolean cancel(LegOrder order) {
        trade = trade.with(order.cancelingWith(now.at()));
        step(TradeStep.CANCEL_SENDING, order.id(), Map.of());
        return true;
    }

    boolean drop(Leg leg, String why) {
        trade.latest(leg).ifPresent(order -> put(order, order.dropped(why)));
        return true;
    }

    boolean exit(String reason) {
        each(order -> order.progress() instanceof Planned(var notBefore, var _) && !now.reached(notBefore)
                ? order.dropped("its time had not come")
                : order);
        return to(new TradeState.Exiting(reason));
    }

    boolean close(String reason) {
        step(
                TradeStep.CLOSED,
                null,
                Map.of("reason", reason, "filled", trade.filled().toString()));
        each(order -> order.givenUp(now).doubted(now));
        trade = trade.with(new PositionCheck(null, null, trade.check().flat()));
        return to(new TradeState.Closed(reason));
    }

    boolean abandon(String reason) {
        each(order -> order.givenUp(now));
        return to(new TradeState.Abandoning(reason));
    }

    boolean end(TradeState state, TradeStep step, String reason) {
        step(step, null, Map.of("reason", reason));
        return to(state);
    }

    /** Ask the venue for the position, now or when the last question left off. */
    boolean checkPosition() {
        if (trade.check().due() == null && !trade.check().flat()) {
            trade = trade.with(new PositionCheck(now.at(), trade.check().flatSince(), false));
        }
        return true;
    }

    // facts

    void put(LegOrder before, LegOrder after) {
        Quantity filledBefore = trade.filled();
        trade = trade.with(after);
        if (!trade.filled().equals(filledBefore)) {
            trade = trade.with(PositionCheck.NONE); // an older look at the position does not know this fill
        }
        stepsOf(before, after);
    }

    void each(UnaryOperator<LegOrder> change) {
        for (LegOrder order : trade.orders()) {
            trade = trade.with(change.apply(order));
        }
    }

    void check(PositionCheck check) {
        trade = trade.with(check);
    }

    private void stepsOf(LegOrder before, LegOrder after) {
        boolean appeared = !before.wasSeen() && after.wasSeen();
        switch (after.leg()) {
            case ENTRY -> entrySteps(before, after, appeared);
            case TAKE_PROFIT -> {
                if (appeared) {
                    step(TradeStep.TAKE_PROFIT_PLACED, after.id(), Map.of("trigger", target()));
                } else if (before.progress().rank() < 2 && after.isOver()) {
                    step(TradeStep.TAKE_PROFIT_REFUSED, after.id(), refusal(after.progress()));
                }
            }
            case CLOSE -> {
                if (appeared) {
                    String reason = trade.state() instanceof TradeState.Exiting(String why) ? why : "unknown";
                    step(TradeStep.EXIT_SENT, after.id(), Map.of("reason", reason));
                }
            }
            case ARMED_STOP, POSITION_STOP -> {}
        }
        if (!before.isOver()
                && after.progress() instanceof Ended(OrderStatus status)
                && status == OrderStatus.CANCELED) {
            step(
                    TradeStep.ORDER_CANCELED,
                    after.id(),
                    Map.of("filled", after.filled().toString()));
        }
    }

    private void entrySteps(LegOrder before, LegOrder after, boolean appeared) {
        if (before.progress() instanceof Planned && after.progress() instanceof Unsure) {
            step(TradeStep.ENTRY_UNKNOWN, after.id(), Map.of());
        }
        if (appeared) {
            step(
                    TradeStep.ENTRY_SENT,
                    after.id(),
                    Map.of("quantity", after.quantity().toString()));
        }
        if (after.filled().compareTo(before.filled()) > 0) {
            step(
                    after.filled().compareTo(after.quantity()) >= 0 ? TradeStep.FILLED : TradeStep.PARTLY_FILLED,
                    after.id(),
                    Map.of(
                            "filled",
                            after.filled().toString(),
                            "quantity",
                            after.quantity().toString()));
        }
    }

    private String target() {
        return Optional.ofNullable(trade.plan().takeProfit())
                .map(Object::toString)
                .orElse("none");
    }

    static Map<String, String> refusal(OrderProgress progress) {
        return switch (progress) {
            case Refused(int code, String message) -> Map.of("code", Integer.toString(code), "message", message);
            case Ended(OrderStatus status) -> Map.of("status", status.name());
            case Missing _ -> Map.of("status", "not at the venue");
            case Planned _, Unsure _, Live _, OrderProgress.Fired _ -> Map.of();
        };
    }

    private ClientOrderId id(Leg leg) {
        return trade.latest(leg).orElseThrow().id();
    }

    void step(TradeStep step, @Nullable ClientOrderId order, Map<String, String> detail) {
        trade = trade.withStep();
        steps.add(new TradeEvent(
                trade.account(),
                trade.tradeId(),
                trade.steps(),
                trade.plan().symbol(),
                trade.plan().positionSide(),
                step,
                now.at(),
                order,
                new TreeMap<>(detail),
                step == TradeStep.INTENT_RECORDED ? trade.plan() : null));
    }
}
