package io.autofutures.detection.replay;

import io.autofutures.detection.Evaluation;
import io.autofutures.detection.Judgement;
import io.autofutures.detection.Reason;
import io.autofutures.detection.RuleSet;
import io.autofutures.detection.RuleSets;
import io.autofutures.detection.SymbolDetector;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.SettingCatalog;
import io.autofutures.model.settings.Settings;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A rule set on recorded data of one symbol, one JSON line per evaluated event: {@code
 * {"time":…,"symbol":…,"rule":"mark"|"kline","triggered":…,"reasons":[…],"values":{…}}}.
 *
 * <p>Bare marks and candles are judged each, in the order given, also when several carry one time. Published events go
 * through the detector that runs live: repeats are dropped, candles wait for the ones before them, open candles are not
 * judged. No cool-down is applied unless asked for. Not thread-safe.
 */
public final class Replay {
    private final Symbol symbol;
    private final RuleSet rules;
    private final SymbolDetector detector;
    private final long cooldownMillis;
    private final Map<String, Long> lastTriggers = new HashMap<>();

    public Replay(Settings settings, Symbol symbol, RuleSets chosen) {
        this(settings, symbol, chosen, false);
    }

    /** @param cooldown a rule rests for {@code LOOP_COOLDOWN_SEC} after each of its triggers */
    public Replay(Settings settings, Symbol symbol, RuleSets chosen, boolean cooldown) {
        this.symbol = symbol;
        this.rules = chosen.create(settings, symbol);
        this.detector = new SymbolDetector(symbol, cooldown ? settings : restless(settings), chosen);
        this.cooldownMillis = cooldown ? 1_000L * settings.get(SettingCatalog.LOOP_COOLDOWN_SEC, symbol) : 0;
    }

    private static Settings restless(Settings settings) {
        Map<String, String> given = settings.given();
        String name = SettingCatalog.LOOP_COOLDOWN_SEC.name();
        given.keySet().removeIf(key -> key.startsWith(name + "@"));
        given.put(name, "0");
        return Settings.of(given);
    }

    public Symbol symbol() {
        return symbol;
    }

    /** What is judged because of this event; a published one may be judged later, or never. */
    public void on(Recorded event, Consumer<Judged> each) {
        switch (event) {
            case Recorded.Mark(Instant at, BigDecimal price) -> each.accept(judgedMark(at, price));
            case Recorded.Candle(Kline kline) -> each.accept(judgedCandle(kline));
            case Recorded.Published(KlineUpdated candle) when !candle.closed() -> {}
            case Recorded.Published(var published) -> {
                for (Judgement judgement : detector.on(published)) {
                    each.accept(judged(judgement));
                }
            }
        }
    }

    /** @param at becomes {@code time} @param price printed as given; absent when the source has none */
    public String mark(Instant at, @Nullable BigDecimal price) {
        return judgedMark(at, price).line(symbol);
    }

    /** A closed candle; its open time becomes {@code time}. */
    public String candle(Kline closed) {
        return judgedCandle(closed).line(symbol);
    }

    private Judged judgedMark(Instant at, @Nullable BigDecimal price) {
        return judged(at, at, price, rules.onMark(at, price));
    }

    private Judged judgedCandle(Kline closed) {
        return judged(closed.openAt(), closed.closeAt(), closed.close().value(), rules.onClosed(closed));
    }

    private Judged judged(Instant time, Instant knownAt, @Nullable BigDecimal price, Evaluation evaluation) {
        if (!evaluation.triggered() || cooldownMillis == 0) {
            return new Judged(time, knownAt, price, evaluation.triggered(), evaluation.reasons(), evaluation);
        }
        Long last = lastTriggers.get(evaluation.rule());
        if (last != null && knownAt.toEpochMilli() - last < cooldownMillis) {
            return new Judged(time, knownAt, price, false, List.of(Reason.COOLDOWN), evaluation);
        }
        lastTriggers.put(evaluation.rule(), knownAt.toEpochMilli());
        return new Judged(time, knownAt, price, true, evaluation.reasons(), evaluation);
    }

    private static Judged judged(Judgement judgement) {
        Evaluation evaluation = judgement.evaluation();
        Reason held = judgement.suppressedBy();
        List<Reason> reasons = held == null ? evaluation.reasons() : List.of(held);
        boolean triggered = evaluation.triggered() && held == null;
        return switch (judgement.event()) {
            case MarkPriceUpdated mark ->
                new Judged(
                        mark.occurredAt(),
                        mark.occurredAt(),
                        RuleSet.valueOf(mark.mark()),
                        triggered,
                        reasons,
                        evaluation);
            case KlineUpdated candle ->
                new Judged(
                        candle.kline().openAt(),
                        candle.kline().closeAt(),
                        RuleSet.valueOf(candle.kline().close()),
                        triggered,
                        reasons,
                        evaluation);
            case io.autofutures.model.market.MarketEvent other ->
                throw new IllegalStateException("judged was neither a mark price nor a candle: " + other);
        };
    }
}
