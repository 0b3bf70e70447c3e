package io.autofutures.binance;

import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One booking of the account.
 *
 * @param symbol absent for bookings of no symbol, such as a transfer
 * @param incomeType venue word: REALIZED_PNL, COMMISSION, FUNDING_FEE …
 * @param amount signed, in units of {@code asset}
 * @param transactionId unique together with {@code incomeType}
 * @param tradeId absent where no trade is behind it
 */
public record Income(
        @Nullable Symbol symbol,
        String incomeType,
        BigDecimal amount,
        String asset,
        String info,
        Instant at,
        long transactionId,
        @Nullable Long tradeId) {}
