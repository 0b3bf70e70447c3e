package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Brings orders to execution: at once against the quote, later when a price reaches them. */
final class Matching {
    private final BookState state;
    private final BookTerms terms;
    private final OrderChecks checks;
    private final Settlement settlement;
    private final Supplier<Account> account;

    Matching(BookState state, BookTerms terms, OrderChecks checks, Settlement settlement, Supplier<Account> account) {
        this.state = state;
        this.terms = terms;
        this.checks = checks;
        this.settlement = settlement;
        this.account = account;
    }

    void onPrice(BookStep step, Symbol symbol, Quote quote) {
        for (PaperOrder order : List.copyOf(state.openOrders.values())) {
            if (order.symbol().equals(symbol) && crossed(order, quote.last())) {
                make(step, order);
            }
        }
        for (PaperAlgo algo : List.copyOf(state.openAlgos.values())) {
            // an earlier one of this instant may have ended it with its position
            boolean alive = state.openAlgos.get(algo.algoId()) == algo;
            if (alive && algo.symbol().equals(symbol) && algo.fires(quote.working(algo.workingType()))) {
                fire(step, algo, quote);
            }
        }
    }

    PaperOrder place(BookStep step, OrderRequest request, PaperOrder.@Nullable Origin origin) {
        long id = state.nextOrderId;
        String clientId = request.clientOrderId();
        BigDecimal price = request.price();
        var order = new PaperOrder(
                id,
                clientId == null ? "sim-" + id : clientId,
                request.symbol(),
                request.side(),
                request.positionSide(),
                request.type(),
                request.timeInForce(),
                request.quantity(),
                price == null ? BigDecimal.ZERO : price,
                request.reduceOnly(),
                OrderStatus.NEW,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                origin,
                step.at,
                step.at);
        step.tell(new BookEvent.OrderPlaced(order));
        return order;
    }

    /** Fills all of it against the other side of the quote. */
    PaperOrder take(BookStep step, PaperOrder order, BigDecimal price) {
        return fill(step, order, order.remaining(), price, false);
    }

    PaperOrder end(BookStep step, PaperOrder order, OrderStatus status, String expiry) {
        PaperOrder ended = order.ended(status, step.at);
        step.tell(new BookEvent.OrderEnded(ended, expiry));
        return ended;
    }

    private void make(BookStep step, PaperOrder order) {
        if (Closing.is(order, state)) {
            BigDecimal closable = checks.closableQuantity(order.positionKey(), order.side(), step.at);
            BigDecimal part = order.remaining().min(closable);
            PaperOrder filled = part.signum() > 0 ? fill(step, order, part, order.price(), true) : order;
            if (filled.isOpen()) {
                PaperOrder ignored = end(step, filled, OrderStatus.EXPIRED, "4");
            }
        } else {
            PaperOrder ignored = fill(step, order, order.remaining(), order.price(), true);
        }
    }

    private static boolean crossed(PaperOrder order, BigDecimal last) {
        int distance = last.compareTo(order.price());
        return order.side() == Side.BUY ? distance <= 0 : distance >= 0;
    }

    private void fire(BookStep step, PaperAlgo algo, Quote quote) {
        PaperAlgo triggering = algo.triggering(step.at);
        step.tell(new BookEvent.AlgoChanged(triggering));
        BigDecimal closable = checks.closableQuantity(algo.positionKey(), algo.side(), step.at);
        boolean closing =
                algo.closePosition() || Closing.is(algo.side(), algo.positionSide(), algo.reduceOnly(), state);
        BigDecimal quantity = algo.closePosition() ? closable : algo.quantity();
        if (closing && terms.oversizedStop() == BookTerms.OversizedStop.REDUCED) {
            quantity = quantity.min(closable);
        }
        var child = new OrderRequest(
                algo.symbol(),
                algo.clientAlgoId(),
                algo.side(),
                algo.positionSide(),
                OrderType.MARKET,
                "GTC",
                quantity,
                null,
                algo.reduceOnly());
        Optional<Refusal> refusal = closing
                ? quantity.signum() == 0 || quantity.compareTo(closable) > 0
                        ? Optional.of(Refusal.REDUCE_ONLY)
                        : Optional.empty()
                : checks.margin(child, quote, account.get());
        if (refusal.isPresent()) {
            step.tell(new BookEvent.AlgoChanged(
                    triggering.ended(OrderStatus.REJECTED, refusal.get().message(), step.at)));
            return;
        }
        PaperAlgo triggered = triggering.triggered(state.nextOrderId, step.at);
        step.tell(new BookEvent.AlgoChanged(triggered));
        PaperOrder placed = place(
                step,
                child,
                new PaperOrder.Origin(algo.algoId(), algo.type(), algo.triggerPrice(), algo.closePosition()));
        PaperOrder filled = take(step, placed, quote.takerPrice(algo.side()));
        step.tell(new BookEvent.AlgoChanged(triggered.finished(filled, step.at)));
        expireWithPosition(step, algo.positionKey());
    }

    private PaperOrder fill(BookStep step, PaperOrder order, BigDecimal quantity, BigDecimal price, boolean maker) {
        PaperOrder traded = settlement.fill(step, order, quantity, price, maker);
        if (order.origin() == null) {
            expireWithPosition(step, order.positionKey());
        }
        return traded;
    }

    /** GTE orders live as long as their position. */
    void expireWithPosition(BookStep step, PositionKey key) {
        if (!state.position(key, step.at).isFlat()) {
            return;
        }
        for (PaperAlgo algo : List.copyOf(state.openAlgos.values())) {
            if (algo.closePosition() && algo.positionKey().equals(key) && algo.status() == OrderStatus.NEW) {
                step.tell(new BookEvent.AlgoChanged(
                        algo.ended(OrderStatus.EXPIRED, "GTE condition is not met: the position is closed", step.at)));
            }
        }
    }
}
