package io.autofutures.paperbook;

import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Why the venue would refuse a request; looks, never changes. */
final class OrderChecks {
    private final BookState state;
    private final Margins margins;

    OrderChecks(BookState state, Margins margins) {
        this.state = state;
        this.margins = margins;
    }

    Optional<Refusal> plain(OrderRequest request, SymbolRules rules, Quote quote, Account account, Instant at) {
        boolean market = request.type() == OrderType.MARKET;
        boolean closing = Closing.is(request.side(), request.positionSide(), request.reduceOnly(), state);
        return first(
                () -> sides(request.positionSide(), request.reduceOnly()),
                () -> Filters.quantity(rules, request.quantity(), market),
                () -> market ? Optional.empty() : Filters.price(rules, price(request)),
                () -> market ? Optional.empty() : Filters.band(rules, request.side(), price(request), quote.mark()),
                () -> closing
                        ? Optional.empty()
                        : Filters.notional(rules, request.type(), request.quantity(), request.price(), quote.mark()),
                () -> duplicatePlain(request.clientOrderId()),
                () -> closing
                        ? closable(positionKey(request), request.side(), request.quantity(), at)
                        : margin(request, quote, account));
    }

    Optional<Refusal> algo(AlgoRequest request, SymbolRules rules, Quote quote, Instant at) {
        BigDecimal quantity = request.quantity();
        boolean closing = Closing.is(request.side(), request.positionSide(), request.reduceOnly(), state);
        return first(
                () -> sides(request.positionSide(), request.reduceOnly()),
                () -> request.closePosition() && quantity != null && quantity.signum() != 0
                        ? Optional.of(new Refusal(-4137, "Quantity must be zero with closePosition equals true."))
                        : Optional.empty(),
                () -> request.closePosition()
                        ? Optional.empty()
                        : Filters.quantity(rules, Objects.requireNonNull(quantity), true),
                () -> Filters.price(rules, request.triggerPrice()),
                () -> request.closePosition() || closing
                        ? Optional.empty()
                        : Filters.notional(
                                rules,
                                OrderType.LIMIT,
                                Objects.requireNonNull(quantity),
                                request.triggerPrice(),
                                quote.mark()),
                () -> duplicateAlgo(request.clientAlgoId()),
                () -> request.closePosition() ? closePosition(request, at) : Optional.empty(),
                () -> PaperAlgo.fires(
                                request.type(),
                                request.side(),
                                request.triggerPrice(),
                                quote.working(request.workingType()))
                        ? Optional.of(Refusal.IMMEDIATE_TRIGGER)
                        : Optional.empty(),
                () -> state.openAlgos.size() >= 200
                        ? Optional.of(new Refusal(-4045, "Reach max stop order limit."))
                        : Optional.empty());
    }

    /** Whether a market child may be sent at the trigger. */
    Optional<Refusal> margin(OrderRequest request, Quote quote, Account account) {
        return margins.refusal(request, quote, account.available());
    }

    /** A closing order must find a position of the other direction, at least as large. */
    Optional<Refusal> closable(PositionKey key, Side side, BigDecimal quantity, Instant at) {
        return quantity.compareTo(closableQuantity(key, side, at)) > 0
                ? Optional.of(Refusal.REDUCE_ONLY)
                : Optional.empty();
    }

    /** How much an order of {@code side} can take off the position. */
    BigDecimal closableQuantity(PositionKey key, Side side, Instant at) {
        BigDecimal amount = state.position(key, at).amount();
        int closes = side == Side.SELL ? 1 : -1;
        return amount.signum() == closes ? amount.abs() : BigDecimal.ZERO;
    }

    private Optional<Refusal> closePosition(AlgoRequest request, Instant at) {
        var key = new PositionKey(request.symbol(), request.positionSide());
        boolean opens = request.positionSide() != PositionSide.BOTH
                && request.side() == request.positionSide().entrySide();
        if (opens) {
            return Optional.of(Refusal.REDUCE_ONLY);
        }
        if (closableQuantity(key, request.side(), at).signum() == 0) {
            return Optional.of(Refusal.NO_POSITION);
        }
        boolean existing = state.openAlgos.values().stream()
                .anyMatch(other -> other.closePosition()
                        && other.positionKey().equals(key)
                        && other.side() == request.side()
                        && other.type().isStop() == request.type().isStop());
        return existing ? Optional.of(Refusal.EXISTING_CLOSE) : Optional.empty();
    }

    private Optional<Refusal> sides(PositionSide positionSide, boolean reduceOnly) {
        if (state.hedge == (positionSide == PositionSide.BOTH)) {
            return Optional.of(Refusal.POSITION_SIDE);
        }
        return state.hedge && reduceOnly ? Optional.of(Refusal.REDUCE_ONLY_SENT) : Optional.empty();
    }

    private Optional<Refusal> duplicatePlain(@org.jspecify.annotations.Nullable String id) {
        boolean taken = id != null
                && state.openOrders.values().stream()
                        .anyMatch(order -> order.clientOrderId().equals(id));
        return taken ? Optional.of(Refusal.DUPLICATE_ID) : Optional.empty();
    }

    private Optional<Refusal> duplicateAlgo(@org.jspecify.annotations.Nullable String id) {
        boolean taken = id != null
                && state.openAlgos.values().stream()
                        .anyMatch(algo -> algo.clientAlgoId().equals(id));
        return taken ? Optional.of(Refusal.DUPLICATE_ID) : Optional.empty();
    }

    private static PositionKey positionKey(OrderRequest request) {
        return new PositionKey(request.symbol(), request.positionSide());
    }

    private static BigDecimal price(OrderRequest request) {
        return Objects.requireNonNull(request.price(), "a LIMIT order has a price");
    }

    @SafeVarargs
    private static Optional<Refusal> first(Supplier<Optional<Refusal>>... checks) {
        return Stream.of(checks).map(Supplier::get).flatMap(Optional::stream).findFirst();
    }
}
