package io.autofutures.execution.gate;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The trading day (UTC) as the desk has folded it.
 *
 * @param startEquity equity at the day's start, USDT; absent before the account was seen
 * @param realizedNet realized profit less commission plus funding since then, USDT
 * @param transfersAtStart the account's transfers at the day's start, so that a withdrawal is no loss
 * @param haltedUntil end of the day whose loss limit was hit; absent when it was not
 */
public record DayRisk(
        @Nullable BigDecimal startEquity,
        BigDecimal realizedNet,
        @Nullable BigDecimal transfersAtStart,
        @Nullable Instant haltedUntil) {
    public static DayRisk unknown() {
        return new DayRisk(null, BigDecimal.ZERO, null, null);
    }

    /** What the day has lost, the worse of realized and of equity; zero when it won. */
    public BigDecimal loss(BigDecimal equity, BigDecimal transfers) {
        BigDecimal realizedLoss = realizedNet.negate();
        BigDecimal loss = startEquity == null || transfersAtStart == null
                ? realizedLoss
                : realizedLoss.max(
                        startEquity.add(transfers.subtract(transfersAtStart)).subtract(equity));
        return loss.max(BigDecimal.ZERO);
    }
}
