package io.autofutures.paperbook;

import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** Changes of resting LIMIT orders. */
final class Amending {
    private static final int MOST = 10_000;

    private final BookState state;
    private final Matching matching;
    private final PriceMatching priceMatching;
    private final OrderChecks checks;

    Amending(BookState state, Matching matching, PriceMatching priceMatching, OrderChecks checks) {
        this.state = state;
        this.matching = matching;
        this.priceMatching = priceMatching;
        this.checks = checks;
    }

    /** A quantity that is filled already, and a post-only order that would take, cancel the order. */
    Outcome<PaperOrder> amend(
            PaperOrder found, AmendRequest change, SymbolRules rules, Quote quote, Account account, Instant at) {
        PaperOrder order = state.openOrders.get(found.orderId());
        if (order == null) {
            return Refusal.NO_ORDER.outcome();
        }
        BigDecimal price = change.priceMatch() == PriceMatch.NONE
                ? change.price()
                : priceMatching.price(change.priceMatch(), order.side(), rules).orElse(null);
        if (price == null) {
            return Refusal.NO_DEPTH.outcome();
        }
        Optional<Refusal> refusal = refuses(order, change, price, rules, quote, account, at);
        if (refusal.isPresent()) {
            return refusal.get().outcome();
        }
        var step = new BookStep(state, at);
        var asked = asked(order, change, price);
        boolean filledAlready = change.quantity().compareTo(order.filled()) <= 0;
        if (filledAlready || matching.refusesLife(asked, rules).isPresent()) {
            return step.done(matching.end(step, order, OrderStatus.CANCELED, Expiry.NONE));
        }
        PaperOrder amended = order.amended(change.quantity(), price, change.priceMatch(), at);
        step.tell(new BookEvent.OrderAmended(amended, amendment(order, amended, at), change.modifyId()));
        return step.done(matching.take(step, amended, rules));
    }

    private Optional<Refusal> refuses(
            PaperOrder order,
            AmendRequest change,
            BigDecimal price,
            SymbolRules rules,
            Quote quote,
            Account account,
            Instant at) {
        if (order.type() != OrderType.LIMIT) {
            return Optional.of(Refusal.LIMIT_ONLY);
        }
        if (change.side() != order.side()) {
            return Optional.of(Refusal.invalid("side"));
        }
        if (change.reduceOnly() != null && change.reduceOnly() != order.reduceOnly()) {
            return Optional.of(Refusal.AMEND_REDUCE_ONLY);
        }
        if (order.amendments() >= MOST - 1) {
            return Optional.of(Refusal.AMENDED_TOO_OFTEN);
        }
        if (price.compareTo(order.price()) == 0 && change.quantity().compareTo(order.quantity()) == 0) {
            return Optional.of(Refusal.SAME_ORDER);
        }
        return checks.amended(order, asked(order, change, price), rules, quote, account, at);
    }

    /** The order as if it were placed anew with what would be left of it. */
    private static OrderRequest asked(PaperOrder order, AmendRequest change, BigDecimal price) {
        return new OrderRequest(
                order.symbol(),
                order.clientOrderId(),
                order.side(),
                order.positionSide(),
                order.type(),
                order.timeInForce(),
                change.quantity(),
                price,
                order.reduceOnly(),
                order.options().amended(change.priceMatch()));
    }

    private static Amendment amendment(PaperOrder before, PaperOrder after, Instant at) {
        return new Amendment(
                before.orderId(),
                after.amendments(),
                at,
                before.price(),
                after.price(),
                before.quantity(),
                after.quantity(),
                after.options().priceMatch());
    }
}
