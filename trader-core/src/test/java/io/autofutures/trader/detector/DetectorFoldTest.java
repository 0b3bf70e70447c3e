package io.autofutures.trader.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.json.Json;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.MarketEvent.GapClosed;
import io.autofutures.model.market.MarketEvent.GapOpened;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Patience;
import io.autofutures.model.topic.Topics;
import io.autofutures.model.trade.DetectorCheckpoint;
import io.autofutures.model.trade.EvaluationRecord;
import io.autofutures.model.trade.EvaluationRecord.SettingsTaken;
import io.autofutures.model.trade.Grade;
import io.autofutures.model.trade.Trigger;
import io.autofutures.testkit.MutableVenueClock;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.FoldStage;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DetectorFoldTest {
    private static final Instant START = Instant.parse("2026-11-02T10:00:00Z");
    private static final Symbol ADA = new Symbol("ADAUSDT");
    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final Settings SETTINGS =
            Settings.of(Map.of("SYMBOLS", "ADAUSDT,BTCUSDT", "SHADOW_RULES", "adaptive", "GRADE_NEAR_MISS", "0.4"));
    private static final Settings CHANGED =
            SETTINGS.overlaid(Map.of("MP_DELTA_PCT", "0.3", "RULES@BTCUSDT", "adaptive"), 5);

    @Test
    void publishesATriggerCausedByItsEvent() {
        var fold = fold(List.of());
        fold.on(delivery(0, mark(ADA, 0, "100"), false));

        List<Outgoing<?>> outputs = fold.on(delivery(1, mark(ADA, 1, "101"), false));

        Outgoing<?> published = outputs.getFirst();
        assertThat(published.topic()).isEqualTo(Topics.TRIGGERS);
        assertThat(published.origin().causationId())
                .isEqualTo(mark(ADA, 1, "101").eventId());
        assertThat(published.origin().correlationId())
                .isEqualTo(((Trigger) published.value()).lineage().value());
        assertThat(published.origin().occurredAt()).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void ignoresSymbolsThatAreNotListed() {
        var fold = fold(List.of());
        var doge = new Symbol("DOGEUSDT");

        assertThat(fold.on(delivery(0, mark(doge, 0, "1"), false))).isEmpty();
        assertThat(fold.on(delivery(1, mark(doge, 1, "2"), false))).isEmpty();
        assertThat(fold.close()).isEmpty();
    }

    @Test
    void checkpointsFirstAndThenEachFiveSecondsOfEventTime() {
        var fold = fold(List.of());
        var written = new ArrayList<Long>();
        for (int second = 0; second < 12; second++) {
            checkpoints(fold.on(delivery(second, mark(ADA, second, "100"), false)))
                    .forEach(checkpoint -> written.add(checkpoint.offset()));
        }

        assertThat(written).containsExactly(0L, 5L, 10L);
        assertThat(checkpoints(fold.close()))
                .extracting(DetectorCheckpoint::offset)
                .containsExactly(11L);
    }

    @Test
    void startsAtTheOldestCheckpointOfAListedSymbol() {
        var fold = fold(List.of());
        var checkpoints = new ArrayList<DetectorCheckpoint>();
        checkpoints.addAll(checkpoints(fold.on(delivery(7, mark(ADA, 0, "100"), false))));
        checkpoints.addAll(checkpoints(fold.on(delivery(9, mark(BTC, 1, "100"), false))));

        assertThat(fold(List.of()).start()).isEqualTo(new FoldStage.Start.Committed());
        assertThat(fold(checkpoints).start()).isEqualTo(new FoldStage.Start.At(8));
    }

    @Test
    void aCheckpointOfOtherRulesStartsTheSymbolAnew() {
        var foreign = new DetectorCheckpoint(
                ADA, "classic/0", 3, 100, START, Json.mapper().createObjectNode());
        var broken = new DetectorCheckpoint(
                BTC,
                "classic/1",
                3,
                100,
                START,
                Json.mapper().createObjectNode().put("detector", 7));

        assertThat(fold(List.of(foreign, broken)).start()).isEqualTo(new FoldStage.Start.Committed());
    }

    @Test
    void aTriggerThatWasNotAcknowledgedComesBackFromTheCheckpointBehindIt() {
        var fold = fold(List.of());
        fold.on(delivery(0, mark(ADA, 0, "100"), false));
        fold.on(delivery(1, mark(ADA, 6, "100"), false));
        Trigger lost =
                triggers(fold.on(delivery(2, mark(ADA, 7, "101"), false))).getFirst();
        List<DetectorCheckpoint> behind = checkpoints(fold.on(delivery(3, mark(ADA, 12, "101"), false)));

        var restored = fold(behind);

        assertThat(restored.on(delivery(0, mark(ADA, 0, "100"), true))).isEmpty();
        assertThat(triggers(restored.on(delivery(2, mark(ADA, 7, "101"), false))))
                .containsExactly(lost);
        assertThat(triggers(restored.on(delivery(3, mark(ADA, 12, "101"), false))))
                .isEmpty();
    }

    @Test
    void aChangeOfSettingsIsCheckpointedAndNamedBeforeTheFirstEventJudgedByIt() {
        var current = new AtomicReference<>(SETTINGS);
        var fold = fold(List.of(), current::get);
        fold.on(delivery(0, mark(ADA, 0, "100"), false));
        fold.on(delivery(1, mark(BTC, 0, "100"), false));
        fold.on(delivery(2, mark(ADA, 1, "100"), false));
        current.set(SETTINGS.overlaid(Map.of("MP_DELTA_PCT@ADAUSDT", "0.05", "LEVERAGE", "3"), 9));

        List<Outgoing<?>> outputs = fold.on(delivery(3, mark(ADA, 2, "100.1"), false));

        DetectorCheckpoint checkpoint = (DetectorCheckpoint) outputs.get(0).value();
        assertThat(checkpoint.symbol()).isEqualTo(ADA);
        assertThat(checkpoint.offset()).isEqualTo(2);
        assertThat(outputs.get(1).value())
                .isEqualTo(new SettingsTaken(
                        ADA,
                        9,
                        mark(ADA, 2, "100.1").eventId(),
                        START.plusSeconds(2),
                        Map.of("GRADE_NEAR_MISS", "0.4", "MP_DELTA_PCT", "0.05", "SHADOW_RULES", "adaptive")));
        assertThat(triggers(outputs.subList(2, 3))).hasSize(1);
        assertThat(fold.on(delivery(4, mark(BTC, 2, "100.1"), false)))
                .as("nothing changed for this symbol")
                .isEmpty();

        var restarted = fold(List.of(checkpoint), () -> SETTINGS);
        assertThat(triggers(restarted.on(delivery(3, mark(ADA, 2, "100.1"), true))))
                .as("folded under the settings that the checkpoint names")
                .hasSize(1);
    }

    /** Cut anywhere, with any commit position at or before the cut: the same records, each at least once. */
    @Property(tries = 60, seed = "20261122")
    void aRestartRepeatsEveryTriggerEvaluationAndGrade(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 600) int cut,
            @ForAll @IntRange(min = 0, max = 40) int uncommitted,
            @ForAll @IntRange(min = 2, max = 600) int change) {
        List<MarketEvent> events = events(seed);
        var whole = new LinkedHashMap<String, Object>();
        var current = new AtomicReference<>(SETTINGS);
        run(fold(List.of(), current::get), events, 0, 0, events.size(), change, current, whole, new LinkedHashMap<>());

        current.set(SETTINGS);
        var split = new LinkedHashMap<String, Object>();
        var state = new LinkedHashMap<String, DetectorCheckpoint>();
        run(fold(List.of(), current::get), events, 0, 0, cut, change, current, split, state);
        int committed = Math.max(0, cut - uncommitted);
        var restarted = fold(List.copyOf(state.values()), current::get);
        int start = restarted.start() instanceof FoldStage.Start.At(long offset)
                ? (int) Math.min(offset, committed)
                : committed;
        if (state.isEmpty()) {
            start = 0; // nothing was committed before the first checkpoint was acknowledged
        }
        run(restarted, events, start, committed, events.size(), change, current, split, state);

        assertThat(split).isEqualTo(whole);
        assertThat(whole.values())
                .hasAtLeastOneElementOfType(Trigger.class)
                .hasAtLeastOneElementOfType(EvaluationRecord.Totals.class)
                .hasAtLeastOneElementOfType(Grade.class);
        assertThat(whole.values().stream().filter(SettingsTaken.class::isInstance))
                .as("at the start and at the change, of both symbols")
                .hasSize(4);
    }

    private static void run(
            DetectorFold fold,
            List<MarketEvent> events,
            int from,
            int committed,
            int to,
            int change,
            AtomicReference<Settings> current,
            Map<String, Object> records,
            Map<String, DetectorCheckpoint> state) {
        for (int offset = from; offset < to; offset++) {
            if (offset == change) {
                current.set(CHANGED);
            }
            boolean muted = offset < committed;
            for (Outgoing<?> output : fold.on(delivery(offset, events.get(offset), muted))) {
                if (muted) {
                    continue;
                }
                if (output.value() instanceof DetectorCheckpoint saved) {
                    state.put(saved.symbol().value(), saved);
                } else {
                    records.put(output.topic().name() + " " + output.key(), output.value());
                }
            }
        }
    }

    private static List<MarketEvent> events(long seed) {
        var random = new Random(seed);
        var events = new ArrayList<MarketEvent>();
        int[] cents = {10_000, 10_000};
        for (int second = 0; events.size() < 700; second++) {
            for (int i = 0; i < 2; i++) {
                Symbol symbol = i == 0 ? ADA : BTC;
                if (i == 1 && second > 100 && second < 200) {
                    continue; // a quiet stretch
                }
                cents[i] += random.nextInt(12) == 0 ? random.nextInt(-70, 71) : random.nextInt(-3, 4);
                events.add(mark(symbol, second, "%d.%02d".formatted(cents[i] / 100, cents[i] % 100)));
            }
            if (second % 20 == 7) {
                events.add(new GapOpened(ADA, START.plusSeconds(second), "test"));
            }
            if (second % 60 == 59 && second % 180 != 59) {
                events.add(closed(second / 60, random.nextInt(500, 2_500)));
            }
            if (second % 180 == 62) {
                events.add(new GapClosed(ADA, START.plusSeconds(second), START));
            }
        }
        return events;
    }

    private static MarkPriceUpdated mark(Symbol symbol, long second, String price) {
        return new MarkPriceUpdated(symbol, START.plusSeconds(second), Price.of(price), null, null, null);
    }

    private static KlineUpdated closed(int minute, int volume) {
        Instant openAt = START.plusSeconds(60L * minute);
        var price = Price.of("100");
        var kline = new Kline(
                "1m",
                openAt,
                openAt.plusMillis(59_999),
                price,
                Price.of("100.2"),
                price,
                price,
                BigDecimal.valueOf(volume),
                null,
                1);
        return new KlineUpdated(ADA, openAt.plusSeconds(60), kline, true, false);
    }

    private static DetectorFold fold(List<DetectorCheckpoint> checkpoints) {
        return fold(checkpoints, () -> SETTINGS);
    }

    private static DetectorFold fold(List<DetectorCheckpoint> checkpoints, Supplier<Settings> settings) {
        List<Delivery<DetectorCheckpoint>> deliveries = checkpoints.stream()
                .map(checkpoint ->
                        Json.mapper().readValue(Json.mapper().writeValueAsString(checkpoint), DetectorCheckpoint.class))
                .map(checkpoint -> new Delivery<>(
                        Topics.DETECTOR_STATE,
                        3,
                        0,
                        checkpoint.symbol().value(),
                        checkpoint,
                        origin("checkpoint", checkpoint.coveredAt()),
                        START,
                        false))
                .toList();
        return new DetectorFold(
                3,
                deliveries,
                settings,
                new Patience(new MutableVenueClock(START)),
                new DetectorMeters(new SimpleMeterRegistry()));
    }

    private static Delivery<MarketEvent> delivery(long offset, MarketEvent event, boolean muted) {
        return new Delivery<>(
                Topics.WS_EVENTS,
                3,
                offset,
                event.eventId(),
                event,
                origin(event.eventId(), event.occurredAt()),
                START,
                muted);
    }

    private static Origin origin(String id, Instant at) {
        return new Origin(id, "test", "test", at, null, null);
    }

    private static List<Trigger> triggers(List<Outgoing<?>> outputs) {
        return outputs.stream()
                .map(Outgoing::value)
                .filter(Trigger.class::isInstance)
                .map(Trigger.class::cast)
                .toList();
    }

    private static List<DetectorCheckpoint> checkpoints(List<Outgoing<?>> outputs) {
        return outputs.stream()
                .map(Outgoing::value)
                .filter(DetectorCheckpoint.class::isInstance)
                .map(DetectorCheckpoint.class::cast)
                .toList();
    }
}
