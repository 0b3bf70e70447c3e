package io.autofutures.model.market;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;

/**
 * An exact size; trailing zeros are dropped.
 *
 * @param value units of the base asset, zero or more; the direction is in the side, never in the sign
 */
public record Quantity(BigDecimal value) implements Comparable<Quantity> {
    public static final Quantity ZERO = new Quantity(BigDecimal.ZERO);

    /** @throws IllegalArgumentException if {@code value} is negative */
    public Quantity {
        if (value.signum() < 0) {
            throw new IllegalArgumentException("quantity must not be negative, was " + value.toPlainString());
        }
        value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    /** @throws IllegalArgumentException if {@code text} is not a decimal of zero or more */
    @JsonCreator
    public static Quantity of(String text) {
        return new Quantity(new BigDecimal(text));
    }

    public boolean isZero() {
        return value.signum() == 0;
    }

    public Quantity plus(Quantity other) {
        return new Quantity(value.add(other.value));
    }

    /** @throws IllegalArgumentException if {@code other} is larger */
    public Quantity minus(Quantity other) {
        return new Quantity(value.subtract(other.value));
    }

    public Quantity max(Quantity other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public Quantity min(Quantity other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** Price × quantity, in quote currency. */
    public BigDecimal notional(Price price) {
        return value.multiply(price.value());
    }

    @Override
    public int compareTo(Quantity other) {
        return value.compareTo(other.value);
    }

    /** Plain digits, never an exponent. */
    @JsonValue
    @Override
    public String toString() {
        return value.toPlainString();
    }
}
