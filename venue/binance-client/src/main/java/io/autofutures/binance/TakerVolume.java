package io.autofutures.binance;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What takers bought and sold in one period.
 *
 * @param buyVolume base asset
 * @param sellVolume base asset
 */
public record TakerVolume(BigDecimal ratio, BigDecimal buyVolume, BigDecimal sellVolume, Instant at) {}
