package io.autofutures.detection;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import java.math.BigDecimal;

/** Whether an event can be at all. What the model calls present may be absent in an old or foreign recording. */
final class Plausible {
    private Plausible() {}

    static boolean prices(MarketEvent event) {
        return switch (event) {
            case MarkPriceUpdated mark -> RuleSet.valueOf(mark.mark()) != null;
            case KlineUpdated candle -> prices(candle.kline());
            case MarketEvent.GapOpened gap -> false;
            case MarketEvent.GapClosed gap -> false;
        };
    }

    private static boolean prices(Kline kline) {
        BigDecimal open = RuleSet.valueOf(kline.open());
        BigDecimal high = RuleSet.valueOf(kline.high());
        BigDecimal low = RuleSet.valueOf(kline.low());
        BigDecimal close = RuleSet.valueOf(kline.close());
        return open != null
                && high != null
                && low != null
                && close != null
                && low.compareTo(open.min(close)) <= 0
                && high.compareTo(open.max(close)) >= 0;
    }

    static boolean times(KlineUpdated candle) {
        Kline kline = candle.kline();
        return kline.openAt().isBefore(kline.closeAt()) && !kline.openAt().isAfter(candle.occurredAt());
    }
}
