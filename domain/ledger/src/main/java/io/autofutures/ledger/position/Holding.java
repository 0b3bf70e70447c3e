package io.autofutures.ledger.position;

import io.autofutures.model.id.Lineage;
import io.autofutures.model.market.Price;
import io.autofutures.model.order.PositionSide;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A position that is open, from the first fill of its episode.
 *
 * @param episode id of its life
 * @param size not zero; negative for a one-way short only
 * @param average entry price, quote currency
 * @param entered quantity that was ever added, and {@code enteredCost} what it cost
 * @param exited quantity that was taken off, and {@code exitedCost} what it brought
 * @param lineage of the trade that opened it; absent when someone else did, or it was adopted from the venue
 */
public record Holding(
        String episode,
        BigDecimal size,
        BigDecimal average,
        BigDecimal realized,
        BigDecimal fees,
        BigDecimal entered,
        BigDecimal enteredCost,
        BigDecimal exited,
        BigDecimal exitedCost,
        Instant openedAt,
        @Nullable String lineage) {
    private static final MathContext DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);

    static Holding opened(Fill fill, BigDecimal size, BigDecimal fees) {
        BigDecimal quantity = size.abs();
        return new Holding(
                fill.position() + "/" + fill.tradeId(),
                size,
                fill.price().value(),
                BigDecimal.ZERO,
                fees,
                quantity,
                quantity.multiply(fill.price().value()),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                fill.at(),
                fill.clientOrderId().lineage().map(Lineage::value).orElse(null));
    }

    Holding increased(Fill fill, BigDecimal by, BigDecimal fees) {
        BigDecimal quantity = by.abs();
        BigDecimal cost = quantity.multiply(fill.price().value());
        BigDecimal total = size.add(by);
        BigDecimal newAverage = size.abs().multiply(average).add(cost).divide(total.abs(), MathContext.DECIMAL64);
        return new Holding(
                episode,
                total,
                newAverage,
                realized,
                this.fees.add(fees),
                entered.add(quantity),
                enteredCost.add(cost),
                exited,
                exitedCost,
                openedAt,
                lineage);
    }

    /** May leave a size of zero, which is the end of the episode. */
    Holding reduced(Fill fill, BigDecimal by, BigDecimal fees) {
        BigDecimal quantity = by.abs();
        return new Holding(
                episode,
                size.add(by),
                average,
                realized.add(fill.realized()),
                this.fees.add(fees),
                entered,
                enteredCost,
                exited.add(quantity),
                exitedCost.add(quantity.multiply(fill.price().value())),
                openedAt,
                lineage);
    }

    /** The same episode with the size and entry price that the venue names. */
    public Holding adopted(BigDecimal newSize, Price entry) {
        BigDecimal quantity = newSize.abs();
        return new Holding(
                episode,
                newSize,
                entry.value(),
                realized,
                fees,
                quantity,
                quantity.multiply(entry.value()),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                openedAt,
                lineage);
    }

    public Price entryPrice() {
        return new Price(average.round(DIGITS));
    }

    public Price averageEntry() {
        return new Price(enteredCost.divide(entered, DIGITS));
    }

    /** @throws ArithmeticException when nothing was taken off yet */
    public Price averageExit() {
        return new Price(exitedCost.divide(exited, DIGITS));
    }

    /** Signed by side, to 8 decimals, quote currency. */
    public BigDecimal unrealized(PositionSide side, Price mark) {
        BigDecimal gain = mark.value().subtract(average).multiply(size);
        return (side == PositionSide.SHORT ? gain.negate() : gain).setScale(8, RoundingMode.HALF_EVEN);
    }
}
