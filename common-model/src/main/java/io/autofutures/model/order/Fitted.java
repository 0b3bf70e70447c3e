package io.autofutures.model.order;

import io.autofutures.model.market.Breach;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.SymbolRules;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An order that passes the rules of its symbol, or the rule that stops it. A fitted order never asks for more than its
 * draft: the quantity goes down, a limit price to the side of the better fill, a trigger to the side where it fires no
 * later.
 */
public sealed interface Fitted {
    /** @param quantity absent when the order closes the whole position */
    record Accepted(
            Side side,
            OrderType type,
            @Nullable Quantity quantity,
            @Nullable Price price,
            @Nullable Price trigger) implements Fitted {}

    record Refused(Breach breach) implements Fitted {}

    /**
     * What the rules are measured against.
     *
     * @param opposite best price a MARKET order would meet, where known
     * @param openOrders of the symbol, which MAX_NUM_ORDERS counts
     * @param reserve added to MIN_NOTIONAL of a MARKET order, as a fraction: the venue values it at its own, later mark
     */
    record Conditions(Price mark, @Nullable Price opposite, int openOrders, BigDecimal reserve) {
        private static final BigDecimal RESERVE = new BigDecimal("0.002");

        /** Nothing known but the mark; a reserve of 0.2 %. */
        public static Conditions at(Price mark) {
            return new Conditions(mark, null, 0, RESERVE);
        }
    }

    static Fitted of(OrderDraft draft, SymbolRules rules, Conditions now) {
        return new Fitting(draft, rules, now).result();
    }
}
