package io.autofutures.detection.classic;

import io.autofutures.detection.Reason;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Triggers when the mark price has moved far enough from the oldest sample of the window.
 *
 * <p>The predecessor compared {@code E/1000} and {@code E/1000 - window} as doubles; for every date from 2004 to 2037
 * both lie on the same grid, so whole milliseconds compare the same.
 */
final class MarkRule {
    private final ClassicSettings settings;
    private final double thresholdPct;
    private final MarkWindow window = new MarkWindow();

    MarkRule(ClassicSettings settings) {
        this.settings = settings;
        this.thresholdPct = settings.deltaPct().doubleValue();
    }

    MarkEvaluation judge(long atMillis, @Nullable BigDecimal price) {
        if (price == null) {
            return new MarkEvaluation(
                    MarkEvaluation.NO_PRICE, window.size(), Double.NaN, null, null, 0, settings.deltaPct(), Double.NaN);
        }
        window.append(atMillis, price);
        window.dropBefore(atMillis - settings.windowMillis());
        if (window.size() < 2) {
            return new MarkEvaluation(
                    MarkEvaluation.TOO_FEW, window.size(), Double.NaN, price, null, 0, settings.deltaPct(), Double.NaN);
        }
        double base = window.oldestPrice();
        if (base == 0) {
            return evaluation(MarkEvaluation.NO_BASE, Double.NaN, price);
        }
        double deltaPct = Math.abs(window.latestPrice() / base - 1) * 100;
        return evaluation(deltaPct >= thresholdPct ? MarkEvaluation.TRIGGERED : MarkEvaluation.BELOW, deltaPct, price);
    }

    private MarkEvaluation evaluation(List<Reason> reasons, double deltaPct, BigDecimal price) {
        return new MarkEvaluation(
                reasons,
                window.size(),
                deltaPct,
                price,
                window.oldestExact(),
                window.oldestAtMillis(),
                settings.deltaPct(),
                deltaPct / thresholdPct);
    }

    List<MarkWindow.Sample> samples() {
        return window.samples();
    }

    void restore(List<MarkWindow.Sample> samples) {
        samples.forEach(sample -> window.append(sample.atMillis(), sample.price()));
    }
}
