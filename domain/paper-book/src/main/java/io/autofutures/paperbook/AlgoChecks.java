package io.autofutures.paperbook;

import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Why the venue would refuse a conditional order; margin is looked at only when it fires. */
final class AlgoChecks {
    private static final int MOST = 200;
    private static final BigDecimal LEAST_CALLBACK = new BigDecimal("0.1");
    private static final BigDecimal MOST_CALLBACK = new BigDecimal("20");

    private final BookState state;
    private final OrderChecks checks;

    AlgoChecks(BookState state, OrderChecks checks) {
        this.state = state;
        this.checks = checks;
    }

    Optional<Refusal> algo(AlgoRequest request, SymbolRules rules, Quote quote, Instant at) {
        boolean closing = request.closePosition()
                || Closing.is(request.side(), request.positionSide(), request.reduceOnly(), state);
        return Refusal.first(
                () -> Contract.refuses(rules, request.side(), closing),
                () -> checks.sides(request.positionSide(), request.reduceOnly()),
                () -> form(request),
                () -> quantity(request, rules),
                () -> prices(request, rules),
                () -> checks.lifetime(request.timeInForce(), request.options(), at),
                () -> closing ? Optional.empty() : notional(request, rules, quote),
                () -> duplicate(request),
                () -> request.livesWithPosition() ? position(request, at) : Optional.empty(),
                () -> immediate(request, quote),
                () -> waiting() >= MOST ? Optional.of(Refusal.TOO_MANY_STOPS) : Optional.empty());
    }

    private static Optional<Refusal> form(AlgoRequest request) {
        BigDecimal quantity = request.quantity();
        if (request.closePosition()) {
            if (request.type() != OrderType.STOP_MARKET && request.type() != OrderType.TAKE_PROFIT_MARKET) {
                return Optional.of(new Refusal(
                        -4136,
                        "Target strategy invalid for orderType %s,closePosition true".formatted(request.type())));
            }
            if (quantity != null && quantity.signum() != 0) {
                return Optional.of(new Refusal(-4137, "Quantity must be zero with closePosition equals true."));
            }
        }
        return !request.isLimit() && request.options().priceMatch() != PriceMatch.NONE
                ? Optional.of(Refusal.PRICE_MATCH_TYPE)
                : Optional.empty();
    }

    private static Optional<Refusal> quantity(AlgoRequest request, SymbolRules rules) {
        return request.closePosition()
                ? Optional.empty()
                : Filters.quantity(
                        rules,
                        Objects.requireNonNull(request.quantity(), "a quantity stop has one"),
                        !request.isLimit());
    }

    private static Optional<Refusal> prices(AlgoRequest request, SymbolRules rules) {
        BigDecimal trigger = request.triggerPrice();
        BigDecimal price = request.price();
        TrailingTerms trailing = request.trailing();
        return Refusal.first(
                () -> trigger == null ? Optional.empty() : Filters.trigger(rules, trigger),
                () -> price == null ? Optional.empty() : Filters.price(rules, price),
                () -> price == null || trigger == null
                        ? Optional.empty()
                        : Filters.stopBand(rules, request.side(), price, trigger),
                () -> trailing == null ? Optional.empty() : trailing(trailing, rules));
    }

    private static Optional<Refusal> trailing(TrailingTerms trailing, SymbolRules rules) {
        BigDecimal rate = trailing.callbackRate();
        if (rate.compareTo(LEAST_CALLBACK) < 0 || rate.compareTo(MOST_CALLBACK) > 0) {
            return Optional.of(Refusal.CALLBACK_RATE);
        }
        BigDecimal activate = trailing.activatePrice();
        return activate == null
                ? Optional.empty()
                : activate.signum() <= 0 ? Optional.of(Refusal.ACTIVATION_PRICE) : Filters.price(rules, activate);
    }

    private static Optional<Refusal> notional(AlgoRequest request, SymbolRules rules, Quote quote) {
        BigDecimal at = request.price() != null ? request.price() : request.triggerPrice();
        return Filters.notional(
                rules,
                OrderType.LIMIT,
                Objects.requireNonNull(request.quantity(), "a quantity stop has one"),
                at,
                quote.mark());
    }

    private Optional<Refusal> duplicate(AlgoRequest request) {
        String id = request.clientAlgoId();
        boolean taken = id != null
                && state.openAlgos.values().stream()
                        .anyMatch(
                                algo -> algo.isWaiting() && algo.clientAlgoId().equals(id));
        return taken ? Optional.of(Refusal.DUPLICATE_ID) : Optional.empty();
    }

    private Optional<Refusal> position(AlgoRequest request, Instant at) {
        boolean opens = request.positionSide() != PositionSide.BOTH
                && request.side() == request.positionSide().entrySide();
        if (opens) {
            return Optional.of(Refusal.REDUCE_ONLY);
        }
        if (checks.closableQuantity(request.positionKey(), request.side(), at).signum() == 0) {
            return Optional.of(Refusal.NO_POSITION);
        }
        boolean existing = request.closePosition()
                && state.openAlgos.values().stream()
                        .anyMatch(other -> other.closePosition()
                                && other.isWaiting()
                                && other.positionKey().equals(request.positionKey())
                                && other.side() == request.side()
                                && other.type().isStop() == request.type().isStop());
        return existing ? Optional.of(Refusal.EXISTING_CLOSE) : Optional.empty();
    }

    private static Optional<Refusal> immediate(AlgoRequest request, Quote quote) {
        BigDecimal working = quote.working(request.workingType());
        TrailingTerms trailing = request.trailing();
        boolean past;
        if (trailing != null) {
            BigDecimal activate = trailing.activatePrice();
            past = activate != null
                    && (request.side() == Side.BUY
                            ? working.compareTo(activate) <= 0
                            : working.compareTo(activate) >= 0);
        } else {
            past = PaperAlgo.fires(
                    request.type(),
                    request.side(),
                    Objects.requireNonNull(request.triggerPrice(), "a conditional order has a trigger"),
                    working);
        }
        return past ? Optional.of(Refusal.IMMEDIATE_TRIGGER) : Optional.empty();
    }

    private long waiting() {
        return state.openAlgos.values().stream()
                .filter(algo -> algo.status() == OrderStatus.NEW || algo.status() == OrderStatus.TRIGGERING)
                .count();
    }
}
