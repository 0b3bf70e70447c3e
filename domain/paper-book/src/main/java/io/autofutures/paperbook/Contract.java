package io.autofutures.paperbook;

import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;

/** Bounds that exchangeInfo gives for a contract beside its filters. */
final class Contract {
    private static final BigDecimal BOUND = new BigDecimal("0.05");

    private Contract() {}

    /** How far from mark a MARKET order may sweep ({@code marketTakeBound}). */
    static BigDecimal worstMarketPrice(SymbolRules rules, Quote quote, Side side) {
        BigDecimal away = quote.mark().multiply(BOUND);
        return side == Side.BUY ? quote.mark().add(away) : quote.mark().subtract(away);
    }

    /** Mark and last are too far apart for a priceProtect order ({@code triggerProtect}). */
    static boolean isTorn(SymbolRules rules, Quote quote) {
        return quote.last().subtract(quote.mark()).abs().compareTo(quote.mark().multiply(BOUND)) > 0;
    }

    static int maxOrders(SymbolRules rules) {
        return 200;
    }
}
