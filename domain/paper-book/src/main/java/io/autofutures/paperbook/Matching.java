package io.autofutures.paperbook;

import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings orders to execution.
 *
 * <p>Takers go through the synthetic depth level by level, and so fill in parts. A resting order fills whole when the
 * price goes through it (last beyond its price, or the other side of the quote at it). When last only touches its price it
 * fills by the traded volume where that is known, less the queue's part ({@link DepthTerms#queueShare}), and whole where
 * no volume is known.
 */
final class Matching {
    private final BookState state;
    private final BookTerms terms;
    private final OrderChecks checks;
    private final Settlement settlement;
    private final Liquidity liquidity;

    Matching(BookState state, BookTerms terms, OrderChecks checks, Settlement settlement, Liquidity liquidity) {
        this.state = state;
        this.terms = terms;
        this.checks = checks;
        this.settlement = settlement;
        this.liquidity = liquidity;
    }

    /** Why an order that is right in itself cannot live as it asks to: GTX that would take, FOK that would not fill. */
    Optional<Refusal> refusesLife(OrderRequest request, SymbolRules rules) {
        if (request.timeInForce() == TimeInForce.GTX) {
            return sweep(request, rules).isEmpty() ? Optional.empty() : Optional.of(Refusal.POST_ONLY);
        }
        if (request.timeInForce() == TimeInForce.FOK) {
            boolean fills = Sweep.filled(sweep(request, rules)).compareTo(request.quantity()) >= 0;
            return fills ? Optional.empty() : Optional.of(Refusal.FILL_OR_KILL);
        }
        return Optional.empty();
    }

    /** Places it, lets it take what it can, and ends what may not rest. */
    PaperOrder execute(BookStep step, OrderRequest request, PaperOrder.@Nullable Origin origin, SymbolRules rules) {
        PaperOrder placed = PaperOrder.placed(state.nextOrderId, request, origin, step.at);
        step.tell(new BookEvent.OrderPlaced(placed));
        PaperOrder left = take(step, placed, rules);
        if (!left.isOpen()) {
            return left;
        }
        if (left.type() == OrderType.MARKET) {
            return end(step, left, OrderStatus.EXPIRED, Expiry.MARKET_REST);
        }
        return switch (left.timeInForce()) {
            case IOC, FOK -> end(step, left, OrderStatus.EXPIRED, Expiry.IOC_REST);
            case GTC, GTX, GTD, RPI, GTE_GTC -> left;
        };
    }

    /** Lets an open order take what it can. */
    PaperOrder take(BookStep step, PaperOrder order, SymbolRules rules) {
        PaperOrder now = order;
        for (Sweep.Meeting meeting : sweep(order, rules)) {
            now = switch (meeting) {
                case Sweep.Meeting.Trade(Level level) -> trade(step, now, level);
                case Sweep.Meeting.OwnTrade(PaperOrder maker, BigDecimal part) -> ownTrade(step, now, maker, part);
                case Sweep.Meeting.MakerExpires(PaperOrder maker) -> {
                    PaperOrder resting = state.openOrders.get(maker.orderId());
                    if (resting != null) {
                        drop(step, resting, OrderStatus.EXPIRED_IN_MATCH, Expiry.SELF_TRADE);
                    }
                    yield now;
                }
                case Sweep.Meeting.TakerExpires expires ->
                    end(
                            step,
                            now,
                            OrderStatus.EXPIRED_IN_MATCH,
                            now.timeInForce() == TimeInForce.IOC ? Expiry.IOC_SELF_TRADE : Expiry.SELF_TRADE);
            };
            now = state.order(now.orderId()).orElse(now);
            if (!now.isOpen()) {
                break;
            }
        }
        return now;
    }

    /** A new price: resting orders that it, or a trade on the way to it, reaches fill. */
    void onPrice(BookStep step, SymbolRules rules, Quote quote, @Nullable List<Level> trades) {
        BigDecimal tick = rules.tickSize();
        for (Level trade : trades == null ? List.<Level>of() : trades) {
            BigDecimal price = trade.price();
            var then = new Quote(price, quote.mark(), price.subtract(tick), price.add(tick));
            reached(step, rules, then, queued(trade.quantity(), rules));
        }
        reached(step, rules, quote, trades == null ? null : BigDecimal.ZERO);
    }

    /** What of a traded volume reaches a resting order at that price. */
    private BigDecimal queued(BigDecimal traded, SymbolRules rules) {
        return traded.multiply(terms.depth().queueShare())
                .divide(rules.stepSize(), 0, RoundingMode.DOWN)
                .multiply(rules.stepSize());
    }

    /** @param touching volume for orders whose price is only touched; absent: as much as they want */
    private void reached(BookStep step, SymbolRules rules, Quote quote, @Nullable BigDecimal touching) {
        BigDecimal left = touching;
        for (PaperOrder reached : state.resting.reached(rules.symbol(), quote)) {
            PaperOrder order = state.openOrders.get(reached.orderId());
            if (order == null) {
                continue; // an earlier one of this instant ended it
            }
            BigDecimal part = order.remaining();
            if (left != null && !isThrough(order, quote)) {
                part = part.min(left);
                left = left.subtract(part);
            }
            if (part.signum() > 0) {
                make(step, order, part);
            }
        }
    }

    PaperOrder end(BookStep step, PaperOrder order, OrderStatus status, String expiry) {
        PaperOrder ended = order.ended(status, step.at);
        step.tell(new BookEvent.OrderEnded(ended, expiry));
        finishParent(step, ended);
        return ended;
    }

    void drop(BookStep step, PaperOrder order, OrderStatus status, String expiry) {
        PaperOrder ignored = end(step, order, status, expiry);
    }

    private List<Sweep.Meeting> sweep(OrderRequest request, SymbolRules rules) {
        return sweep(
                rules,
                request.side(),
                request.quantity(),
                request.price(),
                request.options().selfTrade());
    }

    private List<Sweep.Meeting> sweep(PaperOrder order, SymbolRules rules) {
        BigDecimal worst = order.type() == OrderType.MARKET
                ? Contract.worstMarketPrice(rules, quote(order), order.side())
                : order.price();
        return sweep(
                rules, order.side(), order.remaining(), worst, order.options().selfTrade());
    }

    private List<Sweep.Meeting> sweep(
            SymbolRules rules, Side side, BigDecimal quantity, @Nullable BigDecimal worst, SelfTradePrevention mode) {
        return Sweep.of(
                side,
                quantity,
                worst,
                liquidity.against(rules, side),
                state.resting.of(rules.symbol(), side.opposite()),
                mode);
    }

    private PaperOrder trade(BookStep step, PaperOrder taker, Level level) {
        BigDecimal part = level.quantity().min(fillable(step, taker));
        if (part.signum() == 0) {
            return end(step, taker, OrderStatus.EXPIRED, Expiry.WOULD_REVERSE);
        }
        liquidity.take(taker.symbol(), level.price(), part);
        return fill(step, taker, part, level.price(), false);
    }

    private PaperOrder ownTrade(BookStep step, PaperOrder taker, PaperOrder met, BigDecimal quantity) {
        PaperOrder maker = state.openOrders.get(met.orderId());
        if (maker == null) {
            return taker;
        }
        BigDecimal part = quantity.min(fillable(step, taker));
        if (part.signum() == 0) {
            return end(step, taker, OrderStatus.EXPIRED, Expiry.WOULD_REVERSE);
        }
        part = part.min(fillable(step, maker));
        if (part.signum() == 0) {
            drop(step, maker, OrderStatus.EXPIRED, Expiry.WOULD_REVERSE);
            return taker;
        }
        PaperOrder traded = fill(step, taker, part, maker.price(), false);
        make(step, maker, part);
        return traded;
    }

    private void make(BookStep step, PaperOrder order, BigDecimal quantity) {
        BigDecimal part = quantity.min(fillable(step, order));
        PaperOrder now = part.signum() > 0 ? fill(step, order, part, order.price(), true) : order;
        if (now.isOpen() && part.compareTo(quantity) < 0) {
            drop(step, now, OrderStatus.EXPIRED, Expiry.WOULD_REVERSE);
        }
    }

    /** An order that may only close can fill as much as is there to close. */
    private BigDecimal fillable(BookStep step, PaperOrder order) {
        return Closing.is(order, state)
                ? order.remaining().min(checks.closableQuantity(order.positionKey(), order.side(), step.at))
                : order.remaining();
    }

    private static boolean isThrough(PaperOrder order, Quote quote) {
        return order.side() == Side.BUY
                ? quote.last().compareTo(order.price()) < 0 || quote.ask().compareTo(order.price()) <= 0
                : quote.last().compareTo(order.price()) > 0 || quote.bid().compareTo(order.price()) >= 0;
    }

    private PaperOrder fill(BookStep step, PaperOrder order, BigDecimal quantity, BigDecimal price, boolean maker) {
        PaperOrder traded = settlement.fill(step, order, quantity, price, maker);
        if (!traded.isOpen()) {
            finishParent(step, traded);
        }
        expireWithPosition(step, traded.positionKey(), traded.orderId());
        return traded;
    }

    private void finishParent(BookStep step, PaperOrder child) {
        PaperOrder.Origin origin = child.origin();
        PaperAlgo parent = origin == null ? null : state.openAlgos.get(origin.algoId());
        if (parent != null) {
            step.tell(new BookEvent.AlgoChanged(parent.finished(child, step.at)));
        }
    }

    /** What can close nothing any more ends: GTE orders, and resting orders that may only close. */
    void expireWithPosition(BookStep step, PositionKey key) {
        expireWithPosition(step, key, 0);
    }

    private void expireWithPosition(BookStep step, PositionKey key, long causeId) {
        if (!state.position(key, step.at).isFlat() && state.hedge) {
            return;
        }
        for (PaperOrder order : List.copyOf(state.openOrders.values())) {
            if (order.orderId() != causeId
                    && order.positionKey().equals(key)
                    && Closing.is(order, state)
                    && closesNothing(step, key, order.side())) {
                drop(step, order, OrderStatus.EXPIRED, Expiry.WOULD_REVERSE);
            }
        }
        for (PaperAlgo algo : List.copyOf(state.openAlgos.values())) {
            if (algo.terms().livesWithPosition()
                    && algo.positionKey().equals(key)
                    && algo.isWaiting()
                    && closesNothing(step, key, algo.side())) {
                step.tell(new BookEvent.AlgoChanged(
                        algo.ended(OrderStatus.EXPIRED, "GTE condition is not met: the position is closed", step.at)));
            }
        }
    }

    private boolean closesNothing(BookStep step, PositionKey key, Side side) {
        return checks.closableQuantity(key, side, step.at).signum() == 0;
    }

    private Quote quote(PaperOrder order) {
        return liquidity.quote(order.symbol());
    }
}
