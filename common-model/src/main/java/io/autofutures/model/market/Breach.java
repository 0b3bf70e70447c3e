package io.autofutures.model.market;

import java.math.BigDecimal;

/**
 * The rule that stops an order, with its numbers.
 *
 * @param found what the order has: a plain decimal, or the word for status, side and type
 * @param needed the bound that it breaks, in the same unit
 */
public record Breach(FilterRule rule, String found, String needed) {
    public static Breach of(FilterRule rule, BigDecimal found, BigDecimal needed) {
        return new Breach(rule, plain(found), plain(needed));
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** For instance {@code LOT_SIZE.minQty 0.001, found 0}. */
    @Override
    public String toString() {
        return "%s %s, found %s".formatted(rule.venueName(), needed, found);
    }
}
