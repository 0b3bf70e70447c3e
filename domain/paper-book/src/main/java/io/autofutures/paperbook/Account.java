package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;

/**
 * The account at one instant, quote currency.
 *
 * @param wallet profits and fees included, unrealized profit not
 * @param crossWallet wallet less what isolated positions have set aside
 * @param openOrderMargin margin of resting orders that would open
 * @param available what a new order may use, not negative
 */
public record Account(
        BigDecimal wallet,
        BigDecimal crossWallet,
        BigDecimal unrealized,
        BigDecimal crossUnrealized,
        BigDecimal positionMargin,
        BigDecimal openOrderMargin,
        BigDecimal available) {
    static Account of(BookState state, Function<Symbol, Quote> quotes) {
        BigDecimal isolatedWallets = BigDecimal.ZERO;
        BigDecimal unrealized = BigDecimal.ZERO;
        BigDecimal crossUnrealized = BigDecimal.ZERO;
        BigDecimal positionMargin = BigDecimal.ZERO;
        BigDecimal crossMargin = BigDecimal.ZERO;
        for (PaperPosition position : state.positions.values()) {
            if (position.isFlat()) {
                continue;
            }
            BigDecimal mark = quotes.apply(position.symbol()).mark();
            BigDecimal profit = position.unrealized(mark);
            BigDecimal margin = initialMargin(state, position, mark);
            unrealized = unrealized.add(profit);
            positionMargin = positionMargin.add(margin);
            if (position.isolated()) {
                isolatedWallets = isolatedWallets.add(position.isolatedWallet());
            } else {
                crossUnrealized = crossUnrealized.add(profit);
                crossMargin = crossMargin.add(margin);
            }
        }
        BigDecimal crossWallet = state.wallet.subtract(isolatedWallets);
        BigDecimal orders = openOrderMargin(state, List.copyOf(state.openOrders.values()));
        BigDecimal available = crossWallet
                .add(crossUnrealized)
                .subtract(crossMargin)
                .subtract(orders)
                .max(BigDecimal.ZERO);
        return new Account(state.wallet, crossWallet, unrealized, crossUnrealized, positionMargin, orders, available);
    }

    static BigDecimal initialMargin(BookState state, PaperPosition position, BigDecimal mark) {
        return share(
                position.amount().abs().multiply(mark),
                state.setup(position.symbol()).leverage());
    }

    private static BigDecimal openOrderMargin(BookState state, List<PaperOrder> open) {
        return open.stream()
                .filter(order -> !Closing.is(order, state))
                .map(order -> share(
                        order.remaining().multiply(order.price()),
                        state.setup(order.symbol()).leverage()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal share(BigDecimal notional, int leverage) {
        return notional.divide(BigDecimal.valueOf(leverage), 8, RoundingMode.HALF_UP);
    }
}
