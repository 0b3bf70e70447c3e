package io.autofutures.model.order;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An order as somebody wants it, in any numbers: {@link Fitted} makes it fit the symbol or names what stops it.
 *
 * @param quantity base asset; absent when the order closes the whole position
 * @param price limit price, quote currency; of LIMIT, STOP and TAKE_PROFIT
 * @param trigger trigger price, or the activation price of a trailing stop; of conditional types
 * @param reducing can only make a position smaller: exempt from MIN_NOTIONAL and from what opening needs
 */
public record OrderDraft(
        Side side,
        OrderType type,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal price,
        @Nullable BigDecimal trigger,
        boolean reducing) {
    /** @throws IllegalArgumentException if the type needs a number that is absent, or has one it cannot use */
    public OrderDraft {
        boolean priced =
                switch (type) {
                    case LIMIT, STOP, TAKE_PROFIT -> true;
                    default -> false;
                };
        boolean triggered = type.isConditional() && type != OrderType.TRAILING_STOP_MARKET;
        boolean closesAll = reducing && (type == OrderType.STOP_MARKET || type == OrderType.TAKE_PROFIT_MARKET);
        if (priced != (price != null)
                || (triggered && trigger == null)
                || (!type.isConditional() && trigger != null)
                || (quantity == null && !closesAll)) {
            throw new IllegalArgumentException("%s %s does not go with quantity %s, price %s, trigger %s"
                    .formatted(reducing ? "reducing" : "opening", type, quantity, price, trigger));
        }
    }

    public static OrderDraft market(Side side, BigDecimal quantity) {
        return new OrderDraft(side, OrderType.MARKET, quantity, null, null, false);
    }

    public static OrderDraft limit(Side side, BigDecimal quantity, BigDecimal price) {
        return new OrderDraft(side, OrderType.LIMIT, quantity, price, null, false);
    }

    /** @param quantity absent to close the whole position */
    public static OrderDraft stop(Side side, @Nullable BigDecimal quantity, BigDecimal trigger) {
        return new OrderDraft(side, OrderType.STOP_MARKET, quantity, null, trigger, true);
    }

    public OrderDraft asReducing() {
        return new OrderDraft(side, type, quantity, price, trigger, true);
    }
}
