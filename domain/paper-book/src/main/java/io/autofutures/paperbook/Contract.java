package io.autofutures.paperbook;

import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.util.Optional;

/** What exchangeInfo says of a contract beside its filters, as the venue applies it. */
final class Contract {
    private Contract() {}

    /** How far from mark a MARKET order may sweep. */
    static BigDecimal worstMarketPrice(SymbolRules rules, Quote quote, Side side) {
        BigDecimal away = quote.mark().multiply(rules.terms().marketTakeBound());
        return side == Side.BUY ? quote.mark().add(away) : quote.mark().subtract(away);
    }

    /** Mark and last are too far apart for a priceProtect order. */
    static boolean isTorn(SymbolRules rules, Quote quote) {
        BigDecimal bound = quote.mark().multiply(rules.terms().triggerProtect());
        return quote.last().subtract(quote.mark()).abs().compareTo(bound) > 0;
    }

    /** Open orders of the symbol; {@code Integer.MAX_VALUE} when there is no limit. */
    static int maxOrders(SymbolRules rules) {
        int most = rules.terms().maxOrders();
        return most > 0 ? most : Integer.MAX_VALUE;
    }

    /**
     * What the state of a symbol allows. The documents name the codes but not which state earns which: closed ones are
     * "closed", those about to settle take closing orders only, all others but TRADING take none.
     */
    static Optional<Refusal> refuses(SymbolRules rules, Side side, boolean closing) {
        return switch (rules.status()) {
            case "TRADING" -> closing ? Optional.empty() : controlled(rules, side);
            case "PRE_DELIVERING", "PRE_SETTLE" ->
                closing
                        ? Optional.empty()
                        : Optional.of(new Refusal(-4140, "Invalid symbol status for opening position."));
            case "CLOSE", "SETTLING", "DELIVERING", "DELIVERED" -> Optional.of(new Refusal(-4141, "Symbol is closed."));
            default -> Optional.of(new Refusal(-1122, "Invalid symbol status."));
        };
    }

    /** POSITION_RISK_CONTROL: no new position on that side. */
    private static Optional<Refusal> controlled(SymbolRules rules, Side side) {
        if (rules.terms().mayOpen(side == Side.BUY ? "LONG" : "SHORT")) {
            return Optional.empty();
        }
        return Optional.of(
                side == Side.BUY
                        ? new Refusal(
                                -4518,
                                "Symbol is under position risk control, buy order can only works with reduce-only.")
                        : new Refusal(
                                -4519,
                                "Symbol is under position risk control, sell order can only works with reduce-only."));
    }
}
