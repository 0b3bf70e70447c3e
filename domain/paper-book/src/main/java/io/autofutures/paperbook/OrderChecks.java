package io.autofutures.paperbook;

import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why the venue would refuse a request; looks, never changes. */
final class OrderChecks {
    private static final Duration LEAST_LIFE = Duration.ofSeconds(600);
    /** The venue's largest goodTillDate. */
    private static final Instant LAST_DATE = Instant.ofEpochMilli(253_402_300_799_000L);

    private final BookState state;
    private final Margins margins;

    OrderChecks(BookState state, Margins margins) {
        this.state = state;
        this.margins = margins;
    }

    Optional<Refusal> plain(OrderRequest request, SymbolRules rules, Quote quote, Account account, Instant at) {
        boolean closing = Closing.is(request.side(), request.positionSide(), request.reduceOnly(), state);
        return Refusal.first(
                () -> Contract.refuses(rules, request.side(), closing),
                () -> sides(request.positionSide(), request.reduceOnly()),
                () -> lifetime(request.timeInForce(), request.options(), at),
                () -> form(request, rules, quote, closing),
                () -> duplicate(request.clientOrderId()),
                () -> tooMany(rules),
                () -> closing
                        ? closable(request.positionKey(), request.side(), request.quantity(), at)
                        : margin(request, quote, account));
    }

    /** A GTD order lives longer than ten minutes; only makers of the program send RPI. */
    Optional<Refusal> lifetime(TimeInForce life, OrderOptions options, Instant at) {
        if (life == TimeInForce.RPI) {
            return Optional.of(Refusal.NO_PERMISSION);
        }
        Instant goodTill = options.goodTill();
        boolean tooShort = life == TimeInForce.GTD
                && (goodTill == null || !goodTill.isAfter(at.plus(LEAST_LIFE)) || goodTill.isAfter(LAST_DATE));
        return tooShort ? Optional.of(Refusal.GOOD_TILL_DATE) : Optional.empty();
    }

    private Optional<Refusal> tooMany(SymbolRules rules) {
        long open = state.openOrders.values().stream()
                .filter(order -> order.symbol().equals(rules.symbol()))
                .count();
        return open >= Contract.maxOrders(rules) ? Optional.of(Refusal.TOO_MANY_ORDERS) : Optional.empty();
    }

    /** An order that is changed: {@code asked} is what it would be. */
    Optional<Refusal> amended(
            PaperOrder order, OrderRequest asked, SymbolRules rules, Quote quote, Account account, Instant at) {
        boolean closing = Closing.is(order, state);
        return Refusal.first(
                () -> Contract.refuses(rules, asked.side(), closing),
                () -> form(asked, rules, quote, closing),
                () -> closing
                        ? closable(asked.positionKey(), asked.side(), left(order, asked), at)
                        : grown(order, asked, quote, account));
    }

    private static BigDecimal left(PaperOrder order, OrderRequest asked) {
        return asked.quantity().subtract(order.filled()).max(BigDecimal.ZERO);
    }

    /** Only what it needs more than before must be there. */
    private Optional<Refusal> grown(PaperOrder order, OrderRequest asked, Quote quote, Account account) {
        BigDecimal price = price(asked);
        BigDecimal more =
                left(order, asked).multiply(price).subtract(order.remaining().multiply(order.price()));
        if (more.signum() <= 0) {
            return Optional.empty();
        }
        BigDecimal quantity = more.divide(price, 12, RoundingMode.UP);
        var growth = new OrderRequest(
                asked.symbol(),
                null,
                asked.side(),
                asked.positionSide(),
                asked.type(),
                asked.timeInForce(),
                quantity,
                price,
                asked.reduceOnly(),
                asked.options());
        return margin(growth, quote, account);
    }

    private Optional<Refusal> form(OrderRequest request, SymbolRules rules, Quote quote, boolean closing) {
        boolean market = request.type() == OrderType.MARKET;
        return Refusal.first(
                () -> Filters.quantity(rules, request.quantity(), market),
                () -> market ? Optional.empty() : Filters.price(rules, price(request)),
                () -> market
                        ? Filters.marketBand(rules, request.side(), quote)
                        : Filters.band(rules, request.side(), price(request), quote.mark()),
                () -> closing
                        ? Optional.empty()
                        : Filters.notional(rules, request.type(), request.quantity(), request.price(), quote.mark()));
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

    Optional<Refusal> sides(PositionSide positionSide, boolean reduceOnly) {
        if (state.hedge == (positionSide == PositionSide.BOTH)) {
            return Optional.of(Refusal.POSITION_SIDE);
        }
        return state.hedge && reduceOnly ? Optional.of(Refusal.REDUCE_ONLY_SENT) : Optional.empty();
    }

    private Optional<Refusal> duplicate(@Nullable String id) {
        boolean taken = id != null
                && state.openOrders.values().stream()
                        .anyMatch(order -> order.clientOrderId().equals(id));
        return taken ? Optional.of(Refusal.DUPLICATE_ID) : Optional.empty();
    }

    private static BigDecimal price(OrderRequest request) {
        return Objects.requireNonNull(request.price(), "a LIMIT order has a price");
    }
}
