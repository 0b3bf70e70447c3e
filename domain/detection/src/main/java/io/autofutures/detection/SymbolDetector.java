package io.autofutures.detection;

import io.autofutures.detection.grading.Grader;
import io.autofutures.detection.ledger.EvaluationLedger;
import io.autofutures.model.json.Json;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.MarketEvent.GapClosed;
import io.autofutures.model.market.MarketEvent.GapOpened;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.SettingCatalog;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.trade.EvaluationRecord;
import io.autofutures.model.trade.Grade;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Judges the events of one symbol, each once and in order, by the rule set that trades and, when asked for, by one beside
 * it that only records. Makes triggers, the totals of what was judged, and grades.
 *
 * <p>No clock: time is read from the events, so that a replayed topic repeats all of it, also from a checkpoint in the
 * middle. Not thread-safe; owned by the thread that folds the symbol's partition.
 */
public final class SymbolDetector {
    private static final long NEVER = Long.MIN_VALUE;
    private static final long INTERVAL_MILLIS = 1_000L * EvaluationLedger.INTERVAL_SECONDS;

    private final Symbol symbol;
    private final TimeGuard time;
    private final CandleSequence candles;
    private final Grader grader;
    private final Lanes lanes;
    private Settings settings;
    private long timerMillis;
    private long timerSlot = NEVER;
    private long lastMark = NEVER;
    private long lastOpenCandle = NEVER;
    private long repeats;
    private long intervalFrom = NEVER;
    private long intervalEnd = NEVER;
    private long[] setAside = new long[SetAside.values().length];
    private final List<EvaluationRecord.Totals> totals = new ArrayList<>();
    private final List<Grade> grades = new ArrayList<>();

    public SymbolDetector(Symbol symbol, Settings settings) {
        this(symbol, settings, new TimeGuard(), new CandleSequence(), new Grader(), List.of());
    }

    private SymbolDetector(
            Symbol symbol,
            Settings settings,
            TimeGuard time,
            CandleSequence candles,
            Grader grader,
            List<Lane.State> saved) {
        this.symbol = symbol;
        this.settings = settings;
        this.time = time;
        this.candles = candles;
        this.grader = grader;
        this.lanes = new Lanes(symbol, grader, settings, saved);
        this.timerMillis = timerMillis(settings, symbol);
    }

    /**
     * @param settings those the state was made under, or others: it goes on under these
     * @param state from {@link #state()}
     * @throws IllegalArgumentException if it cannot be read
     */
    public static SymbolDetector restore(Symbol symbol, Settings settings, JsonNode state) {
        try {
            return restore(symbol, settings, Json.mapper().treeToValue(state, DetectorState.class));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "detector state of %s cannot be read: %s".formatted(symbol, e.getOriginalMessage()), e);
        }
    }

    private static SymbolDetector restore(Symbol symbol, Settings settings, DetectorState read) {
        if (read.lanes() == null || read.time() == null || read.grades() == null) {
            throw new IllegalArgumentException("detector state of %s is of an older kind".formatted(symbol));
        }
        var detector = new SymbolDetector(
                symbol,
                settings,
                new TimeGuard(read.time()),
                new CandleSequence(read.candles()),
                new Grader(read.grades()),
                read.lanes());
        detector.lastMark = orNever(read.lastMarkMillis());
        detector.lastOpenCandle = orNever(read.lastOpenCandleMillis());
        detector.repeats = read.repeats();
        detector.timerSlot = orNever(read.timerSlot());
        detector.setAside = SetAside.counts(read.setAside());
        if (read.intervalMillis() != null) {
            detector.intervalFrom = read.intervalMillis();
            detector.intervalEnd = read.intervalMillis() + INTERVAL_MILLIS;
        }
        return detector;
    }

    /** Everything remembered, exact: a detector restored from it goes on as this one would. */
    public JsonNode state() {
        return Json.mapper()
                .valueToTree(new DetectorState(
                        orAbsent(lastMark),
                        orAbsent(lastOpenCandle),
                        repeats,
                        orAbsent(intervalFrom),
                        orAbsent(timerSlot),
                        SetAside.counts(setAside),
                        time.state(),
                        candles.state(),
                        lanes.state(),
                        grader.state()));
    }

    /** Name and version of the rules that trade; stands in checkpoints. */
    public String ruleSet() {
        return lanes.trading().which().ruleSet();
    }

    /** Events dropped because they were told before. */
    public long repeats() {
        return repeats;
    }

    /** The next event is judged by these. What is remembered stays, as far as the new settings keep it. */
    public void adopt(Settings changed) {
        settings = changed;
        timerMillis = timerMillis(changed, symbol);
        lanes.choose(changed);
    }

    public Settings settings() {
        return settings;
    }

    /** The totals of intervals that ended since this was last asked. */
    public List<EvaluationRecord.Totals> takeTotals() {
        return taken(totals);
    }

    /** The grades that came due since this was last asked. */
    public List<Grade> takeGrades() {
        return taken(grades);
    }

    private static <T> List<T> taken(List<T> some) {
        if (some.isEmpty()) {
            return List.of();
        }
        var all = List.copyOf(some);
        some.clear();
        return all;
    }

    /**
     * What the rules that trade made of this event: nothing for a repeat, an early candle or another interval; several
     * candles when it fills a hole.
     */
    public List<Judgement> on(MarketEvent event) {
        if (event instanceof KlineUpdated candle && candle.backfilled()) {
            return apply(event);
        }
        long at = event.occurredAt().toEpochMilli();
        if (time.follows(at)) {
            return at < intervalEnd ? apply(event) : applyInNewInterval(event);
        }
        MarketEvent before = time.held();
        List<MarketEvent> admitted = time.leapt(event, at);
        if (before != null && !admitted.contains(before) && before != time.held()) {
            setAside[SetAside.FUTURE.ordinal()]++;
        }
        var judged = new ArrayList<Judgement>();
        admitted.forEach(each -> judged.addAll(applyInNewInterval(each)));
        return List.copyOf(judged);
    }

    private List<Judgement> applyInNewInterval(MarketEvent event) {
        long from = EvaluationLedger.intervalOf(time.latest());
        if (from >= intervalEnd) {
            if (intervalFrom != NEVER) {
                totals.addAll(lanes.endInterval(intervalFrom, SetAside.counts(setAside)));
                Arrays.fill(setAside, 0);
            }
            intervalFrom = from;
            intervalEnd = from + INTERVAL_MILLIS;
        }
        return apply(event);
    }

    private List<Judgement> apply(MarketEvent event) {
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
            if (at == lastMark) {
                repeats++;
            } else {
                setAside[SetAside.LATE.ordinal()]++;
            }
            return List.of();
        }
        lastMark = at;
        BigDecimal price = RuleSet.valueOf(event.mark());
        if (price != null) {
            List<Grade> due = grader.onPrice(at, price);
            if (!due.isEmpty()) {
                grades.addAll(due);
            }
        }
        Lane trading = lanes.trading();
        Evaluation evaluation = trading.rules().onMark(event.occurredAt(), price);
        Judgement judged = trading.judge(event, evaluation, false);
        Lane shadow = lanes.shadow();
        if (shadow != null) {
            var unused = shadow.judge(event, shadow.rules().onMark(event.occurredAt(), price), false);
        }
        return trading.mode() == TriggerMode.TIMER && price != null && isNextSlot(at)
                ? List.of(judged, trading.judge(event, new StartedByMode(StartedByMode.TIMER, evaluation), false))
                : List.of(judged);
    }

    /** The first mark price only sets the clock going. */
    private boolean isNextSlot(long atMillis) {
        long slot = Math.floorDiv(atMillis, timerMillis);
        boolean next = timerSlot != NEVER && slot != timerSlot;
        timerSlot = slot;
        return next;
    }

    private List<Judgement> onCandle(KlineUpdated event) {
        if (!event.kline().interval().equals("1m")) {
            return List.of();
        }
        if (!Plausible.times(event)) {
            setAside[SetAside.IMPLAUSIBLE_CANDLE.ordinal()]++;
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
        return judge(event, false);
    }

    private List<Judgement> judgeAll(List<KlineUpdated> closed) {
        if (closed.isEmpty()) {
            return List.of();
        }
        var judged = new ArrayList<Judgement>(closed.size());
        for (KlineUpdated event : closed) {
            if (Plausible.prices(event)) {
                Kline kline = event.kline();
                grades.addAll(grader.onCandle(
                        kline.openAt().toEpochMilli(),
                        kline.closeAt().toEpochMilli() + 1,
                        kline.high().value(),
                        kline.low().value(),
                        kline.close().value()));
            }
            judged.addAll(judge(event, event.backfilled()));
        }
        return judged;
    }

    private List<Judgement> judge(KlineUpdated event, boolean backfilled) {
        Lane trading = lanes.trading();
        Evaluation evaluation = trading.rules().on(event);
        Judgement judged = trading.judge(event, evaluation, backfilled);
        Lane shadow = lanes.shadow();
        if (shadow != null) {
            var unused = shadow.judge(event, shadow.rules().on(event), backfilled);
        }
        return trading.mode() == TriggerMode.KLINE && event.closed() && !backfilled
                ? List.of(judged, trading.judge(event, new StartedByMode(StartedByMode.CLOSE, evaluation), false))
                : List.of(judged);
    }

    private static long timerMillis(Settings settings, Symbol symbol) {
        return 1_000L * settings.get(SettingCatalog.LOOP_INTERVAL_SEC, symbol);
    }

    private static long orNever(@Nullable Long millis) {
        return millis == null ? NEVER : millis;
    }

    private static @Nullable Long orAbsent(long millis) {
        return millis == NEVER ? null : millis;
    }
}
