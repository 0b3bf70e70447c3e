package io.autofutures.binance;

import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A funding that took place.
 *
 * @param rate longs pay shorts when positive, fraction of notional
 * @param markPrice absent in old rows
 */
public record FundingRate(
        Symbol symbol,
        Instant at,
        BigDecimal rate,
        @Nullable Price markPrice) {}
