package io.autofutures.detection.replay;

import io.autofutures.detection.Evaluation;
import io.autofutures.detection.Judgement;
import io.autofutures.detection.Reason;
import io.autofutures.detection.RuleSet;
import io.autofutures.detection.RuleSets;
import io.autofutures.detection.SymbolDetector;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.SettingCatalog;
import io.autofutures.model.settings.SettingKey;
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
        this.detector = new SymbolDetector(symbol, live(settings, chosen, cooldown));
        this.cooldownMillis = cooldown ? 1_000L * settings.get(SettingCatalog.LOOP_COOLDOWN_SEC, symbol) : 0;
    }

    /** As the running detector would be told to judge so. */
    private static Settings live(Settings settings, RuleSets chosen, boolean cooldown) {
        Map<String, String> given = settings.given();
        put(given, SettingCatalog.RULES, chosen.family());
        if (!cooldown) {
            put(given, SettingCatalog.LOOP_COOLDOWN_SEC, "0");
        }
        return Settings.of(given);
    }

    private static void put(Map<String, String> given, SettingKey<?> key, String value) {
        given.keySet().removeIf(name -> name.startsWith(key.name() + "@"));
        given.put(key.name(), value);
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
            case Recorded.SettingsTaken taken -> detector.adopt(Settings.of(taken.settings()));
            case Recorded.Published(var published) -> {
                for (Judgement judgement : detector.on(published)) {
                    each.accept(judged(judgement));
                }
                drain();
            }
        }
    }

    /** Its totals and grades are of the ledger; a replay counts for itself. */
    private void drain() {
        var unusedTotals = detector.takeTotals();
        var unusedGrades = detector.takeGrades();
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
        Evaluation evaluation = rules.onMark(at, price);
        return judged(at, at, price, origin(evaluation), evaluation);
    }

    private Judged judgedCandle(Kline closed) {
        return judged(
                closed.openAt(),
                closed.closeAt(),
                closed.close().value(),
                closed.open().value(),
                rules.onClosed(closed));
    }

    private static @Nullable BigDecimal origin(Evaluation evaluation) {
        Evaluation.Reference reference = evaluation.reference();
        return reference == null ? null : reference.price();
    }

    private Judged judged(
            Instant time,
            Instant knownAt,
            @Nullable BigDecimal price,
            @Nullable BigDecimal from,
            Evaluation evaluation) {
        if (!evaluation.triggered() || cooldownMillis == 0) {
            return new Judged(time, knownAt, price, from, evaluation.triggered(), evaluation.reasons(), evaluation);
        }
        Long last = lastTriggers.get(evaluation.rule());
        if (last != null && knownAt.toEpochMilli() - last < cooldownMillis) {
            return new Judged(time, knownAt, price, from, false, List.of(Reason.COOLDOWN), evaluation);
        }
        lastTriggers.put(evaluation.rule(), knownAt.toEpochMilli());
        return new Judged(time, knownAt, price, from, true, evaluation.reasons(), evaluation);
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
                        origin(evaluation),
                        triggered,
                        reasons,
                        evaluation);
            case KlineUpdated candle ->
                new Judged(
                        candle.kline().openAt(),
                        candle.kline().closeAt(),
                        RuleSet.valueOf(candle.kline().close()),
                        RuleSet.valueOf(candle.kline().open()),
                        triggered,
                        reasons,
                        evaluation);
            case MarketEvent other ->
                throw new IllegalStateException("judged was neither a mark price nor a candle: " + other);
        };
    }
}
