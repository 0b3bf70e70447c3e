package io.autofutures.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.detection.Judgement;
import io.autofutures.detection.SymbolDetector;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.MarketEvent.GapOpened;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.topic.Topics;
import io.autofutures.model.trade.Trigger;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.memory.MemoryTransport;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two instances on one topic; a third, never disturbed, on a topic of its own says what must come out. */
class HotHotIT {
    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final Map<String, String> SETTINGS = Map.of("SYMBOLS", "BTCUSDT");

    private final FakeVenue venue = new FakeVenue();
    private final Side both = new Side();
    private final Side alone = new Side();
    private RunningIngest one;
    private RunningIngest two;
    private RunningIngest undisturbed;

    /** A topic with what a detector makes of it. */
    private static final class Side {
        final MemoryTransport transport = new MemoryTransport(Clock.systemUTC());
        final List<MarketEvent> events = new CopyOnWriteArrayList<>();
        final List<Judgement> judged = new CopyOnWriteArrayList<>();
        private final SymbolDetector detector = new SymbolDetector(BTC, Settings.of(SETTINGS));

        Side() {
            transport.declare(Topics.all());
            transport.broadcast(new Broadcast(
                    "market",
                    List.of(Topics.WS_EVENTS),
                    new Broadcast.Start.Earliest(),
                    batch -> batch.forEach(record -> {
                        var event = (MarketEvent) record.value();
                        judged.addAll(detector.on(event));
                        events.add(event);
                    }),
                    true));
        }

        List<Trigger> triggers() {
            return judged.stream()
                    .map(Judgement::trigger)
                    .filter(Objects::nonNull)
                    .toList();
        }

        /** What was judged but for what grew: {@code mark}s and closed candles, by id, in order. */
        List<String> judgedIds() {
            return judged.stream()
                    .map(Judgement::event)
                    .filter(event -> event instanceof MarkPriceUpdated || event instanceof KlineUpdated k && k.closed())
                    .map(MarketEvent::eventId)
                    .toList();
        }

        boolean has(String id) {
            return events.stream().anyMatch(event -> event.eventId().equals(id));
        }
    }

    @BeforeEach
    void start() {
        undisturbed = new RunningIngest(venue, alone.transport, "alone", SETTINGS);
        one = new RunningIngest(venue, both.transport, "one", SETTINGS);
        await().until(() -> RunningIngest.closedGaps(both.events, "BTCUSDT") == 1);
        two = new RunningIngest(venue, both.transport, "two", SETTINGS);
        await().until(() -> RunningIngest.closedGaps(both.events, "BTCUSDT") == 2
                && RunningIngest.closedGaps(alone.events, "BTCUSDT") == 1);
    }

    @AfterEach
    void stop() {
        List.of(one, two, undisturbed).forEach(RunningIngest::close);
        both.transport.close();
        alone.transport.close();
        venue.close();
    }

    private void mark(int second) {
        venue.mark(second);
        String id = "mark/BTCUSDT/" + FakeVenue.START.plusSeconds(second).toEpochMilli();
        await().until(() -> both.has(id) && alone.has(id));
    }

    private void close(int minute) {
        venue.close(minute);
        String id = "kline/BTCUSDT/1m/" + FakeVenue.openOf(minute).toEpochMilli();
        await().until(() -> both.has(id) && alone.has(id));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void killingEitherLosesAndDoublesNoCandleAndNoTrigger(boolean firstOne) {
        for (int minute = 0; minute < 30; minute++) {
            mark(minute * 60 + 3);
            if (minute == 6) {
                kill(firstOne);
            }
            if (minute == 12) {
                revive(firstOne);
            }
            if (minute == 16) {
                kill(!firstOne);
            }
            if (minute == 22) {
                revive(!firstOne);
            }
            mark(minute * 60 + 6);
            close(minute);
        }

        await().until(() -> both.judgedIds().equals(alone.judgedIds()));
        assertThat(both.judgedIds()).doesNotHaveDuplicates();
        assertThat(both.triggers().stream().map(Trigger::triggerId))
                .isEqualTo(alone.triggers().stream().map(Trigger::triggerId).toList())
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(30);
        assertThat(both.triggers()).anyMatch(trigger -> trigger.rule().equals("kline"));
        assertThat(new ArrayList<>(new TreeSet<>(RunningIngest.minutes(both.events, "BTCUSDT"))))
                .isEqualTo(IntStream.range(-61, 30).boxed().toList());
        assertThat(RunningIngest.minutes(both.events, "BTCUSDT"))
                .as("both brought them")
                .hasSizeGreaterThan(91);
    }

    private void kill(boolean theFirst) {
        (theFirst ? one : two).close();
    }

    private void revive(boolean theFirst) {
        if (theFirst) {
            one = new RunningIngest(venue, both.transport, "one", SETTINGS);
        } else {
            two = new RunningIngest(venue, both.transport, "two", SETTINGS);
        }
    }

    private long gaps() {
        return both.events.stream().filter(GapOpened.class::isInstance).count();
    }

    @Test
    void aSymbolIsInAGapOnlyWhileNoInstanceCoversIt() {
        mark(1);
        long before = gaps();
        await().until(() -> "1".equals(one.ingest.health().details().get("peers"))
                && "1".equals(two.ingest.health().details().get("peers")));
        await().pollDelay(Duration.ofMillis(1_500)).until(() -> true); // both have told each other that they are up

        two.close();
        two = new RunningIngest(venue, both.transport, "two", SETTINGS);
        mark(2);
        await().until(() -> !two.ingest.health().details().containsKey("uncovered"));
        assertThat(gaps()).as("one covered it while two was away and came back").isEqualTo(before);

        venue.streams.refuse(true);
        venue.streams.killAll();

        await().atMost(Duration.ofSeconds(10)).until(() -> gaps() > before);
        venue.streams.refuse(false);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> one.ingest.connected() && two.ingest.connected() && undisturbed.ingest.connected());
        mark(3);
        await().until(() -> one.ingest.health().details().get("gaps").equals("[]")
                && two.ingest.health().details().get("gaps").equals("[]"));
    }
}
