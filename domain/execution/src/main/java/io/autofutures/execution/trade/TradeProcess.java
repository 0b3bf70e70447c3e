package io.autofutures.execution.trade;

import io.autofutures.execution.Moment;
import io.autofutures.execution.gate.ApprovedPlan;
import io.autofutures.execution.trade.OrderProgress.Fired;
import io.autofutures.execution.trade.OrderProgress.Live;
import io.autofutures.execution.trade.OrderProgress.Planned;
import io.autofutures.execution.trade.OrderProgress.Refused;
import io.autofutures.execution.trade.Trade.PositionCheck;
import io.autofutures.execution.trade.TradeState.Abandoned;
import io.autofutures.execution.trade.TradeState.Abandoning;
import io.autofutures.execution.trade.TradeState.Armed;
import io.autofutures.execution.trade.TradeState.Arming;
import io.autofutures.execution.trade.TradeState.Closed;
import io.autofutures.execution.trade.TradeState.Entering;
import io.autofutures.execution.trade.TradeState.EntrySending;
import io.autofutures.execution.trade.TradeState.Exiting;
import io.autofutures.execution.trade.TradeState.Preparing;
import io.autofutures.execution.trade.TradeState.Protected;
import io.autofutures.execution.trade.TradeState.Protecting;
import io.autofutures.execution.trade.TradeState.Swept;
import io.autofutures.execution.trade.Transition.Ignored;
import io.autofutures.execution.trade.Transition.Illegal;
import io.autofutures.execution.trade.Transition.Moved;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.Leg;
import io.autofutures.model.trade.TradeStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The process of a trade. An input first adds to what is known of the orders; then the table moves the trade as far as
 * the knowledge carries it. Knowledge only grows, so that order and repetition of inputs do not matter for the end.
 */
public final class TradeProcess {
    /** A filled entry without a confirmed closePosition stop is closed at market after this. */
    public static final Duration PROTECT_WITHIN = Duration.ofSeconds(2);

    static final Duration PREPARE_WITHIN = Duration.ofSeconds(10);
    static final Duration ARM_WITHIN = Duration.ofSeconds(5);
    static final Duration FIRED_FILLS_WITHIN = Duration.ofSeconds(5);
    static final Duration STOP_RETRY = Duration.ofMillis(200);
    static final Duration CLOSE_RETRY = Duration.ofMillis(500);
    static final Duration FLAT_TWICE_WITHIN = Duration.ofSeconds(1);
    static final int ENTRY_TRIES = 3;
    static final int TAKE_PROFIT_TRIES = 5;

    private static final int WOULD_TRIGGER = -2021;

    private TradeProcess() {}

    /** A trade as it is committed with its approval. @param dryRun ends it at once */
    public static Moved begin(
            AccountId account, String installation, ApprovedPlan approved, boolean dryRun, Moment now) {
        var state = new Preparing(now.after(PREPARE_WITHIN));
        var trade = new Trade(account, installation, approved, state, List.of(), PositionCheck.NONE, 0, now.at());
        var draft = new Draft(trade, now);
        draft.step(TradeStep.INTENT_RECORDED, null, Map.of());
        if (dryRun) {
            draft.end(new Abandoned("dry_run"), TradeStep.ABANDONED, "dry_run");
        }
        return new Moved(draft.trade(), draft.steps());
    }

    public static Transition on(Trade trade, TradeInput input, Moment now) {
        if (trade.state().isFinal()) {
            return new Ignored("the trade is over");
        }
        var draft = new Draft(trade, now);
        Optional<Transition> refused = learn(draft, input, now);
        if (refused.isPresent()) {
            return refused.get();
        }
        boolean moving = true;
        while (moving && !draft.trade().state().isFinal()) {
            moving = advance(draft, now);
        }
        return draft.trade().equals(trade) ? new Ignored("nothing new") : new Moved(draft.trade(), draft.steps());
    }

    /** The table: the first row whose condition holds is taken; rows are tried until none moves the trade. */
    private static boolean advance(Draft d, Moment now) {
        Trade t = d.trade();
        LegOrder stop = t.latest(Leg.POSITION_STOP).orElse(null);
        Optional<LegOrder> cancelable = cancelable(t, now);
        return switch (t.state()) {
            case Preparing(Instant until) when now.reached(until) -> d.abandon("the symbol was not prepared in time");
            case Preparing _ when t.isExpired(now) -> d.abandon("expired before it was armed");

            case Arming _ when t.is(Leg.ARMED_STOP, LegOrder::isConfirmed) -> d.armed();
            case Arming _
            when t.is(Leg.ARMED_STOP, o -> o.isOver() || o.firedOrDied()) ->
                d.abandon("the stop was not armed: " + why(t, Leg.ARMED_STOP));
            case Arming(Instant until) when now.reached(until) -> d.abandon("the stop was not armed in time");
            case Arming _ when t.isExpired(now) -> d.abandon("expired before it was armed");

            case Armed _
            when t.is(Leg.ARMED_STOP, LegOrder::firedOrDied) ->
                d.abandon("the armed stop is gone: " + why(t, Leg.ARMED_STOP));
            case Armed _ when t.isExpired(now) -> d.abandon("expired before the entry");
            case Armed(Instant notBefore)
            when now.mayEnter() && now.reached(notBefore) && t.is(Leg.ARMED_STOP, LegOrder::isConfirmed) ->
                d.sendEntry();

            case EntrySending _
            when t.is(Leg.ENTRY, o -> o.tries() >= ENTRY_TRIES) ->
                d.drop(Leg.ENTRY, "not executed") && d.abandon("the entry could not be sent");
            case EntrySending(Instant _, int attempt)
            when t.is(Leg.ENTRY, o -> o.tries() > attempt) -> d.to(new Armed(now.after(CLOSE_RETRY)));
            case EntrySending _ when !t.is(Leg.ENTRY, o -> o.progress() instanceof Planned) -> d.to(new Entering());

            case Entering _ when t.exitBeforeEntryEnded() -> d.exit("a stop was gone before the entry ended");
            case Entering _ when !t.filled().isZero() -> d.protect(PROTECT_WITHIN);
            case Entering _ when t.entryOver() -> d.abandon("the entry did not fill: " + why(t, Leg.ENTRY));

            case Protecting _, Protected _ when t.isFlat() -> d.close(closedBy(t));
            case Protecting _, Protected _
            when t.exitBeforeEntryEnded() -> d.exit("a stop was gone before the entry ended");
            case Protecting _ when stop != null && stop.isConfirmed() -> d.isProtected();
            case Protecting _
            when stop != null && stop.progress() instanceof Refused(int code, String _) && code == WOULD_TRIGGER ->
                d.exit("the price is beyond the stop");
            case Protecting(Instant until)
            when now.reached(until) -> d.exit("no stop within " + PROTECT_WITHIN.toSeconds() + " s");
            case Protecting _
            when stop == null || stop.isOver() ->
                d.checkPosition() && d.planNext(Leg.POSITION_STOP, Quantity.ZERO, now.after(STOP_RETRY));

            case Protected _
            when stop != null
                    && stop.progress() instanceof Fired(Instant since)
                    && now.reached(now.from(since, FIRED_FILLS_WITHIN)) -> d.exit("the stop fired and did not fill");
            case Protected _ when stop == null || stop.isOver() -> d.checkPosition() && d.protect(PROTECT_WITHIN);

            case Entering _, Protecting _, Protected _
            when t.isExpired(now) && cancelableEntry(cancelable) -> d.cancel(cancelable.orElseThrow());
            case Protected _
            when stop != null && t.entryOver() && stop.isConfirmed() && cancelableArmed(cancelable) ->
                d.cancel(cancelable.orElseThrow());
            case Protected _
            when t.is(Leg.TAKE_PROFIT, o -> o.tries() >= TAKE_PROFIT_TRIES) -> d.drop(Leg.TAKE_PROFIT, "not executed");
            case Protected _
            when t.entryOver()
                    && t.is(Leg.ARMED_STOP, LegOrder::isOver)
                    && t.plan().takeProfit() != null
                    && t.latest(Leg.TAKE_PROFIT).isEmpty() -> d.planNext(Leg.TAKE_PROFIT, Quantity.ZERO, now.at());

            case Exiting _ when t.isFlat() -> d.close(closedBy(t));
            case Exiting(String reason) when t.entryOver() && t.filled().isZero() -> d.abandon(reason);
            case Exiting _ when cancelableEntry(cancelable) -> d.cancel(cancelable.orElseThrow());
            case Exiting _
            when !t.open().isZero() && closeNeeded(t) ->
                d.planNext(Leg.CLOSE, Quantity.ZERO, t.latest(Leg.CLOSE).isEmpty() ? now.at() : now.after(CLOSE_RETRY));

            case Closed _ when !t.isFlat() -> d.exit("filled after it was closed");
            case Closed(String reason) when allOver(t) -> d.end(new Swept(reason), TradeStep.SWEPT, reason);
            case Abandoning _ when !t.filled().isZero() -> d.exit("filled after it was given up");
            case Abandoning(String reason) when allOver(t) -> d.end(new Abandoned(reason), TradeStep.ABANDONED, reason);
            case Closed _, Abandoning _ when cancelable.isPresent() -> d.cancel(cancelable.orElseThrow());

            case Preparing _, Arming _, Armed _, EntrySending _, Entering _, Protecting _, Protected _ -> d.stay();
            case Exiting _, Closed _, Abandoning _, Swept _, Abandoned _ -> d.stay();
        };
    }

    /** Adds to what is known. @return the answer when nothing can be learnt */
    private static Optional<Transition> learn(Draft d, TradeInput input, Moment now) {
        Trade t = d.trade();
        switch (input) {
            case TradeInput.About(ClientOrderId id, OrderNews news) -> {
                Optional<LegOrder> known = t.order(id).or(() -> adopted(t, id, now));
                if (known.isEmpty()) {
                    return Optional.of(new Illegal("order %s is not of %s".formatted(id, t.tradeId())));
                }
                d.put(known.get(), known.get().on(news, now));
                if (known.get().leg() == Leg.CLOSE && news instanceof OrderNews.NothingToClose) {
                    flatAnswer(d, now);
                }
            }
            case TradeInput.Prepared() -> {
                if (t.state() instanceof Preparing) {
                    d.planNext(Leg.ARMED_STOP, t.plan().quantity(), now.at());
                    d.to(new Arming(now.after(ARM_WITHIN)));
                }
            }
            case TradeInput.PrepareRefused(String reason) -> {
                if (t.state() instanceof Preparing) {
                    d.abandon("the symbol could not be prepared: " + reason);
                }
            }
            case TradeInput.PositionRead(Quantity amount) when amount.isZero() -> flatAnswer(d, now);
            case TradeInput.PositionRead(Quantity _) -> d.check(PositionCheck.NONE);
            case TradeInput.PositionUnread(String _) ->
                d.check(new PositionCheck(
                        now.after(CLOSE_RETRY), t.check().flatSince(), t.check().flat()));
            case TradeInput.PositionReportedFlat() -> {
                if (!t.filled().isZero() && !(t.state() instanceof Closed)) {
                    d.checkPosition();
                }
            }
            case TradeInput.ExitAsked(String reason) -> {
                switch (t.state()) {
                    case Entering _, Protecting _, Protected _ -> d.exit(reason);
                    case Preparing _, Arming _, Armed _ -> d.abandon(reason);
                    case EntrySending _, Exiting _, Closed _, Abandoning _, Swept _, Abandoned _ -> {
                        return Optional.of(new Ignored("it cannot be closed now, or is being closed"));
                    }
                }
            }
            case TradeInput.Tick() -> {}
            case TradeInput.Restored() -> {
                d.each(order -> order.restored(now));
                if (t.state() instanceof EntrySending) {
                    t.latest(Leg.ENTRY).ifPresent(entry -> d.put(entry, entry.givenUp(now)));
                }
                if (!t.filled().isZero() && !(t.state() instanceof Closed)) {
                    d.check(new PositionCheck(now.at(), null, t.check().flat()));
                }
            }
        }
        return Optional.empty();
    }

    /** An order of this trade that the guardian placed under the id we would have used. */
    private static Optional<LegOrder> adopted(Trade t, ClientOrderId id, Moment now) {
        boolean ours = id.lineage().filter(t.approved().lineage()::equals).isPresent()
                && id.installation().filter(t.installation()::equals).isPresent();
        return id.leg()
                .filter(leg -> ours && leg != Leg.ENTRY && leg != Leg.ARMED_STOP)
                .map(leg -> LegOrder.planned(id, leg, number(id, leg), Quantity.ZERO, now.at()));
    }

    private static int number(ClientOrderId id, Leg leg) {
        int length = "af".length() + 4 + 1 + 20 + 1 + leg.code().length();
        return Integer.parseInt(id.value().substring(length));
    }

    /** Flat counts when two answers a second apart say so after everything that can fill has ended. */
    private static void flatAnswer(Draft d, Moment now) {
        Trade t = d.trade();
        Instant since = t.check().flatSince();
        if (t.check().flat()) {
            return;
        }
        if (!t.entryOver() || t.filled().isZero()) {
            d.check(PositionCheck.NONE);
        } else if (since != null && now.reached(now.from(since, FLAT_TWICE_WITHIN))) {
            d.check(new PositionCheck(null, since, true));
        } else {
            Instant first = since == null ? now.at() : since;
            d.check(new PositionCheck(now.from(first, FLAT_TWICE_WITHIN), first, false));
        }
    }

    /** The first order that may be canceled now: seen on a book by asking (the entry: at all), no cancel under way. */
    private static Optional<LegOrder> cancelable(Trade t, Moment now) {
        boolean one = t.orders().stream().anyMatch(o -> o.canceling().stamp() != null && !o.isOver());
        return t.orders().stream()
                .filter(o -> o.progress() instanceof Live(boolean confirmed) && (confirmed || o.leg() == Leg.ENTRY))
                .filter(o -> !one && now.reached(o.canceling().notBefore()))
                .filter(o -> t.state() instanceof Closed
                        || t.state() instanceof Abandoning
                        || o.leg() == Leg.ENTRY
                        || (o.leg() == Leg.ARMED_STOP && t.state() instanceof Protected && t.entryOver()))
                .findFirst();
    }

    private static boolean cancelableEntry(Optional<LegOrder> order) {
        return order.filter(o -> o.leg() == Leg.ENTRY).isPresent();
    }

    private static boolean cancelableArmed(Optional<LegOrder> order) {
        return order.filter(o -> o.leg() == Leg.ARMED_STOP).isPresent();
    }

    private static boolean closeNeeded(Trade t) {
        return t.latest(Leg.CLOSE).map(LegOrder::isOver).orElse(true)
                && t.check().flatSince() == null;
    }

    private static boolean allOver(Trade t) {
        return t.orders().stream().allMatch(LegOrder::isOver);
    }

    private static String closedBy(Trade t) {
        String last = "FOREIGN";
        for (LegOrder order : t.orders()) {
            if (!order.filled().isZero()) {
                last = switch (order.leg()) {
                    case ARMED_STOP, POSITION_STOP -> "STOP";
                    case TAKE_PROFIT -> "TAKE_PROFIT";
                    case CLOSE -> "CLOSE";
                    case ENTRY -> last;
                };
            }
        }
        return t.state() instanceof Exiting(String reason) ? last + ": " + reason : last;
    }

    private static String why(Trade t, Leg leg) {
        return t.latest(leg)
                .map(order -> Draft.refusal(order.progress()).toString())
                .orElse("none");
    }
}
