package io.autofutures.paperbook;

import java.math.BigDecimal;

/**
 * One step of a symbol's leverage brackets.
 *
 * @param number from 1
 * @param leverage highest initial leverage in it
 * @param floor notional from which it holds, quote currency
 * @param cap notional up to which it holds
 * @param ratio maintenance margin as a fraction of notional
 * @param cumulative what {@code notional × ratio} is too much, so that the margin has no jump at the floor
 */
public record Bracket(
        int number, int leverage, BigDecimal floor, BigDecimal cap, BigDecimal ratio, BigDecimal cumulative) {}
