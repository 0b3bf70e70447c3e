package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.OrderStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Plain orders: placing, cancelling, and what ends by the clock. */
final class OrderDesk {
    private final BookState state;
    private final Matching matching;
    private final PriceMatching priceMatching;
    private final OrderChecks checks;

    OrderDesk(BookState state, Matching matching, PriceMatching priceMatching, OrderChecks checks) {
        this.state = state;
        this.matching = matching;
        this.priceMatching = priceMatching;
        this.checks = checks;
    }

    Outcome<PaperOrder> place(OrderRequest request, SymbolRules rules, Quote quote, Account account, Instant at) {
        return switch (check(request, rules, quote, account, at)) {
            case Outcome.Refused<OrderRequest>(int code, String message) -> new Outcome.Refused<>(code, message);
            case Outcome.Done<OrderRequest>(OrderRequest priced, List<BookEvent> none) -> {
                var step = new BookStep(state, at);
                yield step.done(matching.execute(step, priced, null, rules));
            }
        };
    }

    /** Whether it would be accepted now: the request with its price. Changes nothing. */
    Outcome<OrderRequest> check(OrderRequest request, SymbolRules rules, Quote quote, Account account, Instant at) {
        Optional<OrderRequest> priced = priceMatching.priced(request, rules);
        if (priced.isEmpty()) {
            return Refusal.NO_DEPTH.outcome();
        }
        return checks.plain(priced.get(), rules, quote, account, at)
                .or(() -> matching.refusesLife(priced.get(), rules))
                .<Outcome<OrderRequest>>map(Refusal::outcome)
                .orElseGet(() -> new Outcome.Done<>(priced.get(), List.of()));
    }

    Outcome<PaperOrder> cancel(PaperOrder order, Instant at) {
        PaperOrder open = state.openOrders.get(order.orderId());
        if (open == null) {
            return Refusal.UNKNOWN_SENT.outcome();
        }
        var step = new BookStep(state, at);
        return step.done(matching.end(step, open, OrderStatus.CANCELED, Expiry.NONE));
    }

    /** The value is how many there were. */
    Outcome<Integer> cancelAll(Symbol symbol, Instant at) {
        var step = new BookStep(state, at);
        return step.done(cancelAll(step, symbol));
    }

    /** @param deadline absent: no countdown any more */
    Outcome<Symbol> countdown(Symbol symbol, Optional<Instant> deadline, Instant at) {
        var step = new BookStep(state, at);
        if (deadline.isPresent() || state.timers.countdowns().containsKey(symbol)) {
            step.tell(new BookEvent.CountdownSet(symbol, deadline.orElse(null)));
        }
        return step.done(symbol);
    }

    void onTime(BookStep step) {
        List<Symbol> due = state.timers.countdowns().entrySet().stream()
                .filter(countdown -> !countdown.getValue().isAfter(step.at))
                .map(countdown -> countdown.getKey())
                .toList();
        for (Symbol symbol : due) {
            step.tell(new BookEvent.CountdownSet(symbol, null));
            int ignored = cancelAll(step, symbol);
        }
        for (PaperOrder order : List.copyOf(state.openOrders.values())) {
            if (order.options().isOver(step.at)) {
                matching.drop(step, order, OrderStatus.EXPIRED, Expiry.NONE);
            }
        }
    }

    private int cancelAll(BookStep step, Symbol symbol) {
        List<PaperOrder> open = state.openOrders.values().stream()
                .filter(order -> order.symbol().equals(symbol))
                .toList();
        open.forEach(order -> matching.drop(step, order, OrderStatus.CANCELED, Expiry.NONE));
        return open.size();
    }
}
