package io.autofutures.model.market;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * The filters of one symbol as values. A bound that the venue leaves out or sets to zero is zero here and means "off".
 * Source: {@code GET /fapi/v1/exchangeInfo}, {@code symbols[].filters[]}.
 *
 * @param tickSize price grid, quote currency, positive
 * @param stepSize quantity grid of resting orders, base asset, positive
 * @param marketStepSize quantity grid of MARKET orders, positive
 * @param minNotional smallest price × quantity of an order that may open, quote currency
 * @param multiplierUp LIMIT BUY at most mark × this (PERCENT_PRICE), zero when off
 * @param multiplierDown LIMIT SELL at least mark × this (PERCENT_PRICE), zero when off
 */
public record SymbolRules(
        Symbol symbol,
        String status,
        BigDecimal tickSize,
        BigDecimal minPrice,
        BigDecimal maxPrice,
        BigDecimal stepSize,
        BigDecimal minQuantity,
        BigDecimal maxQuantity,
        BigDecimal marketStepSize,
        BigDecimal marketMinQuantity,
        BigDecimal marketMaxQuantity,
        BigDecimal minNotional,
        BigDecimal multiplierUp,
        BigDecimal multiplierDown) {
    /** @throws IllegalArgumentException if a grid is zero or negative */
    public SymbolRules {
        if (tickSize.signum() <= 0 || stepSize.signum() <= 0 || marketStepSize.signum() <= 0) {
            throw new IllegalArgumentException("rules of %s need positive grids, were tick %s, step %s, market step %s"
                    .formatted(symbol, tickSize, stepSize, marketStepSize));
        }
    }

    public boolean isTrading() {
        return status.equals("TRADING");
    }

    /** The nearest price on the grid in the given direction ({@code FLOOR} or {@code CEILING}), at least one tick. */
    public Price roundPrice(BigDecimal price, RoundingMode mode) {
        BigDecimal ticks = price.subtract(minPrice).divide(tickSize, 0, mode);
        BigDecimal rounded = minPrice.add(ticks.multiply(tickSize));
        return new Price(rounded.max(tickSize));
    }

    /** The largest quantity on the grid of MARKET orders (and of resting ones) that is not above {@code quantity}. */
    public Quantity roundMarketQuantity(BigDecimal quantity) {
        BigDecimal step = marketStepSize.max(stepSize);
        BigDecimal capped = marketMaxQuantity.signum() > 0 ? quantity.min(marketMaxQuantity) : quantity;
        return new Quantity(
                capped.divide(step, 0, RoundingMode.DOWN).multiply(step).max(BigDecimal.ZERO));
    }

    /** The largest quantity on the grid of resting orders that is not above {@code quantity}. */
    public Quantity roundQuantity(BigDecimal quantity) {
        BigDecimal capped = maxQuantity.signum() > 0 ? quantity.min(maxQuantity) : quantity;
        return new Quantity(
                capped.divide(stepSize, 0, RoundingMode.DOWN).multiply(stepSize).max(BigDecimal.ZERO));
    }

    /** The rule that stops a MARKET order which opens a position, or empty when it passes. */
    public Optional<String> refusesMarketEntry(Quantity quantity, Price mark) {
        if (quantity.isZero() || below(quantity.value(), marketMinQuantity) || below(quantity.value(), minQuantity)) {
            return Optional.of("MARKET_LOT_SIZE.minQty");
        }
        if (above(quantity.value(), marketMaxQuantity)) {
            return Optional.of("MARKET_LOT_SIZE.maxQty");
        }
        if (offGrid(quantity.value(), marketStepSize) || offGrid(quantity.value(), stepSize)) {
            return Optional.of("MARKET_LOT_SIZE.stepSize");
        }
        return below(quantity.notional(mark), minNotional) ? Optional.of("MIN_NOTIONAL") : Optional.empty();
    }

    /** The rule that stops a price (limit or trigger), or empty when it passes. */
    public Optional<String> refusesPrice(Price price) {
        if (below(price.value(), minPrice)) {
            return Optional.of("PRICE_FILTER.minPrice");
        }
        if (above(price.value(), maxPrice)) {
            return Optional.of("PRICE_FILTER.maxPrice");
        }
        return offGrid(price.value().subtract(minPrice), tickSize)
                ? Optional.of("PRICE_FILTER.tickSize")
                : Optional.empty();
    }

    private static boolean below(BigDecimal value, BigDecimal bound) {
        return bound.signum() > 0 && value.compareTo(bound) < 0;
    }

    private static boolean above(BigDecimal value, BigDecimal bound) {
        return bound.signum() > 0 && value.compareTo(bound) > 0;
    }

    private static boolean offGrid(BigDecimal value, BigDecimal grid) {
        return value.remainder(grid).signum() != 0;
    }
}
