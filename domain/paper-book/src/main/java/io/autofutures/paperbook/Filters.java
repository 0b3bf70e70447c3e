package io.autofutures.paperbook;

import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The filters of a symbol as the venue applies them, first broken rule first. */
final class Filters {
    private Filters() {}

    static Optional<Refusal> quantity(SymbolRules rules, BigDecimal quantity, boolean market) {
        if (quantity.signum() <= 0) {
            return refuse(-4003, "Quantity less than or equal to zero.");
        }
        if (scale(quantity) > scale(rules.stepSize())) {
            return Optional.of(Refusal.PRECISION);
        }
        BigDecimal least = market ? rules.minQuantity().max(rules.marketMinQuantity()) : rules.minQuantity();
        BigDecimal most = market ? smaller(rules.maxQuantity(), rules.marketMaxQuantity()) : rules.maxQuantity();
        if (quantity.compareTo(least) < 0) {
            return refuse(-4004, "Quantity less than min quantity.");
        }
        if (most.signum() > 0 && quantity.compareTo(most) > 0) {
            return refuse(-4005, "Quantity greater than max quantity.");
        }
        boolean onGrid = on(quantity, rules.stepSize()) && (!market || on(quantity, rules.marketStepSize()));
        return onGrid ? Optional.empty() : Optional.of(Refusal.STEP);
    }

    static Optional<Refusal> price(SymbolRules rules, BigDecimal price) {
        if (price.signum() <= 0) {
            return refuse(-4001, "Price less than 0.");
        }
        if (scale(price) > scale(rules.tickSize())) {
            return Optional.of(Refusal.PRECISION);
        }
        if (rules.maxPrice().signum() > 0 && price.compareTo(rules.maxPrice()) > 0) {
            return refuse(-4002, "Price greater than max price.");
        }
        if (price.compareTo(rules.minPrice()) < 0) {
            return refuse(-4013, "Price less than min price.");
        }
        return on(price.subtract(rules.minPrice()), rules.tickSize()) ? Optional.empty() : Optional.of(Refusal.TICK);
    }

    /** PERCENT_PRICE of a LIMIT order. */
    static Optional<Refusal> band(SymbolRules rules, Side side, BigDecimal price, BigDecimal mark) {
        BigDecimal highest = mark.multiply(rules.multiplierUp());
        BigDecimal lowest = mark.multiply(rules.multiplierDown());
        if (side == Side.BUY && highest.signum() > 0 && price.compareTo(highest) > 0) {
            return refuse(-4016, "Limit price can't be higher than %s.".formatted(shown(rules, highest)));
        }
        return side == Side.SELL && price.compareTo(lowest) < 0
                ? refuse(-4024, "Limit price can't be lower than %s.".formatted(shown(rules, lowest)))
                : Optional.empty();
    }

    /** PERCENT_PRICE of a MARKET order: the best price of the other side must be inside. */
    static Optional<Refusal> marketBand(SymbolRules rules, Side side, Quote quote) {
        BigDecimal best = quote.takerPrice(side);
        BigDecimal highest = quote.mark().multiply(rules.multiplierUp());
        BigDecimal lowest = quote.mark().multiply(rules.multiplierDown());
        boolean outside =
                side == Side.BUY ? highest.signum() > 0 && best.compareTo(highest) > 0 : best.compareTo(lowest) < 0;
        return outside
                ? refuse(-4131, "The counterparty's best price does not meet the PERCENT_PRICE filter limit.")
                : Optional.empty();
    }

    /** A trigger price lies on the same grid as any other. */
    static Optional<Refusal> trigger(SymbolRules rules, BigDecimal trigger) {
        if (trigger.signum() <= 0) {
            return refuse(-4006, "Stop price less than zero.");
        }
        boolean above = rules.maxPrice().signum() > 0 && trigger.compareTo(rules.maxPrice()) > 0;
        return above ? refuse(-4007, "Stop price greater than max price.") : price(rules, trigger);
    }

    /** How far the limit price of a STOP or TAKE_PROFIT may be from its trigger. */
    static Optional<Refusal> stopBand(SymbolRules rules, Side side, BigDecimal price, BigDecimal trigger) {
        BigDecimal highest = trigger.multiply(rules.multiplierUp());
        BigDecimal lowest = trigger.multiply(rules.multiplierDown());
        if (side == Side.BUY && highest.signum() > 0 && price.compareTo(highest) > 0) {
            return refuse(-4183, "Limit price can't be higher than %s.".formatted(shown(rules, highest)));
        }
        return side == Side.SELL && price.compareTo(lowest) < 0
                ? refuse(-4184, "Limit price can't be lower than %s.".formatted(shown(rules, lowest)))
                : Optional.empty();
    }

    /** @param price of a LIMIT order; a MARKET order is valued at mark */
    static Optional<Refusal> notional(
            SymbolRules rules, OrderType type, BigDecimal quantity, @Nullable BigDecimal price, BigDecimal mark) {
        BigDecimal at = type == OrderType.LIMIT && price != null ? price : mark;
        return quantity.multiply(at).compareTo(rules.minNotional()) < 0
                ? Optional.of(Refusal.notional(rules.minNotional()))
                : Optional.empty();
    }

    private static Optional<Refusal> refuse(int code, String message) {
        return Optional.of(new Refusal(code, message));
    }

    private static String shown(SymbolRules rules, BigDecimal price) {
        return price.setScale(scale(rules.tickSize()), java.math.RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static int scale(BigDecimal value) {
        return Math.max(0, value.stripTrailingZeros().scale());
    }

    private static boolean on(BigDecimal value, BigDecimal grid) {
        return value.remainder(grid).signum() == 0;
    }

    private static BigDecimal smaller(BigDecimal one, BigDecimal other) {
        if (one.signum() == 0 || other.signum() == 0) {
            return one.max(other);
        }
        return one.min(other);
    }
}
