package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.PositionSide;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * @param amount signed, base asset; SHORT is negative
 * @param entryPrice average, zero when flat
 * @param realized accumulated profit of closing fills, before fees, quote currency
 * @param isolatedWallet margin set aside for it, zero under cross margin
 * @param entryFees fees of the part that is still held, quote currency
 */
public record PaperPosition(
        Symbol symbol,
        PositionSide side,
        BigDecimal amount,
        BigDecimal entryPrice,
        BigDecimal realized,
        boolean isolated,
        BigDecimal isolatedWallet,
        BigDecimal entryFees,
        Instant updatedAt) {
    static PaperPosition flat(PositionKey key, boolean isolated, Instant at) {
        return new PaperPosition(
                key.symbol(),
                key.side(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                isolated,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                at);
    }

    public PositionKey key() {
        return new PositionKey(symbol, side);
    }

    public boolean isFlat() {
        return amount.signum() == 0;
    }

    /** Profit not yet locked in at {@code price}, quote currency. */
    public BigDecimal unrealized(BigDecimal price) {
        return price.subtract(entryPrice).multiply(amount).setScale(8, RoundingMode.HALF_UP);
    }

    /** Price at which closing gives back the fees of the way in, zero when flat. */
    public BigDecimal breakEven() {
        return isFlat()
                ? BigDecimal.ZERO
                : entryPrice
                        .add(entryFees.divide(amount, MathContext.DECIMAL64))
                        .setScale(8, RoundingMode.HALF_UP);
    }

    PaperPosition withIsolatedWallet(BigDecimal wallet, Instant at) {
        return new PaperPosition(symbol, side, amount, entryPrice, realized, isolated, wallet, entryFees, at);
    }
}
