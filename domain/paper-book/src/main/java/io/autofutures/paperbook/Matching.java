package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One step of the book at one instant: collects the events in telling order and folds each at once. */
final class Matching {
    private final BookState state;
    private final BookTerms terms;
    private final OrderChecks checks;
    private final Supplier<Account> account;
    private final Instant at;
    private final List<BookEvent> events = new ArrayList<>();

    Matching(BookState state, BookTerms terms, OrderChecks checks, Supplier<Account> account, Instant at) {
        this.state = state;
        this.terms = terms;
        this.checks = checks;
        this.account = account;
        this.at = at;
    }

    List<BookEvent> events() {
        return List.copyOf(events);
    }

    void onPrice(Symbol symbol, Quote quote) {
        for (PaperOrder order : List.copyOf(state.openOrders.values())) {
            if (order.symbol().equals(symbol) && crossed(order, quote.last())) {
                make(order);
            }
        }
        for (PaperAlgo algo : List.copyOf(state.openAlgos.values())) {
            // an earlier one of this instant may have ended it with its position
            boolean alive = state.openAlgos.get(algo.algoId()) == algo;
            if (alive && algo.symbol().equals(symbol) && algo.fires(quote.working(algo.workingType()))) {
                fire(algo, quote);
            }
        }
    }

    PaperOrder place(OrderRequest request, PaperOrder.@Nullable Origin origin) {
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
                at,
                at);
        tell(new BookEvent.OrderPlaced(order));
        return order;
    }

    /** Fills all of it against the other side of the quote. */
    PaperOrder take(PaperOrder order, BigDecimal price) {
        return fill(order, order.remaining(), price, false);
    }

    PaperOrder end(PaperOrder order, OrderStatus status, String expiry) {
        PaperOrder ended = order.ended(status, at);
        tell(new BookEvent.OrderEnded(ended, expiry));
        return ended;
    }

    private void make(PaperOrder order) {
        if (Closing.is(order, state)) {
            BigDecimal closable = checks.closableQuantity(order.positionKey(), order.side(), at);
            BigDecimal part = order.remaining().min(closable);
            PaperOrder filled = part.signum() > 0 ? fill(order, part, order.price(), true) : order;
            if (filled.isOpen()) {
                PaperOrder ignored = end(filled, OrderStatus.EXPIRED, "4");
            }
        } else {
            PaperOrder ignored = fill(order, order.remaining(), order.price(), true);
        }
    }

    private static boolean crossed(PaperOrder order, BigDecimal last) {
        int distance = last.compareTo(order.price());
        return order.side() == Side.BUY ? distance <= 0 : distance >= 0;
    }

    private void fire(PaperAlgo algo, Quote quote) {
        PaperAlgo triggering = algo.triggering(at);
        tell(new BookEvent.AlgoChanged(triggering));
        BigDecimal closable = checks.closableQuantity(algo.positionKey(), algo.side(), at);
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
            tell(new BookEvent.AlgoChanged(
                    triggering.ended(OrderStatus.REJECTED, refusal.get().message(), at)));
            return;
        }
        PaperAlgo triggered = triggering.triggered(state.nextOrderId, at);
        tell(new BookEvent.AlgoChanged(triggered));
        PaperOrder placed = place(
                child, new PaperOrder.Origin(algo.algoId(), algo.type(), algo.triggerPrice(), algo.closePosition()));
        PaperOrder filled = take(placed, quote.takerPrice(algo.side()));
        tell(new BookEvent.AlgoChanged(triggered.finished(filled, at)));
        expireWithPosition(algo.positionKey());
    }

    private PaperOrder fill(PaperOrder order, BigDecimal quantity, BigDecimal price, boolean maker) {
        PaperPosition before = state.position(order.positionKey(), at);
        BigDecimal signed = order.side() == Side.BUY ? quantity : quantity.negate();
        boolean opposite = before.amount().signum() * signed.signum() < 0;
        BigDecimal closed = opposite ? before.amount().abs().min(quantity) : BigDecimal.ZERO;
        BigDecimal opened = quantity.subtract(closed);
        BigDecimal realized = price.subtract(before.entryPrice())
                .multiply(closed)
                .multiply(BigDecimal.valueOf(before.amount().signum()))
                .setScale(8, RoundingMode.HALF_UP);
        BigDecimal fee = price.multiply(quantity)
                .multiply(maker ? terms.makerFee() : terms.takerFee())
                .setScale(8, RoundingMode.HALF_UP);
        PaperPosition after = moved(before, signed, closed, opened, price, realized);
        PaperOrder traded = order.withFill(quantity, price, at);
        var fill = new Fill(state.nextTradeId, price, quantity, fee, realized, maker);
        BigDecimal wallet = state.wallet.add(realized).subtract(fee);
        tell(new BookEvent.AccountMoved(order.orderId(), wallet, state.crossWallet(wallet, after), after));
        tell(new BookEvent.OrderTraded(traded, fill));
        if (order.origin() == null) {
            expireWithPosition(order.positionKey());
        }
        return traded;
    }

    private PaperPosition moved(
            PaperPosition before,
            BigDecimal signed,
            BigDecimal closed,
            BigDecimal opened,
            BigDecimal price,
            BigDecimal realized) {
        BigDecimal amount = before.amount().add(signed);
        BigDecimal entry = before.entryPrice();
        if (amount.signum() == 0) {
            entry = BigDecimal.ZERO;
        } else if (opened.signum() > 0) {
            BigDecimal kept = before.amount().abs().subtract(closed);
            entry = kept.multiply(entry)
                    .add(opened.multiply(price))
                    .divide(kept.add(opened), MathContext.DECIMAL64)
                    .stripTrailingZeros();
        }
        boolean isolated = before.isFlat() ? state.setup(before.symbol()).isolated() : before.isolated();
        return new PaperPosition(
                before.symbol(),
                before.side(),
                amount,
                entry,
                before.realized().add(realized),
                isolated,
                isolated ? isolatedWallet(before, closed, opened, price) : BigDecimal.ZERO,
                at);
    }

    private BigDecimal isolatedWallet(PaperPosition before, BigDecimal closed, BigDecimal opened, BigDecimal price) {
        BigDecimal kept = before.isolatedWallet();
        if (closed.signum() > 0) {
            BigDecimal left = before.amount().abs().subtract(closed);
            kept = kept.multiply(left).divide(before.amount().abs(), 8, RoundingMode.HALF_UP);
        }
        BigDecimal leverage = BigDecimal.valueOf(state.setup(before.symbol()).leverage());
        return kept.add(opened.multiply(price).divide(leverage, 8, RoundingMode.HALF_UP));
    }

    /** GTE orders live as long as their position. */
    private void expireWithPosition(PositionKey key) {
        if (!state.position(key, at).isFlat()) {
            return;
        }
        for (PaperAlgo algo : List.copyOf(state.openAlgos.values())) {
            if (algo.closePosition() && algo.positionKey().equals(key) && algo.status() == OrderStatus.NEW) {
                tell(new BookEvent.AlgoChanged(
                        algo.ended(OrderStatus.EXPIRED, "GTE condition is not met: the position is closed", at)));
            }
        }
    }

    private void tell(BookEvent event) {
        state.apply(event);
        events.add(event);
    }
}
