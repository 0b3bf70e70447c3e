package io.autofutures.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.PositionState;
import io.autofutures.model.control.SettingChange;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.MarketEvent.GapOpened;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.topic.Topics;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.memory.MemoryTransport;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which symbols are watched, and how that changes while the service runs. */
class UniverseIT {
    private final FakeVenue venue = new FakeVenue();
    private final MemoryTransport transport = new MemoryTransport(Clock.systemUTC());
    private final List<MarketEvent> market = new CopyOnWriteArrayList<>();
    private RunningIngest running;

    @BeforeEach
    void listen() {
        venue.listed.addAll(Set.of("BTCUSDT", "ETHUSDT", "ADAUSDC"));
        transport.declare(Topics.all());
        transport.broadcast(new Broadcast(
                "market",
                List.of(Topics.WS_EVENTS),
                new Broadcast.Start.Earliest(),
                batch -> batch.forEach(record -> market.add((MarketEvent) record.value())),
                true));
    }

    @AfterEach
    void stop() {
        running.close();
        transport.close();
        venue.close();
    }

    private void start(String symbols) {
        running = new RunningIngest(venue, transport, "one", Map.of("SYMBOLS", symbols));
    }

    private void save(String symbols, long version) {
        var change = new SettingChange("SYMBOLS", symbols, version, "test", venue.clock.instant());
        transport
                .publish(Outgoing.of(
                        Topics.SETTINGS,
                        change,
                        new Origin("settings/" + version, "setting-change", "test", venue.clock.instant(), null, null)))
                .join();
    }

    private Set<String> asked() {
        var all = new TreeSet<String>();
        venue.streams.open("/market").forEach(peer -> all.addAll(peer.streams()));
        return all;
    }

    private static Set<String> streams(String... symbols) {
        var names = new TreeSet<String>();
        for (String symbol : symbols) {
            names.add(symbol + "@markPrice@1s");
            names.add(symbol + "@kline_1m");
        }
        return names;
    }

    @Test
    void aPatternMeansWhatTheVenueLists() {
        start("*USDT");

        await().until(() -> asked().equals(streams("btcusdt", "ethusdt")));
        await().until(() -> RunningIngest.closedGaps(market, "ETHUSDT") == 1);
        assertThat(RunningIngest.minutes(market, "ETHUSDT"))
                .isEqualTo(IntStream.rangeClosed(-61, -1).boxed().toList());
        assertThat(running.ingest.health().details()).containsEntry("symbols", "0 of 2 up");
        venue.markOf("BTCUSDT", 0);
        venue.markOf("ETHUSDT", 0);
        await().until(running.ingest::streamsUp);
    }

    @Test
    void aChangeOfSettingsLosesNoFrameOfTheOthers() {
        start("BTCUSDT,ETHUSDT");
        await().until(() -> RunningIngest.closedGaps(market, "BTCUSDT") == 1);
        var peer = venue.streams.open("/market").getFirst();

        for (int second = 1; second <= 40; second++) {
            if (second == 10) {
                save("BTCUSDT,ADAUSDC", 1);
            }
            if (second == 25) {
                await().until(() -> asked().equals(streams("btcusdt", "adausdc")));
                await().until(() -> RunningIngest.closedGaps(market, "ADAUSDC") == 1);
                save("ALL", 2);
            }
            venue.mark(second);
            venue.markOf("ETHUSDT", second);
            venue.markOf("ADAUSDC", second);
        }
        venue.close(0);
        venue.closeOf("ADAUSDC", 0);

        await().until(() -> asked().equals(streams("btcusdt", "ethusdt", "adausdc")));
        await().until(() -> RunningIngest.minutes(market, "ADAUSDC").contains(0));
        await().until(() -> RunningIngest.minutes(market, "BTCUSDT").contains(0));
        assertThat(RunningIngest.marks(market, "BTCUSDT"))
                .isEqualTo(IntStream.rangeClosed(1, 40).boxed().toList());
        assertThat(RunningIngest.minutes(market, "ADAUSDC"))
                .isEqualTo(IntStream.rangeClosed(-61, 0).boxed().toList());
        assertThat(venue.streams.open("/market")).containsExactly(peer);
        assertThat(market.stream()
                        .filter(GapOpened.class::isInstance)
                        .map(event -> event.symbol() + " " + ((GapOpened) event).reason()))
                .contains("ETHUSDT no longer watched")
                .doesNotContain("BTCUSDT no longer watched");
        assertThat(market.stream()
                        .filter(event ->
                                event instanceof GapOpened && event.symbol().equals(new Symbol("BTCUSDT"))))
                .hasSize(1);
    }

    @Test
    void aSymbolWithAPositionIsWatchedWhateverTheSettingsSay() {
        start("BTCUSDT");

        hold("ETHUSDT", "0.5");

        await().until(() -> asked().equals(streams("btcusdt", "ethusdt")));
        await().until(() -> RunningIngest.closedGaps(market, "ETHUSDT") == 1);
        hold("ETHUSDT", "0");
        await().until(() -> asked().equals(streams("btcusdt")));
    }

    @Test
    void whatTheVenueDoesNotListIsToldAndNotAskedFor() {
        start("BTCUSDT,NOSUCHUSDT");

        await().until(() -> asked().equals(streams("btcusdt")));
        assertThat(running.ingest.health().details()).containsEntry("unlisted", "[NOSUCHUSDT]");
    }

    @Test
    void untilTheVenuesListIsThereAPatternMeansNothingAndTheServiceIsNotReady() {
        venue.restIsDown = true;
        var later = Thread.ofVirtual().start(() -> await().until(() -> {
            boolean tried = venue.asked.stream().anyMatch(path -> path.endsWith("exchangeInfo"));
            venue.restIsDown = !tried;
            venue.clock.advance(Duration.ofMillis(500)); // timers wait for venue time
            return venue.asked.stream()
                            .filter(path -> path.endsWith("exchangeInfo"))
                            .count()
                    > 1;
        }));

        start("*USDT"); // returns once connected, which it cannot be before the list is read again

        await().until(() -> !later.isAlive());
        await().until(() -> asked().equals(streams("btcusdt", "ethusdt")));
    }

    private void hold(String symbol, String quantity) {
        var at = venue.clock.instant();
        var position = new PositionState(
                new AccountId("main"),
                new Symbol(symbol),
                PositionSide.LONG,
                Quantity.of(quantity),
                null,
                null,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                5,
                "ISOLATED",
                "",
                null,
                List.of(),
                null,
                at,
                at);
        transport
                .publish(Outgoing.of(
                        Topics.POSITIONS,
                        position,
                        new Origin("positions/" + symbol, "position-state", "test", at, null, null)))
                .join();
    }
}
