package io.autofutures.model.market;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;

/**
 * An exact price; trailing zeros are dropped, so {@code 100.50} equals {@code 100.5}.
 *
 * @param value quote currency per unit of base asset (USDT per BTC for {@code BTCUSDT}), strictly positive
 */
public record Price(BigDecimal value) implements Comparable<Price> {
    /** @throws IllegalArgumentException if {@code value} is zero or negative */
    public Price {
        if (value.signum() <= 0) {
            throw new IllegalArgumentException("price must be positive, was " + value.toPlainString());
        }
        value = value.stripTrailingZeros();
    }

    /** @throws IllegalArgumentException if {@code text} is not a positive decimal */
    @JsonCreator
    public static Price of(String text) {
        return new Price(new BigDecimal(text));
    }

    public double doubleValue() {
        return value.doubleValue();
    }

    @Override
    public int compareTo(Price other) {
        return value.compareTo(other.value);
    }

    /** Plain digits, never an exponent. */
    @JsonValue
    @Override
    public String toString() {
        return value.toPlainString();
    }
}
