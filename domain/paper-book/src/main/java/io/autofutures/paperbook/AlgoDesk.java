package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.OrderStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Conditional orders: placing, cancelling, and what ends by the clock. */
final class AlgoDesk {
    private final BookState state;
    private final AlgoChecks checks;

    AlgoDesk(BookState state, AlgoChecks checks) {
        this.state = state;
        this.checks = checks;
    }

    Outcome<PaperAlgo> place(AlgoRequest request, SymbolRules rules, Quote quote, Instant at) {
        Optional<Refusal> refusal = checks.algo(request, rules, quote, at);
        if (refusal.isPresent()) {
            return refusal.get().outcome();
        }
        PaperAlgo algo = PaperAlgo.placed(state.nextAlgoId, request, trail(request, quote), at);
        var step = new BookStep(state, at);
        step.tell(new BookEvent.AlgoChanged(algo));
        return step.done(algo);
    }

    /** Without a price to be activated at, it follows from now on. */
    private static @Nullable Trail trail(AlgoRequest request, Quote quote) {
        TrailingTerms asked = request.trailing();
        if (asked == null) {
            return null;
        }
        BigDecimal now = quote.working(request.workingType());
        return new Trail(
                Objects.requireNonNullElse(asked.activatePrice(), now),
                asked.callbackRate(),
                asked.activatePrice() == null ? now : null);
    }

    Outcome<PaperAlgo> cancel(PaperAlgo found, Instant at) {
        PaperAlgo algo = state.openAlgos.get(found.algoId());
        if (algo == null || !algo.isWaiting()) {
            return Refusal.UNKNOWN_SENT.outcome();
        }
        if (algo.status() == OrderStatus.TRIGGERING) {
            return Refusal.TRIGGERING.outcome();
        }
        PaperAlgo canceled = algo.ended(OrderStatus.CANCELED, null, at);
        var step = new BookStep(state, at);
        step.tell(new BookEvent.AlgoChanged(canceled));
        return step.done(canceled);
    }

    /** The value is how many there were. */
    Outcome<Integer> cancelAll(Symbol symbol, Instant at) {
        var step = new BookStep(state, at);
        List<PaperAlgo> open = state.openAlgos.values().stream()
                .filter(algo -> algo.symbol().equals(symbol) && algo.status() == OrderStatus.NEW)
                .toList();
        open.forEach(algo -> step.tell(new BookEvent.AlgoChanged(algo.ended(OrderStatus.CANCELED, null, at))));
        return step.done(open.size());
    }

    void onTime(BookStep step) {
        for (PaperAlgo algo : List.copyOf(state.openAlgos.values())) {
            if (algo.status() == OrderStatus.NEW && algo.terms().options().isOver(step.at)) {
                step.tell(new BookEvent.AlgoChanged(
                        algo.ended(OrderStatus.EXPIRED, "The order has reached its goodTillDate", step.at)));
            }
        }
    }
}
