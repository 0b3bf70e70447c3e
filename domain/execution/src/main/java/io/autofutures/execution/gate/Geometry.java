package io.autofutures.execution.gate;

import io.autofutures.model.market.Price;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.trade.Advice;
import io.autofutures.model.trade.Direction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The prices of a plan, on the symbol's grid and on the right sides of each other.
 *
 * @param entry price the entry is expected at: the mark, or the limit
 * @param limitPrice absent for a market entry
 * @param takeProfit the nearest advised level; absent when none was advised
 */
record Geometry(
        Price entry,
        @Nullable Price limitPrice,
        Price stop,
        @Nullable Price takeProfit) {
    /** Least distance of stop and take-profit from mark and entry, as a fraction of the mark, and in ticks. */
    static final BigDecimal MIN_DISTANCE = new BigDecimal("0.0005");

    static final BigDecimal MIN_TICKS = BigDecimal.TWO;

    double stopFraction() {
        return Math.abs(entry.doubleValue() - stop.doubleValue()) / entry.doubleValue();
    }

    /** Empty when a price is missing, off its side, too near, or outside the symbol's filters; the list says which. */
    static Optional<Geometry> of(Advice advice, SymbolRules rules, Price mark, Checklist list) {
        boolean isLong = advice.direction() == Direction.LONG;
        RoundingMode lower = isLong ? RoundingMode.FLOOR : RoundingMode.CEILING; // to the worse side for a fill
        RoundingMode higher = isLong ? RoundingMode.CEILING : RoundingMode.FLOOR; // to the side of less risk
        BigDecimal nearest = MIN_DISTANCE.multiply(mark.value()).max(MIN_TICKS.multiply(rules.tickSize()));

        Price limit = null;
        if (advice.entryType() == OrderType.LIMIT) {
            limit = advice.entryPrice() == null
                    ? null
                    : rules.roundPrice(advice.entryPrice().value(), lower);
            if (!entryFits(limit, rules, mark, isLong, list)) {
                return Optional.empty();
            }
        } else if (!list.check(
                "entry_type",
                advice.entryType() == OrderType.MARKET,
                "an entry is MARKET or LIMIT",
                "type",
                advice.entryType())) {
            return Optional.empty();
        }
        Price entry = limit == null ? mark : limit;
        Price stop =
                advice.stop() == null ? null : rules.roundPrice(advice.stop().value(), higher);
        Price takeProfit = advice.takeProfits().isEmpty()
                ? null
                : rules.roundPrice(advice.takeProfits().getFirst().price().value(), lower);
        boolean stopFits = side("stop", stop, isLong ? -1 : 1, mark, entry, nearest, rules, list);
        boolean targetFits = takeProfit == null
                || side("take_profit", takeProfit, isLong ? 1 : -1, mark, entry, nearest, rules, list);
        return stop != null && stopFits && targetFits
                ? Optional.of(new Geometry(entry, limit, stop, takeProfit))
                : Optional.empty();
    }

    private static boolean entryFits(
            @Nullable Price limit, SymbolRules rules, Price mark, boolean isLong, Checklist list) {
        if (limit == null) {
            return list.check("entry_price", false, "a LIMIT entry needs a price", "price", "none");
        }
        BigDecimal multiplier = isLong ? rules.multiplierUp() : rules.multiplierDown();
        BigDecimal bound = mark.value().multiply(multiplier);
        boolean inBand = multiplier.signum() == 0
                || (isLong ? limit.value().compareTo(bound) <= 0 : limit.value().compareTo(bound) >= 0);
        return list.check(
                "entry_price",
                inBand && rules.prices().breach(limit.value()).isEmpty(),
                "the limit must fit PRICE_FILTER and PERCENT_PRICE",
                "price",
                limit,
                "bound",
                bound);
    }

    /** @param sign −1 when the price must lie below mark and entry, 1 when above */
    private static boolean side(
            String name,
            @Nullable Price price,
            int sign,
            Price mark,
            Price entry,
            BigDecimal nearest,
            SymbolRules rules,
            Checklist list) {
        if (price == null) {
            return list.check(name + "_side", false, "every entry needs a " + name, name, "none", "mark", mark);
        }
        BigDecimal fromMark = price.value().subtract(mark.value()).multiply(BigDecimal.valueOf(sign));
        BigDecimal fromEntry = price.value().subtract(entry.value()).multiply(BigDecimal.valueOf(sign));
        BigDecimal distance = fromMark.min(fromEntry);
        boolean right = list.check(
                name + "_side",
                distance.signum() > 0,
                name + " must lie " + (sign < 0 ? "below" : "above") + " mark and entry",
                name,
                price,
                "mark",
                mark,
                "entry",
                entry);
        return right
                && list.check(
                        name + "_distance",
                        distance.compareTo(nearest) >= 0
                                && rules.prices().breach(price.value()).isEmpty(),
                        name + " must keep its distance and fit PRICE_FILTER",
                        "distance",
                        distance,
                        "least",
                        nearest);
    }
}
