package io.autofutures.paperbook;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A trailing stop's own parameters.
 *
 * @param activatePrice from which on the price is followed; absent: at once
 * @param callbackRate percent, 0.1 to 20
 */
public record TrailingTerms(@Nullable BigDecimal activatePrice, BigDecimal callbackRate) {}
