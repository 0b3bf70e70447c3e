package io.autofutures.binance;

import java.math.BigDecimal;
import java.time.Instant;

/** {@code GET /fapi/v3/balance}, in units of {@code asset}. @param marginAvailable may be margin in multi-assets mode */
public record AssetBalance(
        String asset,
        BigDecimal balance,
        BigDecimal crossWalletBalance,
        BigDecimal crossUnrealizedProfit,
        BigDecimal availableBalance,
        BigDecimal maxWithdraw,
        boolean marginAvailable,
        Instant updatedAt) {}
