package io.autofutures.paperbook;

import java.math.BigDecimal;

/**
 * The account at one instant, quote currency.
 *
 * @param wallet profits and fees included, unrealized profit not
 * @param crossWallet wallet less what isolated positions have set aside
 * @param positionMargin initial margin of all positions
 * @param openOrderMargin margin of resting orders that would open
 * @param maintenance maintenance margin of all positions
 * @param crossMaintenance maintenance margin of cross positions
 * @param available what a new order may use, not negative
 * @param withdrawable what may leave the account: as available, without unrealized profit
 */
public record Account(
        BigDecimal wallet,
        BigDecimal crossWallet,
        BigDecimal unrealized,
        BigDecimal crossUnrealized,
        BigDecimal positionMargin,
        BigDecimal openOrderMargin,
        BigDecimal maintenance,
        BigDecimal crossMaintenance,
        BigDecimal available,
        BigDecimal withdrawable) {
    /** What stands against the maintenance margin of cross positions. */
    public BigDecimal crossEquity() {
        return crossWallet.add(crossUnrealized);
    }
}
