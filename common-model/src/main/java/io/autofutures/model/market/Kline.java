package io.autofutures.model.market;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One candle; the interval is always named by its field {@code i}.
 *
 * @param interval venue name, {@code 1m} on the topics
 * @param closeAt last millisecond of the candle (venue field {@code T})
 * @param volume base asset
 * @param quoteVolume quote currency; absent in recordings that have no such column
 * @param trades number of trades
 */
public record Kline(
        String interval,
        Instant openAt,
        Instant closeAt,
        Price open,
        Price high,
        Price low,
        Price close,
        BigDecimal volume,
        @Nullable BigDecimal quoteVolume,
        long trades) {}
