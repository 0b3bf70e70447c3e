package io.autofutures.execution.gate;

import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.SymbolRules;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * How much may be bought: the smallest of what risk, notional limits and margin allow, down to the symbol's grid.
 *
 * @param entry price the entry is expected at, quote currency
 * @param riskBudget loss allowed at the stop with fees, USDT
 * @param notionalRoom most notional of this position, USDT
 * @param totalRoom most notional that the other positions leave, USDT
 * @param marginRoom available margin not reserved by others, USDT
 */
record Sizing(
        Price entry,
        Price stop,
        int leverage,
        BigDecimal riskBudget,
        BigDecimal notionalRoom,
        BigDecimal totalRoom,
        BigDecimal marginRoom) {
    /** Taker fee of an account without discounts (fee tier 0), as a fraction of notional. */
    static final BigDecimal FEE = new BigDecimal("0.0005");

    private static final MathContext EXACT = MathContext.DECIMAL64;

    /** Loss of one unit at the stop, fees of both ways included. */
    BigDecimal lossPerUnit() {
        BigDecimal fees = entry.value().add(stop.value()).multiply(FEE);
        return entry.value().subtract(stop.value()).abs().add(fees);
    }

    /** Margin and fees that one unit takes from the available balance. */
    BigDecimal marginPerUnit() {
        BigDecimal margin = entry.value().divide(BigDecimal.valueOf(leverage), EXACT);
        return margin.add(entry.value().multiply(FEE).multiply(BigDecimal.TWO));
    }

    BigDecimal byRisk() {
        return units(riskBudget, lossPerUnit());
    }

    BigDecimal byNotional() {
        return units(notionalRoom, entry.value());
    }

    BigDecimal byTotal() {
        return units(totalRoom, entry.value());
    }

    BigDecimal byMargin() {
        return units(marginRoom, marginPerUnit());
    }

    Quantity quantity(SymbolRules rules) {
        return rules.roundMarketQuantity(
                byRisk().min(byNotional()).min(byTotal()).min(byMargin()));
    }

    private static BigDecimal units(BigDecimal budget, BigDecimal each) {
        return budget.max(BigDecimal.ZERO).divide(each, 16, RoundingMode.DOWN);
    }
}
