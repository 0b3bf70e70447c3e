package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.util.function.ToIntFunction;

/**
 * @param intervalHours of a symbol; times are whole multiples of it from midnight UTC; 1 to 24
 * @param interest fraction of notional each 8 hours
 * @param clamp how far the rate may lie from the premium towards the interest
 * @param cap highest rate, its negative the lowest
 */
public record FundingTerms(ToIntFunction<Symbol> intervalHours, BigDecimal interest, BigDecimal clamp, BigDecimal cap) {
    /** Each 8 hours, 0.01 % interest, clamp 0.05 %, cap 2 %. */
    public static FundingTerms standard() {
        return new FundingTerms(
                symbol -> 8, new BigDecimal("0.0001"), new BigDecimal("0.0005"), new BigDecimal("0.02"));
    }
}
