package io.autofutures.detection.classic;

import io.autofutures.detection.RuleSet;
import io.autofutures.model.json.Json;
import io.autofutures.model.market.Kline;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The predecessor's two rules for one symbol, with what they remember. Judges what it is given in the order it is given;
 * repeats, gaps and the cool-down are the caller's. Not thread-safe.
 */
public final class ClassicRules implements RuleSet {
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

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public MarkEvaluation onMark(Instant at, @Nullable BigDecimal price) {
        return mark.judge(at.toEpochMilli(), price);
    }

    @Override
    public KlineEvaluation onClosed(Kline candle) {
        return onClosed(
                RuleSet.valueOf(candle.high()),
                RuleSet.valueOf(candle.low()),
                RuleSet.valueOf(candle.close()),
                candle.volume(),
                candle.quoteVolume());
    }

    @Override
    public KlineEvaluation onOpen() {
        return kline.notClosed();
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

    @Override
    public JsonNode memory() {
        return Json.mapper()
                .valueToTree(new Memory(
                        mark.samples().stream()
                                .map(sample -> new Memory.Sample(sample.atMillis(), sample.price()))
                                .toList(),
                        kline.volumes()));
    }
}
