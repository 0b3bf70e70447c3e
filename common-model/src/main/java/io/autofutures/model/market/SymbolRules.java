package io.autofutures.model.market;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * The rules of one symbol as values. A bound that the venue leaves out or sets to zero is zero here and means "off".
 * Source: {@code GET /fapi/v1/exchangeInfo}, {@code symbols[]}. What an order must look like to pass them:
 * {@link io.autofutures.model.order.Fitted}.
 *
 * @param marketLot MARKET_LOT_SIZE, which MARKET orders obey besides {@code lot}
 * @param minNotional smallest price × quantity of an order that may open, quote currency; zero when off
 */
public record SymbolRules(
        Symbol symbol,
        ContractTerms terms,
        PriceFilter prices,
        LotFilter lot,
        LotFilter marketLot,
        BigDecimal minNotional,
        PercentPrice band) {
    public String status() {
        return terms.status();
    }

    public boolean isTrading() {
        return terms.isTrading();
    }

    public BigDecimal tickSize() {
        return prices.tick();
    }

    public BigDecimal minPrice() {
        return prices.min();
    }

    public BigDecimal maxPrice() {
        return prices.max();
    }

    public BigDecimal stepSize() {
        return lot.step();
    }

    public BigDecimal minQuantity() {
        return lot.min();
    }

    public BigDecimal maxQuantity() {
        return lot.max();
    }

    public BigDecimal marketStepSize() {
        return marketLot.step();
    }

    public BigDecimal marketMinQuantity() {
        return marketLot.min();
    }

    public BigDecimal marketMaxQuantity() {
        return marketLot.max();
    }

    public BigDecimal multiplierUp() {
        return band.up();
    }

    public BigDecimal multiplierDown() {
        return band.down();
    }

    /**
     * The neighbor on the price grid, at least its lowest positive price; the bounds of PRICE_FILTER are not looked at.
     *
     * @param mode FLOOR, CEILING, or HALF_UP for the nearest
     */
    public Price roundPrice(BigDecimal price, RoundingMode mode) {
        Grid grid = prices.grid();
        return new Price(grid.round(price, mode).max(grid.lowestPositive()));
    }

    /** The largest quantity of a resting order that is neither above {@code quantity} nor above the maximum, or zero. */
    public Quantity roundQuantity(BigDecimal quantity) {
        return new Quantity(downToGrid(lot.capped(quantity)));
    }

    /**
     * The largest quantity of a MARKET order, on the grids of LOT_SIZE and MARKET_LOT_SIZE, that is neither above
     * {@code quantity} nor above the maxima, or zero.
     */
    public Quantity roundMarketQuantity(BigDecimal quantity) {
        return new Quantity(downToMarketGrid(marketLot.capped(lot.capped(quantity))));
    }

    /** Down to the grid of LOT_SIZE, at least zero; the bounds are not looked at. */
    public BigDecimal downToGrid(BigDecimal quantity) {
        return down(lot.grid(), quantity);
    }

    /** Down to what lies on the grids of LOT_SIZE and MARKET_LOT_SIZE, or zero; the bounds are not looked at. */
    public BigDecimal downToMarketGrid(BigDecimal quantity) {
        return lot.grid()
                .and(marketLot.grid())
                .map(grid -> down(grid, quantity))
                .orElse(BigDecimal.ZERO);
    }

    private static BigDecimal down(Grid grid, BigDecimal quantity) {
        return grid.round(quantity, RoundingMode.FLOOR).max(BigDecimal.ZERO);
    }

    /**
     * What stops a quantity, or empty when it passes.
     *
     * @param market the order is or becomes a MARKET order: both lot filters count
     */
    public Optional<Breach> lotBreach(BigDecimal quantity, boolean market) {
        return lot.breach(quantity, false).or(() -> market ? marketLot.breach(quantity, true) : Optional.empty());
    }
}
