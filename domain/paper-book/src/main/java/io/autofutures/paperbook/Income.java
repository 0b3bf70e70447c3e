package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One movement of the wallet.
 *
 * @param tranId unique
 * @param symbol absent for transfers
 * @param amount quote currency, negative when paid
 * @param tradeId of the execution behind it
 */
public record Income(
        long tranId,
        @Nullable Symbol symbol,
        Type type,
        BigDecimal amount,
        Instant at,
        @Nullable Long tradeId) {
    public enum Type {
        TRANSFER(VenueAccount.OUTSIDE),
        REALIZED_PNL(VenueAccount.COUNTERPARTIES),
        COMMISSION(VenueAccount.FEES),
        FUNDING_FEE(VenueAccount.FUNDING),
        INSURANCE_CLEAR(VenueAccount.INSURANCE);

        private final VenueAccount from;

        Type(VenueAccount from) {
            this.from = from;
        }

        VenueAccount from() {
            return from;
        }
    }
}
