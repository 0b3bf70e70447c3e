package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What positions and orders bind, at the present marks. Looks, never changes. */
final class Margins {
    private final BookState state;
    private final BookTerms fees;
    private final MarginTerms terms;
    private final Function<Symbol, Quote> quotes;

    Margins(BookState state, BookTerms fees, MarginTerms terms, Function<Symbol, Quote> quotes) {
        this.state = state;
        this.fees = fees;
        this.terms = terms;
        this.quotes = quotes;
    }

    BigDecimal mark(Symbol symbol) {
        return quotes.apply(symbol).mark();
    }

    /** Margin that a position needs at {@code mark}. */
    BigDecimal initial(PaperPosition position, BigDecimal mark) {
        return share(
                position.amount().abs().multiply(mark),
                state.setup(position.symbol()).leverage());
    }

    BigDecimal maintenance(PaperPosition position) {
        BigDecimal notional = position.amount().abs().multiply(mark(position.symbol()));
        return position.isFlat()
                ? BigDecimal.ZERO
                : terms.brackets(position.symbol()).maintenance(notional);
    }

    BigDecimal unrealized(PaperPosition position) {
        return position.isFlat() ? BigDecimal.ZERO : position.unrealized(mark(position.symbol()));
    }

    Exposure exposure(PositionKey key) {
        PaperPosition held = state.positions.get(key);
        BigDecimal notional =
                held == null || held.isFlat() ? BigDecimal.ZERO : held.amount().multiply(mark(key.symbol()));
        return new Exposure(notional, resting(key, Side.BUY), resting(key, Side.SELL));
    }

    private BigDecimal resting(PositionKey key, Side side) {
        return state.openOrders.values().stream()
                .filter(order -> order.side() == side && order.positionKey().equals(key))
                .filter(order -> !Closing.is(order, state))
                .map(order -> order.remaining().multiply(assumed(side, order.price(), key.symbol())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** A resting sell is counted at what it would at least bring. */
    private BigDecimal assumed(Side side, BigDecimal price, Symbol symbol) {
        return side == Side.BUY ? price : price.max(quotes.apply(symbol).bid());
    }

    BigDecimal openOrder(PositionKey key) {
        return share(exposure(key).beyondHeld(), state.setup(key.symbol()).leverage());
    }

    Account account() {
        BigDecimal isolatedWallets = BigDecimal.ZERO;
        BigDecimal unrealized = BigDecimal.ZERO;
        BigDecimal crossUnrealized = BigDecimal.ZERO;
        BigDecimal initial = BigDecimal.ZERO;
        BigDecimal crossInitial = BigDecimal.ZERO;
        BigDecimal maintenance = BigDecimal.ZERO;
        BigDecimal crossMaintenance = BigDecimal.ZERO;
        for (PaperPosition position : state.positions.values()) {
            if (position.isFlat()) {
                continue;
            }
            BigDecimal profit = unrealized(position);
            BigDecimal margin = initial(position, mark(position.symbol()));
            BigDecimal least = maintenance(position);
            unrealized = unrealized.add(profit);
            initial = initial.add(margin);
            maintenance = maintenance.add(least);
            if (position.isolated()) {
                isolatedWallets = isolatedWallets.add(position.isolatedWallet());
            } else {
                crossUnrealized = crossUnrealized.add(profit);
                crossInitial = crossInitial.add(margin);
                crossMaintenance = crossMaintenance.add(least);
            }
        }
        BigDecimal crossWallet = state.wallet.subtract(isolatedWallets);
        BigDecimal orders = openOrders();
        BigDecimal bound = crossInitial.add(orders);
        BigDecimal available = crossWallet.add(crossUnrealized).subtract(bound).max(BigDecimal.ZERO);
        BigDecimal withdrawable = crossWallet
                .add(crossUnrealized.min(BigDecimal.ZERO))
                .subtract(bound)
                .max(BigDecimal.ZERO);
        return new Account(
                state.wallet,
                crossWallet,
                unrealized,
                crossUnrealized,
                initial,
                orders,
                maintenance,
                crossMaintenance,
                available,
                withdrawable);
    }

    private BigDecimal openOrders() {
        Set<PositionKey> keys = new HashSet<>();
        state.openOrders.values().forEach(order -> keys.add(order.positionKey()));
        return keys.stream().map(this::openOrder).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Why an order that may open cannot be paid for. One that only shrinks the exposure always can. */
    Optional<Refusal> refusal(OrderRequest request, Quote quote, BigDecimal available) {
        BigDecimal price = request.price() == null
                ? quote.takerPrice(request.side())
                : assumed(request.side(), request.price(), request.symbol());
        BigDecimal notional = request.quantity().multiply(price);
        Exposure before = exposure(new PositionKey(request.symbol(), request.positionSide()));
        Exposure after = before.with(request.side(), notional);
        BigDecimal added = after.largest().subtract(before.largest());
        if (added.signum() <= 0) {
            return Optional.empty();
        }
        int leverage = state.setup(request.symbol()).leverage();
        if (after.largest().compareTo(terms.brackets(request.symbol()).maxNotional(leverage)) > 0) {
            return Optional.of(Refusal.MAX_POSITION);
        }
        BigDecimal worse = request.side() == Side.BUY
                ? price.subtract(quote.mark())
                : quote.mark().subtract(price);
        BigDecimal needed = added.divide(BigDecimal.valueOf(leverage), 8, RoundingMode.UP)
                .add(worse.max(BigDecimal.ZERO).multiply(request.quantity()))
                .add(notional.multiply(fees.takerFee()));
        if (needed.compareTo(available) <= 0) {
            return Optional.empty();
        }
        return Optional.of(state.wallet.signum() <= 0 ? Refusal.BALANCE : Refusal.MARGIN);
    }

    /** Mark price at which the position is taken over, all else unchanged; zero for none. */
    BigDecimal liquidationPrice(PaperPosition position) {
        if (position.isFlat()) {
            return BigDecimal.ZERO;
        }
        List<PaperPosition> moving = position.isolated()
                ? List.of(position)
                : cross().filter(other -> other.symbol().equals(position.symbol()))
                        .toList();
        BigDecimal fixed =
                position.isolated() ? position.isolatedWallet() : account().crossWallet();
        if (!position.isolated()) {
            for (PaperPosition other : cross().toList()) {
                if (!other.symbol().equals(position.symbol())) {
                    fixed = fixed.add(unrealized(other)).subtract(maintenance(other));
                }
            }
        }
        BigDecimal price = mark(position.symbol());
        for (int round = 0; round < 5; round++) { // the brackets depend on the price that is looked for
            BigDecimal constant = fixed;
            BigDecimal slope = BigDecimal.ZERO;
            for (PaperPosition one : moving) {
                BigDecimal size = one.amount().abs();
                Bracket row = terms.brackets(one.symbol()).at(size.multiply(price));
                constant = constant.subtract(one.entryPrice().multiply(one.amount()))
                        .add(row.cumulative());
                slope = slope.add(size.multiply(row.ratio())).subtract(one.amount());
            }
            if (slope.signum() == 0) {
                return BigDecimal.ZERO;
            }
            BigDecimal found = constant.divide(slope, MathContext.DECIMAL64);
            if (found.signum() <= 0) {
                return BigDecimal.ZERO;
            }
            price = found;
        }
        return price.setScale(8, RoundingMode.HALF_UP);
    }

    java.util.stream.Stream<PaperPosition> cross() {
        return state.positions.values().stream().filter(position -> !position.isFlat() && !position.isolated());
    }

    /** Place in the queue for deleveraging, 0 (last) to 4, by profit over margin. */
    int adl(PositionKey key) {
        PaperPosition position = state.positions.get(key);
        if (position == null || position.isFlat()) {
            return 0;
        }
        BigDecimal profit = unrealized(position);
        BigDecimal margin = initial(position, mark(key.symbol()));
        if (profit.signum() <= 0 || margin.signum() == 0) {
            return 0;
        }
        return 1
                + Math.min(
                        3,
                        profit.multiply(BigDecimal.TWO)
                                .divideToIntegralValue(margin)
                                .intValue());
    }

    /** The keys under which the symbol's positions stand in the present mode. */
    List<PositionKey> keys(Symbol symbol) {
        return state.hedge
                ? List.of(new PositionKey(symbol, PositionSide.LONG), new PositionKey(symbol, PositionSide.SHORT))
                : List.of(new PositionKey(symbol, PositionSide.BOTH));
    }

    static BigDecimal share(BigDecimal notional, int leverage) {
        return notional.divide(BigDecimal.valueOf(leverage), 8, RoundingMode.HALF_UP);
    }
}
