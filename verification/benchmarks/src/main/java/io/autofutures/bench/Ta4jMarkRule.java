package io.autofutures.bench;

import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import java.time.Duration;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Rule;
import org.ta4j.core.indicators.ROCIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.rules.OverIndicatorRule;
import org.ta4j.core.rules.UnderIndicatorRule;

/** A move within ten bars, the mark-price rule's default window, in the words of ta4j; a mark a second is a bar. */
final class Ta4jMarkRule {
    private static final int WINDOW = 10;
    private static final int KEPT_BARS = 64;

    private final BarSeries series = new BaseBarSeriesBuilder()
            .withNumFactory(DoubleNumFactory.getInstance())
            .withMaxBarCount(KEPT_BARS)
            .build();
    private final Rule rule;

    Ta4jMarkRule(double deltaPct) {
        var change = new ROCIndicator(new ClosePriceIndicator(series), WINDOW);
        this.rule = new OverIndicatorRule(change, deltaPct).or(new UnderIndicatorRule(change, -deltaPct));
    }

    boolean on(MarkPriceUpdated mark) {
        double price = mark.mark().value().doubleValue();
        series.barBuilder()
                .timePeriod(Duration.ofSeconds(1))
                .endTime(mark.occurredAt())
                .openPrice(price)
                .highPrice(price)
                .lowPrice(price)
                .closePrice(price)
                .volume(0)
                .add();
        return rule.isSatisfied(series.getEndIndex());
    }
}
