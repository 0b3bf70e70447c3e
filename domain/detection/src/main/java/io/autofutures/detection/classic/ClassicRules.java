package io.autofutures.detection.classic;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Price;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The predecessor's two rules for one symbol, with what they remember. Judges what it is given in the order it is given;
 * repeats, gaps and the cool-down are the caller's. Not thread-safe.
 */
public final class ClassicRules {
    /** Name and version of the rules; another version may judge the same events differently. */
    public static final String NAME = "classic/1";

    private final MarkRule mark;
    private final KlineRule kline;

    /**
     * What the rules remember, for a checkpoint.
     *
     * @param window samples of the mark-price window, oldest first
     * @param volumes of the closed candles kept, oldest first
     */
    public record Memory(List<Sample> window, List<BigDecimal> volumes) {
        /** @param atMillis event time @param price as received */
        public record Sample(long atMillis, BigDecimal price) {}
    }

    public ClassicRules(ClassicSettings settings) {
        this.mark = new MarkRule(settings);
        this.kline = new KlineRule(settings);
    }

    /** Takes over what earlier rules remembered; what the settings keep no longer falls away. */
    public ClassicRules(ClassicSettings settings, Memory memory) {
        this(settings);
        mark.restore(memory.window().stream()
                .map(sample -> new MarkWindow.Sample(sample.atMillis(), sample.price()))
                .toList());
        kline.restore(memory.volumes());
    }

    public MarkEvaluation on(MarkPriceUpdated event) {
        return mark.judge(event.occurredAt().toEpochMilli(), valueOf(event.mark()));
    }

    public KlineEvaluation on(KlineUpdated event) {
        return event.closed() ? onClosed(event.kline()) : kline.notClosed();
    }

    /** @param price absent when it is missing or not a number */
    public MarkEvaluation onMark(Instant at, @Nullable BigDecimal price) {
        return mark.judge(at.toEpochMilli(), price);
    }

    public KlineEvaluation onClosed(Kline candle) {
        return onClosed(
                valueOf(candle.high()),
                valueOf(candle.low()),
                valueOf(candle.close()),
                candle.volume(),
                candle.quoteVolume());
    }

    /** A closed candle by its parts, any of which a broken source may lack. */
    public KlineEvaluation onClosed(
            @Nullable BigDecimal high,
            @Nullable BigDecimal low,
            @Nullable BigDecimal close,
            @Nullable BigDecimal baseVolume,
            @Nullable BigDecimal quoteVolume) {
        return kline.judge(high, low, close, baseVolume, quoteVolume);
    }

    public Memory memory() {
        return new Memory(
                mark.samples().stream()
                        .map(sample -> new Memory.Sample(sample.atMillis(), sample.price()))
                        .toList(),
                kline.volumes());
    }

    /** A field that the model calls present may still be absent in an old or foreign recording. */
    private static @Nullable BigDecimal valueOf(@Nullable Price price) {
        return price == null ? null : price.value();
    }
}
