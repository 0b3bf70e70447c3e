package io.autofutures.model.market;

import java.math.BigDecimal;
import java.util.Set;

/**
 * What exchangeInfo says about a contract besides its grids. An unknown word stays as the venue wrote it.
 *
 * @param contractType for instance PERPETUAL, TRADIFI_PERPETUAL, CURRENT_QUARTER; may be empty
 * @param status only TRADING may be opened
 * @param positionControl POSITION_RISK_CONTROL: NONE, or the position side that takes no new position
 * @param orderTypes what the venue lists; empty when it lists nothing, which then refuses nothing
 * @param maxOrders open orders of the symbol (MAX_NUM_ORDERS); zero when off
 * @param triggerProtect largest distance of mark and last price that fires a priceProtect order, as a fraction
 * @param marketTakeBound how far from mark a MARKET order may sweep before its rest expires, as a fraction
 */
public record ContractTerms(
        String contractType,
        String status,
        String positionControl,
        Set<String> orderTypes,
        int maxOrders,
        BigDecimal triggerProtect,
        BigDecimal marketTakeBound) {
    public static final String TRADING = "TRADING";

    public ContractTerms {
        orderTypes = Set.copyOf(orderTypes);
    }

    /** A perpetual that trades, with what BTCUSDT has. */
    public static ContractTerms perpetual() {
        return new ContractTerms(
                "PERPETUAL",
                TRADING,
                "NONE",
                Set.of(
                        "LIMIT",
                        "MARKET",
                        "STOP",
                        "STOP_MARKET",
                        "TAKE_PROFIT",
                        "TAKE_PROFIT_MARKET",
                        "TRAILING_STOP_MARKET"),
                200,
                new BigDecimal("0.05"),
                new BigDecimal("0.05"));
    }

    public ContractTerms withStatus(String other) {
        return new ContractTerms(
                contractType, other, positionControl, orderTypes, maxOrders, triggerProtect, marketTakeBound);
    }

    public boolean isTrading() {
        return status.equals(TRADING);
    }

    /** @param positionSide LONG or SHORT; any control word but NONE and the other side refuses */
    public boolean mayOpen(String positionSide) {
        return switch (positionControl) {
            case "NONE" -> true;
            case "LONG", "SHORT" -> !positionControl.equals(positionSide);
            default -> false;
        };
    }
}
