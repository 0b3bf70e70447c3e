package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Takes over positions whose margin is used up at mark. Its orders go first; the position is then closed at the quote,
 * and what is left of its margin pays the liquidation fee to the insurance fund, or the fund makes the loss good. A loss
 * that the fund cannot bear is deleveraged instead: the position is closed at its bankruptcy price, without a fee.
 */
final class Liquidation {
    private final BookState state;
    private final Margins margins;
    private final MarginTerms terms;
    private final Settlement settlement;
    private final Matching matching;
    private final Function<Symbol, Quote> quotes;
    private final Function<Symbol, BigDecimal> ticks;

    Liquidation(
            BookState state,
            Margins margins,
            MarginTerms terms,
            Settlement settlement,
            Matching matching,
            Function<Symbol, Quote> quotes,
            Function<Symbol, BigDecimal> ticks) {
        this.state = state;
        this.margins = margins;
        this.terms = terms;
        this.settlement = settlement;
        this.matching = matching;
        this.quotes = quotes;
        this.ticks = ticks;
    }

    /** @param moved whose price it was */
    void check(BookStep step, Symbol moved) {
        List<PaperPosition> isolated = held().filter(PaperPosition::isolated).toList();
        for (PaperPosition position : isolated) {
            if (position.isolatedWallet().add(margins.unrealized(position)).compareTo(margins.maintenance(position))
                    <= 0) {
                cancelOrders(step, symbol -> symbol.equals(position.symbol()));
                isolated(step, position);
            }
        }
        if (endangered()) {
            cancelOrders(step, symbol -> held().noneMatch(one -> one.symbol().equals(symbol) && one.isolated()));
            cross(step);
        }
        // a stop may have closed at a price beyond what there was
        BigDecimal left = margins.account().crossWallet();
        if (left.signum() < 0 && margins.cross().findAny().isEmpty()) {
            BigDecimal wallet = state.wallet.subtract(left);
            step.tell(new BookEvent.InsuranceCleared(moved, left.negate(), wallet, BigDecimal.ZERO, step.at));
        }
    }

    private java.util.stream.Stream<PaperPosition> held() {
        return List.copyOf(state.positions.values()).stream()
                .filter(position -> !position.isFlat())
                .sorted(Comparator.comparing(PaperPosition::symbol).thenComparing(PaperPosition::side));
    }

    private boolean endangered() {
        if (margins.cross().findAny().isEmpty()) {
            return false;
        }
        Account account = margins.account();
        return account.crossEquity().compareTo(account.crossMaintenance()) <= 0;
    }

    private void cancelOrders(BookStep step, Predicate<Symbol> of) {
        for (PaperOrder order : List.copyOf(state.openOrders.values())) {
            if (of.test(order.symbol())) {
                PaperOrder ignored = matching.end(step, order, OrderStatus.EXPIRED, Expiry.LIQUIDATION);
            }
        }
        for (PaperAlgo algo : List.copyOf(state.openAlgos.values())) {
            if (of.test(algo.symbol()) && algo.isWaiting()) {
                step.tell(new BookEvent.AlgoChanged(
                        algo.ended(OrderStatus.EXPIRED, "User in liquidation mode now.", step.at)));
            }
        }
    }

    private void isolated(BookStep step, PaperPosition position) {
        BigDecimal price = closingPrice(position);
        BigDecimal left = leftover(position.isolatedWallet(), position, price);
        if (left.signum() < 0 && left.negate().compareTo(fund()) > 0) {
            close(step, position, bankruptcy(position, position.isolatedWallet()), true);
            return;
        }
        close(step, position, price, false);
        clear(step, position, price, left);
    }

    private void cross(BookStep step) {
        List<PaperPosition> worstFirst = new ArrayList<>(held().filter(one -> !one.isolated())
                .sorted(Comparator.comparing(margins::unrealized))
                .toList());
        BigDecimal left = margins.account().crossWallet();
        for (PaperPosition position : worstFirst) {
            left = leftover(left, position, closingPrice(position));
        }
        if (left.signum() < 0 && left.negate().compareTo(fund()) > 0) {
            deleverage(step, worstFirst);
            return;
        }
        for (PaperPosition position : worstFirst) {
            if (!endangered()) {
                return;
            }
            BigDecimal price = closingPrice(position);
            close(step, position, price, false);
            Account account = margins.account();
            boolean last = margins.cross().findAny().isEmpty();
            // a loss is made good when nothing is left to pay it with
            BigDecimal equity = account.crossEquity();
            if (last || equity.signum() > 0) {
                clear(step, position, price, last ? account.crossWallet() : equity);
            }
        }
    }

    /** The winners go at the quote; the worst loser at the price that uses up exactly what there is. */
    private void deleverage(BookStep step, List<PaperPosition> worstFirst) {
        for (PaperPosition position : worstFirst.reversed().subList(0, worstFirst.size() - 1)) {
            close(step, position, closingPrice(position), true);
        }
        PaperPosition worst = worstFirst.getFirst();
        close(step, worst, bankruptcy(worst, margins.account().crossWallet()), true);
    }

    private void clear(BookStep step, PaperPosition position, BigDecimal price, BigDecimal left) {
        BigDecimal fee = position.amount()
                .abs()
                .multiply(price)
                .multiply(terms.symbols().apply(position.symbol()).liquidationFee())
                .setScale(8, RoundingMode.HALF_UP);
        BigDecimal amount = left.min(fee).negate();
        if (amount.signum() == 0) {
            return;
        }
        BigDecimal wallet = state.wallet.add(amount);
        PaperPosition closed = state.position(position.key(), step.at);
        step.tell(new BookEvent.InsuranceCleared(
                position.symbol(), amount, wallet, state.crossWallet(wallet, closed), step.at));
    }

    private void close(BookStep step, PaperPosition position, BigDecimal price, boolean deleveraged) {
        force(
                step,
                position,
                position.amount().abs(),
                price,
                deleveraged,
                deleveraged ? BigDecimal.ZERO : settlement.takerRate());
    }

    /** Closes a part of a position for the good of another trader's bankruptcy. */
    void deleverage(BookStep step, PaperPosition position, BigDecimal quantity) {
        BigDecimal price = onTick(position, quotes.apply(position.symbol()).mark());
        force(step, position, quantity, price, true, settlement.takerRate());
    }

    private void force(
            BookStep step,
            PaperPosition position,
            BigDecimal quantity,
            BigDecimal price,
            boolean deleveraged,
            BigDecimal feeRate) {
        long id = state.nextOrderId;
        String prefix = deleveraged ? "adl_autoclose-" : "autoclose-";
        var order = new PaperOrder(
                id,
                "%s%d%06d".formatted(prefix, step.at.toEpochMilli(), id % 1_000_000),
                position.symbol(),
                side(position),
                position.side(),
                OrderType.LIMIT,
                deleveraged ? TimeInForce.GTC : TimeInForce.IOC,
                quantity,
                price,
                false,
                OrderStatus.NEW,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                OrderOptions.PLAIN,
                0,
                null,
                step.at,
                step.at);
        settlement.force(
                step, order, price, feeRate, deleveraged ? ForcedOrder.Kind.ADL : ForcedOrder.Kind.LIQUIDATION);
        matching.expireWithPosition(step, position.key());
    }

    private static Side side(PaperPosition position) {
        return position.amount().signum() > 0 ? Side.SELL : Side.BUY;
    }

    private BigDecimal closingPrice(PaperPosition position) {
        return quotes.apply(position.symbol()).takerPrice(side(position));
    }

    /** Of {@code margin} after the position is closed at {@code price}; negative is a loss beyond it. */
    private BigDecimal leftover(BigDecimal margin, PaperPosition position, BigDecimal price) {
        BigDecimal fee = settlement.fee(position.amount().abs().multiply(price));
        return margin.add(position.unrealized(price)).subtract(fee);
    }

    private BigDecimal bankruptcy(PaperPosition position, BigDecimal margin) {
        return onTick(
                position, position.entryPrice().subtract(margin.divide(position.amount(), MathContext.DECIMAL64)));
    }

    /** Rounded so that the position's owner loses nothing by it. */
    private BigDecimal onTick(PaperPosition position, BigDecimal price) {
        BigDecimal tick = ticks.apply(position.symbol());
        RoundingMode mode = position.amount().signum() > 0 ? RoundingMode.CEILING : RoundingMode.FLOOR;
        return price.divide(tick, 0, mode).multiply(tick).max(tick);
    }

    private BigDecimal fund() {
        return terms.insuranceFund().add(state.money.ledger.of(VenueAccount.INSURANCE));
    }
}
