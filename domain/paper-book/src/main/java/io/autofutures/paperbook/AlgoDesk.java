package io.autofutures.paperbook;

import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.OrderStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** Conditional orders: placing and cancelling. */
final class AlgoDesk {
    private final BookState state;
    private final OrderChecks checks;

    AlgoDesk(BookState state, OrderChecks checks) {
        this.state = state;
        this.checks = checks;
    }

    Outcome<PaperAlgo> place(AlgoRequest request, SymbolRules rules, Quote quote, Instant at) {
        Optional<Refusal> refusal = checks.algo(request, rules, quote, at);
        if (refusal.isPresent()) {
            return refusal.get().outcome();
        }
        long id = state.nextAlgoId;
        BigDecimal quantity = request.quantity();
        var algo = new PaperAlgo(
                id,
                request.clientAlgoId() == null ? "sim-algo-" + id : request.clientAlgoId(),
                request.symbol(),
                request.type(),
                request.side(),
                request.positionSide(),
                quantity == null ? BigDecimal.ZERO : quantity,
                request.closePosition(),
                request.reduceOnly(),
                request.triggerPrice(),
                request.workingType(),
                OrderStatus.NEW,
                null,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                null,
                at,
                at,
                null);
        var step = new BookStep(state, at);
        step.tell(new BookEvent.AlgoChanged(algo));
        return step.done(algo);
    }

    Outcome<PaperAlgo> cancel(PaperAlgo algo, Instant at) {
        if (!state.openAlgos.containsKey(algo.algoId())) {
            return Refusal.UNKNOWN_SENT.outcome();
        }
        PaperAlgo canceled = algo.ended(OrderStatus.CANCELED, null, at);
        var step = new BookStep(state, at);
        step.tell(new BookEvent.AlgoChanged(canceled));
        return step.done(canceled);
    }
}
