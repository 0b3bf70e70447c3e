package io.autofutures.model.market;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * The values {@code origin + n × step}.
 *
 * @param origin zero or more, below the step
 * @param step positive
 */
record Grid(BigDecimal origin, BigDecimal step) {
    /** The grid that a lower bound lies on: the venue counts its steps from there. */
    static Grid from(BigDecimal bound, BigDecimal step) {
        return new Grid(bound.remainder(step), step);
    }

    boolean holds(BigDecimal value) {
        return value.subtract(origin).remainder(step).signum() == 0;
    }

    /** The neighbor of {@code value} that the mode names; {@code value} itself when it lies on the grid. */
    BigDecimal round(BigDecimal value, RoundingMode mode) {
        return value.subtract(origin).divide(step, 0, mode).multiply(step).add(origin);
    }

    BigDecimal lowestPositive() {
        return origin.signum() > 0 ? origin : step;
    }

    /** What lies on both grids; empty when they never meet. */
    Optional<Grid> and(Grid other) {
        int scale =
                Math.max(Math.max(origin.scale(), step.scale()), Math.max(other.origin.scale(), other.step.scale()));
        BigInteger first = whole(origin, scale);
        BigInteger stride = whole(step, scale);
        BigInteger second = whole(other.origin, scale);
        BigInteger otherStride = whole(other.step, scale);
        BigInteger common = stride.gcd(otherStride);
        BigInteger[] apart = second.subtract(first).divideAndRemainder(common);
        if (apart[1].signum() != 0) {
            return Optional.empty();
        }
        BigInteger period = otherStride.divide(common);
        BigInteger strides =
                apart[0].multiply(stride.divide(common).modInverse(period)).mod(period);
        return Optional.of(new Grid(
                new BigDecimal(first.add(strides.multiply(stride)), scale),
                new BigDecimal(stride.multiply(period), scale)));
    }

    private static BigInteger whole(BigDecimal value, int scale) {
        return value.setScale(scale).unscaledValue();
    }
}
