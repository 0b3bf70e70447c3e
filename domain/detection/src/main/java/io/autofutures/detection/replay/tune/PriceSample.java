package io.autofutures.detection.replay.tune;

import io.autofutures.detection.replay.Recorded;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What an event says of the price. Statistics, so doubles.
 *
 * @param fromMillis when the stretch begins that it tells of: the open of a candle
 * @param atMillis when it ends
 * @param last price at its end
 */
record PriceSample(long fromMillis, long atMillis, double low, double high, double last) {
    /** Empty for an event without a price, such as an open candle. */
    static Optional<PriceSample> of(Recorded event) {
        return switch (event) {
            case Recorded.Mark(Instant at, BigDecimal price) ->
                price == null || price.signum() <= 0 ? Optional.empty() : Optional.of(point(at, price.doubleValue()));
            case Recorded.Candle(Kline kline) -> Optional.of(candle(kline));
            case Recorded.Published(MarkPriceUpdated mark) ->
                Optional.of(point(mark.occurredAt(), mark.mark().doubleValue()));
            case Recorded.Published(KlineUpdated candle) when candle.closed() -> Optional.of(candle(candle.kline()));
            case Recorded.Published other -> Optional.empty();
            case Recorded.SettingsTaken taken -> Optional.empty();
        };
    }

    boolean isCandle() {
        return fromMillis < atMillis;
    }

    private static PriceSample point(Instant at, double price) {
        return new PriceSample(at.toEpochMilli(), at.toEpochMilli(), price, price, price);
    }

    private static PriceSample candle(Kline kline) {
        return new PriceSample(
                kline.openAt().toEpochMilli(),
                kline.closeAt().toEpochMilli(),
                kline.low().doubleValue(),
                kline.high().doubleValue(),
                kline.close().doubleValue());
    }
}
