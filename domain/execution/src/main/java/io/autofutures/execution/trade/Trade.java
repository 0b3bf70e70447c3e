package io.autofutures.execution.trade;

import io.autofutures.execution.Moment;
import io.autofutures.execution.gate.ApprovedPlan;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.Leg;
import io.autofutures.model.trade.TradePlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One trade: its plan, where it stands, what is known of its orders. Immutable.
 *
 * @param installation stands in its client order ids
 * @param orders in the order they were planned
 * @param steps number of steps published so far
 */
public record Trade(
        AccountId account,
        String installation,
        ApprovedPlan approved,
        TradeState state,
        List<LegOrder> orders,
        PositionCheck check,
        int steps,
        Instant createdAt) {
    /**
     * The question to the venue whether the position is gone, for closings that our own orders do not explain.
     *
     * @param due when to ask; absent when there is no reason to
     * @param flatSince first of the unbroken answers that it is flat
     * @param flat it is, by two answers a second apart
     */
    public record PositionCheck(
            @Nullable Instant due, @Nullable Instant flatSince, boolean flat) {
        static final PositionCheck NONE = new PositionCheck(null, null, false);
    }

    public TradePlan plan() {
        return approved.plan();
    }

    public String tradeId() {
        return plan().tradeId();
    }

    public Optional<LegOrder> order(ClientOrderId id) {
        return orders.stream().filter(order -> order.id().equals(id)).findFirst();
    }

    /** The order of a leg with the highest number. */
    public Optional<LegOrder> latest(Leg leg) {
        return orders.stream().filter(order -> order.leg() == leg).max(Comparator.comparingInt(LegOrder::number));
    }

    public Quantity filled() {
        return latest(Leg.ENTRY).map(LegOrder::filled).orElse(Quantity.ZERO);
    }

    /** What our exits of any kind have filled. */
    public Quantity exited() {
        return orders.stream()
                .filter(order -> order.leg() != Leg.ENTRY)
                .map(LegOrder::filled)
                .reduce(Quantity.ZERO, Quantity::plus);
    }

    /** Filled and not yet closed, as far as our own orders tell. */
    public Quantity open() {
        return filled().minus(filled().min(exited()));
    }

    boolean entryOver() {
        return latest(Leg.ENTRY).map(LegOrder::isOver).orElse(false);
    }

    /** Something was filled, nothing more can be, and all of it is closed. */
    public boolean isFlat() {
        return entryOver() && !filled().isZero() && (open().isZero() || check.flat());
    }

    boolean is(Leg leg, java.util.function.Predicate<LegOrder> what) {
        return latest(leg).filter(what).isPresent();
    }

    /** An exit fired or died while the entry can still fill. */
    boolean exitBeforeEntryEnded() {
        return !entryOver() && orders.stream().anyMatch(order -> order.leg() != Leg.ENTRY && order.firedOrDied());
    }

    boolean isExpired(Moment now) {
        return now.at().isAfter(plan().validUntil());
    }

    ClientOrderId id(Leg leg, int number) {
        return ClientOrderId.of(installation, approved.lineage(), leg, number);
    }

    Trade with(TradeState to) {
        return new Trade(account, installation, approved, to, orders, check, steps, createdAt);
    }

    Trade with(PositionCheck to) {
        return new Trade(account, installation, approved, state, orders, to, steps, createdAt);
    }

    /** Adds the order, or puts it in the place of the one with its id. */
    Trade with(LegOrder changed) {
        List<LegOrder> to = new ArrayList<>(orders);
        to.replaceAll(order -> order.id().equals(changed.id()) ? changed : order);
        if (order(changed.id()).isEmpty()) {
            to.add(changed);
        }
        return new Trade(account, installation, approved, state, List.copyOf(to), check, steps, createdAt);
    }

    Trade withStep() {
        return new Trade(account, installation, approved, state, orders, check, steps + 1, createdAt);
    }
}
