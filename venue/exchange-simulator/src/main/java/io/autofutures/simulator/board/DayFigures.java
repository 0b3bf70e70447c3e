package io.autofutures.simulator.board;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * The last 24 hours of a symbol.
 *
 * @param openAt of the first minute that counts
 * @param average price weighted by volume
 */
public record DayFigures(
        Instant openAt,
        Instant closeAt,
        BigDecimal open,
        BigDecimal high,
        BigDecimal low,
        BigDecimal last,
        BigDecimal lastQuantity,
        BigDecimal volume,
        BigDecimal quoteVolume,
        BigDecimal average,
        long firstTrade,
        long lastTrade,
        long trades) {
    public BigDecimal change() {
        return last.subtract(open);
    }

    public BigDecimal changePercent() {
        return change().movePointRight(2).divide(open, 3, java.math.RoundingMode.HALF_UP);
    }
}
