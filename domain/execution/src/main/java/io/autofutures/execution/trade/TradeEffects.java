package io.autofutures.execution.trade;

import io.autofutures.execution.Moment;
import io.autofutures.execution.trade.OrderProgress.Fired;
import io.autofutures.execution.trade.OrderProgress.Live;
import io.autofutures.execution.trade.OrderProgress.Planned;
import io.autofutures.execution.trade.OrderProgress.Unsure;
import io.autofutures.model.order.Leg;
import io.autofutures.model.order.OrderType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a trade's state calls for: requests to the venue now, and the next instant at which to look again. */
public final class TradeEffects {
    private TradeEffects() {}

    /** Stops first, questions last. Holds what is in flight too; the caller knows it by {@link Effect#key()}. */
    public static List<Effect> wanted(Trade trade, Moment now) {
        List<Effect> effects = new ArrayList<>();
        if (trade.state() instanceof TradeState.Preparing) {
            var plan = trade.plan();
            effects.add(new Effect.PrepareSymbol(trade.tradeId(), plan.symbol(), plan.leverage(), plan.notionalUsdt()));
        }
        for (LegOrder order : trade.orders()) {
            if (order.progress() instanceof Planned(Instant notBefore, int tries)
                    && isSent(trade.state(), order.leg())
                    && now.reached(notBefore)) {
                effects.add(place(trade, order, tries));
            }
        }
        for (LegOrder order : trade.orders()) {
            Instant stamp = order.canceling().stamp();
            if (order.progress() instanceof Live && stamp != null) {
                effects.add(new Effect.Cancel(
                        trade.tradeId(), order.id(), order.book(), trade.plan().symbol(), stamp));
            }
        }
        for (LegOrder order : trade.orders()) {
            if (isAsked(order) && now.reached(order.asking().next())) {
                effects.add(new Effect.AskOrder(
                        trade.tradeId(), order.id(), order.book(), trade.plan().symbol()));
            }
        }
        Instant due = trade.check().due();
        if (due != null && now.reached(due) && !trade.state().isFinal()) {
            effects.add(new Effect.ReadPosition(
                    trade.tradeId(), trade.plan().symbol(), trade.plan().positionSide()));
        }
        return effects;
    }

    /** The earliest instant after now at which the state moves, or calls for something, by itself. */
    public static Optional<Instant> nextLook(Trade trade, Moment now) {
        List<Instant> looks = new ArrayList<>();
        Instant expired = trade.plan().validUntil().plusMillis(1);
        switch (trade.state()) {
            case TradeState.Preparing(Instant until) -> looks.addAll(List.of(until, expired));
            case TradeState.Arming(Instant until) -> looks.addAll(List.of(until, expired));
            case TradeState.Armed(Instant notBefore) -> looks.addAll(List.of(notBefore, expired));
            case TradeState.Entering _ -> looks.add(expired);
            case TradeState.Protecting(Instant until) -> looks.addAll(List.of(until, expired));
            case TradeState.Protected _ -> looks.add(expired);
            case TradeState.EntrySending _,
                    TradeState.Exiting _,
                    TradeState.Closed _,
                    TradeState.Abandoning _,
                    TradeState.Swept _,
                    TradeState.Abandoned _ -> {}
        }
        for (LegOrder order : trade.orders()) {
            if (order.progress() instanceof Planned(Instant notBefore, int _) && isSent(trade.state(), order.leg())) {
                looks.add(notBefore);
            }
            if (isAsked(order)) {
                looks.add(order.asking().next());
                looks.add(order.canceling().notBefore());
            }
            if (order.progress() instanceof Fired(Instant since)) {
                looks.add(now.from(since, TradeProcess.FIRED_FILLS_WITHIN));
            }
        }
        if (trade.check().due() != null) {
            looks.add(trade.check().due());
        }
        return looks.stream().filter(look -> look.isAfter(now.at())).min(Instant::compareTo);
    }

    private static boolean isAsked(LegOrder order) {
        return order.progress() instanceof Unsure
                || order.progress() instanceof Live
                || order.progress() instanceof Fired;
    }

    private static boolean isSent(TradeState state, Leg leg) {
        return switch (leg) {
            case ARMED_STOP -> state instanceof TradeState.Arming;
            case ENTRY -> state instanceof TradeState.EntrySending;
            case POSITION_STOP -> state instanceof TradeState.Protecting;
            case TAKE_PROFIT -> state instanceof TradeState.Protected;
            case CLOSE -> state instanceof TradeState.Exiting;
        };
    }

    private static Effect place(Trade trade, LegOrder order, int tries) {
        var plan = trade.plan();
        String tradeId = trade.tradeId();
        return switch (order.leg()) {
            case ENTRY -> {
                Instant stamp =
                        trade.state() instanceof TradeState.EntrySending(Instant at, int _) ? at : trade.createdAt();
                yield new Effect.SendEntry(
                        tradeId,
                        order.id(),
                        tries,
                        plan.symbol(),
                        plan.positionSide(),
                        order.quantity(),
                        plan.entryPrice(),
                        stamp);
            }
            case CLOSE -> new Effect.CloseAtMarket(tradeId, order.id(), tries, plan.symbol(), plan.positionSide());
            case ARMED_STOP ->
                new Effect.PlaceConditional(
                        tradeId,
                        order.id(),
                        tries,
                        OrderType.STOP_MARKET,
                        plan.symbol(),
                        plan.positionSide(),
                        order.quantity(),
                        plan.stop());
            case POSITION_STOP ->
                new Effect.PlaceConditional(
                        tradeId,
                        order.id(),
                        tries,
                        OrderType.STOP_MARKET,
                        plan.symbol(),
                        plan.positionSide(),
                        null,
                        plan.stop());
            case TAKE_PROFIT ->
                new Effect.PlaceConditional(
                        tradeId,
                        order.id(),
                        tries,
                        OrderType.TAKE_PROFIT_MARKET,
                        plan.symbol(),
                        plan.positionSide(),
                        null,
                        java.util.Objects.requireNonNull(plan.takeProfit(), "a planned take-profit has a price"));
        };
    }
}
