package io.autofutures.detection;

import io.autofutures.model.id.Lineage;
import io.autofutures.model.json.Json;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.MarketEvent.GapClosed;
import io.autofutures.model.market.MarketEvent.GapOpened;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.SettingCatalog;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.trade.Trigger;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Judges the events of one symbol, each once and in order, and fires triggers of one rule no closer together than the cool-down.
 *
 * <p>The cool-down is kept per rule: a mark price trigger late in a minute must not swallow the closing candle's, which is
 * another statement about the same move; the desk holds one trade per symbol anyway.
 *
 * <p>No clock: time is read from the events, so that a replayed topic repeats every trigger, also from a checkpoint in
 * the middle. Not thread-safe; owned by the thread that folds the symbol's partition.
 */
public final class SymbolDetector {
    private static final long NEVER = Long.MIN_VALUE;

    private final Symbol symbol;
    private final long cooldownMillis;
    private final RuleSets chosen;
    private final RuleSet rules;
    private final CandleSequence candles;
    private long lastMark = NEVER;
    private long lastOpenCandle = NEVER;
    private final Map<String, Long> lastTriggers;
    private long repeats;

    /** By the rules that may trade on the symbol. */
    public SymbolDetector(Symbol symbol, Settings settings) {
        this(symbol, settings, RuleSets.trading(settings, symbol));
    }

    public SymbolDetector(Symbol symbol, Settings settings, RuleSets chosen) {
        this(symbol, settings, chosen, chosen.create(settings, symbol), new CandleSequence(), Map.of());
    }

    private SymbolDetector(
            Symbol symbol,
            Settings settings,
            RuleSets chosen,
            RuleSet rules,
            CandleSequence candles,
            Map<String, Long> lastTriggers) {
        this.lastTriggers = new TreeMap<>(lastTriggers);
        this.symbol = symbol;
        this.cooldownMillis = 1_000L * settings.get(SettingCatalog.LOOP_COOLDOWN_SEC, symbol);
        this.chosen = chosen;
        this.rules = rules;
        this.candles = candles;
    }

    /**
     * @param state from {@link #state()}, of the rule set that the settings choose now
     * @throws IllegalArgumentException if it cannot be read
     */
    public static SymbolDetector restore(Symbol symbol, Settings settings, JsonNode state) {
        return restore(symbol, settings, RuleSets.trading(settings, symbol), state);
    }

    static SymbolDetector restore(Symbol symbol, Settings settings, RuleSets chosen, JsonNode state) {
        DetectorState read;
        try {
            read = Json.mapper().treeToValue(state, DetectorState.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "detector state of %s cannot be read: %s".formatted(symbol, e.getOriginalMessage()), e);
        }
        var detector = new SymbolDetector(
                symbol,
                settings,
                chosen,
                chosen.restore(settings, symbol, read.rules()),
                new CandleSequence(read.candles()),
                read.lastTriggersMillis());
        detector.lastMark = orNever(read.lastMarkMillis());
        detector.lastOpenCandle = orNever(read.lastOpenCandleMillis());
        detector.repeats = read.repeats();
        return detector;
    }

    /** Name and version of its rules; stands in checkpoints. */
    public String ruleSet() {
        return rules.name();
    }

    /** Everything remembered, exact: a detector restored from it goes on as this one would. */
    public JsonNode state() {
        return Json.mapper()
                .valueToTree(new DetectorState(
                        lastMark == NEVER ? null : lastMark,
                        lastOpenCandle == NEVER ? null : lastOpenCandle,
                        new TreeMap<>(lastTriggers),
                        repeats,
                        candles.state(),
                        rules.memory()));
    }

    /** Events dropped because they were not newer than what was judged. */
    public long repeats() {
        return repeats;
    }

    /**
     * What is judged because of this event: nothing for a repeat, an early candle or another interval; several candles
     * when it fills a hole.
     */
    public List<Judgement> on(MarketEvent event) {
        return switch (event) {
            case MarkPriceUpdated mark -> onMark(mark);
            case KlineUpdated candle -> onCandle(candle);
            case GapOpened ignored -> {
                candles.gapOpened();
                yield List.of();
            }
            case GapClosed closed ->
                judgeAll(candles.gapClosed(closed.occurredAt().toEpochMilli()));
        };
    }

    private List<Judgement> onMark(MarkPriceUpdated event) {
        long at = event.occurredAt().toEpochMilli();
        if (at <= lastMark) {
            repeats++;
            return List.of();
        }
        lastMark = at;
        Evaluation evaluation = rules.on(event);
        if (!evaluation.triggered()) {
            return List.of(new Judgement(event, evaluation, null, null));
        }
        return List.of(fired(event, evaluation, false, () -> markTrigger(event, evaluation)));
    }

    private List<Judgement> onCandle(KlineUpdated event) {
        if (!event.kline().interval().equals("1m")) {
            return List.of();
        }
        if (event.closed()) {
            List<KlineUpdated> ready = candles.offer(event);
            if (ready.isEmpty() && !candles.isAhead(event.kline().openAt().toEpochMilli())) {
                repeats++;
            }
            return judgeAll(ready);
        }
        long at = event.occurredAt().toEpochMilli();
        if (at <= lastOpenCandle || !candles.isAhead(event.kline().openAt().toEpochMilli())) {
            repeats++;
            return List.of();
        }
        lastOpenCandle = at;
        return List.of(new Judgement(event, rules.on(event), null, null));
    }

    private List<Judgement> judgeAll(List<KlineUpdated> closed) {
        if (closed.isEmpty()) {
            return List.of();
        }
        var judged = new ArrayList<Judgement>(closed.size());
        for (KlineUpdated event : closed) {
            var evaluation = rules.on(event);
            judged.add(
                    evaluation.triggered()
                            ? fired(event, evaluation, event.backfilled(), () -> klineTrigger(event, evaluation))
                            : new Judgement(event, evaluation, null, null));
        }
        return judged;
    }

    private Judgement fired(MarketEvent event, Evaluation evaluation, boolean backfilled, Supplier<Trigger> trigger) {
        long at = event.occurredAt().toEpochMilli();
        if (backfilled) {
            return new Judgement(event, evaluation, null, Reason.BACKFILLED);
        }
        Long last = lastTriggers.get(evaluation.rule());
        if (last != null && at - last < cooldownMillis) {
            return new Judgement(event, evaluation, null, Reason.COOLDOWN);
        }
        lastTriggers.put(evaluation.rule(), at);
        return new Judgement(event, evaluation, trigger.get(), null);
    }

    private Trigger markTrigger(MarkPriceUpdated event, Evaluation evaluation) {
        var values = new LinkedHashMap<>(evaluation.values());
        var eventIds = new ArrayList<String>(2);
        Evaluation.Reference from = evaluation.reference();
        if (from != null) {
            values.put("move_pct", movePct(from.price(), event.mark()));
            if (from.atMillis() != null) {
                Instant at = Instant.ofEpochMilli(from.atMillis());
                eventIds.add(new MarkPriceUpdated(symbol, at, event.mark(), null, null, null).eventId());
            }
        }
        eventIds.add(event.eventId());
        return trigger(event, evaluation.rule(), event.mark(), values, List.copyOf(eventIds));
    }

    private Trigger klineTrigger(KlineUpdated event, Evaluation evaluation) {
        Kline kline = event.kline();
        var values = new LinkedHashMap<>(evaluation.values());
        values.put("open", kline.open().toString());
        values.put("move_pct", movePct(kline.open().value(), kline.close()));
        return trigger(event, evaluation.rule(), kline.close(), values, List.of(event.eventId()));
    }

    private Trigger trigger(
            MarketEvent event, String rule, Price price, Map<String, String> values, List<String> eventIds) {
        var lineage = Lineage.derive(event.eventId(), symbol.value(), rule);
        return new Trigger(
                lineage.triggerId(),
                symbol,
                chosen.family(),
                rule,
                event.occurredAt(),
                price,
                Collections.unmodifiableMap(values),
                eventIds);
    }

    /** Signed move in percent, 4 decimals: positive when the price rose. */
    private static String movePct(BigDecimal from, Price to) {
        return to.value()
                .subtract(from)
                .multiply(BigDecimal.valueOf(100))
                .divide(from, 4, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private static long orNever(@Nullable Long millis) {
        return millis == null ? NEVER : millis;
    }
}
