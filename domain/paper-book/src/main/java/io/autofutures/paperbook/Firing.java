package io.autofutures.paperbook;

import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Conditional orders on their way: NEW, TRIGGERING, TRIGGERED with a child, or REJECTED. */
final class Firing {
    private final BookState state;
    private final BookTerms terms;
    private final OrderChecks checks;
    private final Matching matching;
    private final PriceMatching priceMatching;
    private final Supplier<Account> account;
    private Predicate<PaperAlgo> hanging = algo -> false;

    Firing(
            BookState state,
            BookTerms terms,
            OrderChecks checks,
            Matching matching,
            PriceMatching priceMatching,
            Supplier<Account> account) {
        this.state = state;
        this.terms = terms;
        this.checks = checks;
        this.matching = matching;
        this.priceMatching = priceMatching;
        this.account = account;
    }

    void hang(Predicate<PaperAlgo> which) {
        hanging = which;
    }

    void onPrice(BookStep step, SymbolRules rules, Quote quote) {
        for (long id : state.triggers.reached(rules.symbol(), quote)) {
            waiting(id).ifPresent(algo -> fire(step, algo, rules, quote));
        }
        for (long id : state.triggers.trailing(rules.symbol())) {
            waiting(id).ifPresent(algo -> follow(step, algo, rules, quote));
        }
    }

    /** Lets those that hang in TRIGGERING go on. */
    void resume(BookStep step, PaperAlgo algo, SymbolRules rules, Quote quote) {
        proceed(step, algo, rules, quote);
    }

    /** An earlier one of this instant may have ended it with its position. */
    private Optional<PaperAlgo> waiting(long id) {
        return Optional.ofNullable(state.openAlgos.get(id)).filter(algo -> algo.status() == OrderStatus.NEW);
    }

    private void follow(BookStep step, PaperAlgo algo, SymbolRules rules, Quote quote) {
        Trail trail = algo.trail();
        BigDecimal price = quote.working(algo.workingType());
        if (trail == null) {
            return;
        }
        if (trail.activates(algo.side(), price)) {
            step.tell(new BookEvent.AlgoChanged(algo.followed(trail.at(price), step.at)));
        } else if (trail.reachesFurther(algo.side(), price)) {
            step.tell(new BookEvent.AlgoFollowed(algo.followed(trail.at(price), algo.updatedAt())));
        } else if (trail.isActivated()) {
            int distance = price.compareTo(trail.trigger(algo.side()));
            if (algo.side() == Side.BUY ? distance >= 0 : distance <= 0) {
                fire(step, algo, rules, quote);
            }
        }
    }

    private void fire(BookStep step, PaperAlgo algo, SymbolRules rules, Quote quote) {
        PaperAlgo triggering = algo.triggering(step.at);
        step.tell(new BookEvent.AlgoChanged(triggering));
        if (!hanging.test(triggering)) {
            proceed(step, triggering, rules, quote);
        }
    }

    private void proceed(BookStep step, PaperAlgo algo, SymbolRules rules, Quote quote) {
        Optional<OrderRequest> child = child(algo, rules, step.at);
        Optional<Refusal> refusal = child.isEmpty()
                ? Optional.of(Refusal.NO_DEPTH)
                : child.flatMap(request -> refuses(algo, request, rules, quote, step.at));
        if (refusal.isPresent()) {
            step.tell(new BookEvent.AlgoChanged(
                    algo.ended(OrderStatus.REJECTED, refusal.get().message(), step.at)));
            return;
        }
        step.tell(new BookEvent.AlgoChanged(algo.triggered(state.nextOrderId, step.at)));
        PaperOrder ignored = matching.execute(step, child.orElseThrow(), origin(algo), rules);
    }

    private Optional<Refusal> refuses(PaperAlgo algo, OrderRequest child, SymbolRules rules, Quote quote, Instant at) {
        if (algo.terms().priceProtect() && Contract.isTorn(rules, quote)) {
            return Optional.of(Refusal.PRICE_PROTECTED);
        }
        if (closes(algo)) {
            boolean oversized = child.quantity().signum() == 0
                    || child.quantity().compareTo(checks.closableQuantity(algo.positionKey(), algo.side(), at)) > 0;
            if (oversized) {
                return Optional.of(Refusal.REDUCE_ONLY);
            }
        } else {
            Optional<Refusal> poor = checks.margin(child, quote, account.get());
            if (poor.isPresent()) {
                return poor;
            }
        }
        return matching.refusesLife(child, rules);
    }

    private boolean closes(PaperAlgo algo) {
        return algo.closePosition() || Closing.is(algo.side(), algo.positionSide(), algo.reduceOnly(), state);
    }

    /** Empty when priceMatch finds no price. */
    private Optional<OrderRequest> child(PaperAlgo algo, SymbolRules rules, Instant at) {
        BigDecimal closable = checks.closableQuantity(algo.positionKey(), algo.side(), at);
        BigDecimal quantity = algo.closePosition() ? closable : algo.quantity();
        if (closes(algo) && terms.oversizedStop() == BookTerms.OversizedStop.REDUCED) {
            quantity = quantity.min(closable);
        }
        TimeInForce life = algo.terms().isLimit() && algo.timeInForce() != TimeInForce.GTE_GTC
                ? algo.timeInForce()
                : TimeInForce.GTC;
        var request = new OrderRequest(
                algo.symbol(),
                isTaken(algo.clientAlgoId()) ? null : algo.clientAlgoId(),
                algo.side(),
                algo.positionSide(),
                algo.childType(),
                life,
                quantity,
                algo.terms().price(),
                algo.reduceOnly(),
                algo.terms().options());
        return priceMatching.priced(request, rules);
    }

    /** A stop must not fail for an id: its child gets one of the venue's then. */
    private boolean isTaken(String clientId) {
        return state.openOrders.values().stream()
                .anyMatch(order -> order.clientOrderId().equals(clientId));
    }

    private static PaperOrder.Origin origin(PaperAlgo algo) {
        Trail trail = algo.trail();
        AlgoRequest asked = algo.terms();
        return new PaperOrder.Origin(
                algo.algoId(),
                asked.type(),
                trail == null ? algo.triggerPrice() : trail.trigger(algo.side()),
                asked.closePosition(),
                asked.workingType(),
                asked.priceProtect(),
                trail == null ? null : new TrailingTerms(trail.activatePrice(), trail.callbackRate()));
    }

    /** Those that hang. */
    List<PaperAlgo> hanging() {
        return state.openAlgos.values().stream()
                .filter(algo -> algo.status() == OrderStatus.TRIGGERING)
                .toList();
    }
}
