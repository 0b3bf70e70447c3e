package io.autofutures.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.account.UserEvent;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.MarketEvent.GapOpened;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.ClockTimers;
import io.autofutures.model.topic.Topics;
import io.autofutures.simulator.Simulator;
import io.autofutures.simulator.SimulatorOptions;
import io.autofutures.simulator.market.MarketSource;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.memory.MemoryTransport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What the simulated venue does to its streams, and what is on the topics afterwards; 60 times as fast as life. */
class StreamFaultsIT {
    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final Symbol ETH = new Symbol("ETHUSDT");

    @TempDir
    private Path folder;

    private final MemoryTransport transport = new MemoryTransport(Clock.systemUTC());
    private final List<MarketEvent> market = new CopyOnWriteArrayList<>();
    private final List<UserEvent> user = new CopyOnWriteArrayList<>();
    private Simulator simulator;
    private ClockTimers timers;
    private ConfigurableApplicationContext context;
    private Ingest ingest;

    @BeforeEach
    void start() {
        transport.declare(Topics.all());
        transport.broadcast(new Broadcast(
                "all",
                List.of(Topics.WS_EVENTS, Topics.USER_EVENTS),
                new Broadcast.Start.Earliest(),
                batch -> batch.forEach(record -> {
                    if (record.value() instanceof MarketEvent event) {
                        market.add(event);
                    } else {
                        user.add((UserEvent) record.value());
                    }
                }),
                true));
        simulator = Simulator.start(SimulatorOptions.of(folder, new MarketSource.Generated(1, List.of(BTC, ETH)))
                .withSpeed(60));
        timers = new ClockTimers(simulator.clock());
        String address = "127.0.0.1:" + simulator.port();
        context = new SpringApplicationBuilder(IngestConfiguration.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.config.name=ws-ingest",
                        "autofutures.venue.rest-url=http://" + address,
                        "autofutures.venue.stream-url=ws://" + address)
                .initializers(application -> {
                    var beans = application.getBeanFactory();
                    beans.registerSingleton("sharedTransport", transport);
                    beans.registerSingleton("sharedClock", simulator.clock());
                    beans.registerSingleton("sharedTimers", timers);
                    beans.registerSingleton("sharedActivity", new Activity());
                    beans.registerSingleton("sharedWallClock", Clock.systemUTC());
                    beans.registerSingleton("sharedSettings", Settings.of(Map.of("SYMBOLS", "BTCUSDT,ETHUSDT")));
                })
                .run();
        ingest = context.getBean(Ingest.class);
        await().until(ingest::connected);
        simulator.begin();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ingest.streamsUp()
                        && ingest.health().details().get("gaps").equals("[]"));
    }

    @AfterEach
    void stop() {
        context.close();
        timers.close();
        simulator.close();
        transport.close();
    }

    private long fault(String line) {
        return simulator.faults().add(line);
    }

    private long gaps(Symbol symbol) {
        return market.stream()
                .filter(event -> event instanceof GapOpened && event.symbol().equals(symbol))
                .count();
    }

    private List<String> reasons(Symbol symbol) {
        return market.stream()
                .filter(event -> event instanceof GapOpened && event.symbol().equals(symbol))
                .map(event -> ((GapOpened) event).reason())
                .toList();
    }

    private List<Instant> opens(Symbol symbol) {
        return market.stream()
                .filter(event -> event instanceof KlineUpdated candle && candle.closed())
                .filter(event -> event.symbol().equals(symbol))
                .map(event -> ((KlineUpdated) event).kline().openAt())
                .toList();
    }

    /** Some minutes later the candles have no hole and no repeat. */
    private void expectWhole() {
        for (Symbol symbol : List.of(BTC, ETH)) {
            int before = opens(symbol).size();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> opens(symbol).size() > before + 3
                            && ingest.health().details().get("gaps").equals("[]"));
            List<Instant> all = opens(symbol);
            for (int i = 1; i < all.size(); i++) {
                assertThat(all.get(i)).isEqualTo(all.get(i - 1).plusSeconds(60));
            }
        }
    }

    @Test
    void aServerThatOnlyAnswersPingsIsLeftWithinFiveSeconds() {
        long started = System.nanoTime();
        long id = fault("{\"fault\":\"mute\",\"on\":\"/market\"}");

        await().atMost(Duration.ofSeconds(15)).until(() -> gaps(BTC) >= 2 && gaps(ETH) >= 2);

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(9));
        assertThat(ingest.health().state()).isEqualTo("starting");
        simulator.faults().remove(id);
        await().atMost(Duration.ofSeconds(20)).until(ingest::streamsUp);
        expectWhole();
    }

    @Test
    void oneMutedStreamIsNoticedAndItsNeighbourGoesOn() {
        long id =
                fault("{\"fault\":\"delay-events\",\"on\":\"/market\",\"stream\":\"ethusdt@markPrice*\",\"ms\":8000}");

        await().atMost(Duration.ofSeconds(15)).until(() -> gaps(ETH) >= 2);

        assertThat(gaps(BTC)).isEqualTo(1);
        simulator.faults().remove(id);
        await().atMost(Duration.ofSeconds(20)).until(ingest::streamsUp);
        expectWhole();
    }

    @Test
    void aConnectionThatBreaksOrRepeatsLeavesNoHole() {
        fault("{\"fault\":\"drop\",\"on\":\"/market\",\"times\":1}");
        long twice = fault("{\"fault\":\"duplicate-events\",\"on\":\"/market\"}");

        await().atMost(Duration.ofSeconds(20)).until(() -> gaps(BTC) >= 2);

        simulator.faults().remove(twice);
        await().atMost(Duration.ofSeconds(20)).until(ingest::streamsUp);
        expectWhole();
        var marks = market.stream()
                .filter(MarkPriceUpdated.class::isInstance)
                .map(MarketEvent::eventId)
                .toList();
        assertThat(marks).as("repeats end here").hasSize(new HashSet<>(marks).size());
    }

    @Test
    void candlesThatDoNotComeAreReadWithoutADisconnect() {
        long id = fault("{\"fault\":\"mute\",\"on\":\"/market\",\"stream\":\"btcusdt@kline_1m\"}");

        expectWhole();
        assertThat(reasons(BTC)).contains("the candle of a minute did not come");
        simulator.faults().remove(id);
        expectWhole();
        assertThat(reasons(ETH)).containsExactly("start");
    }

    @Test
    void aLostListenKeyIsMarkedAndANewOneIsInUse() {
        fault("{\"fault\":\"listen-key-lost\"}");

        await().atMost(Duration.ofSeconds(15)).until(() -> user.size() >= 3);

        assertThat(user.subList(0, 3).stream().map(event -> event.getClass().getSimpleName()))
                .containsExactly("StreamResumed", "StreamInterrupted", "StreamResumed");
        await().until(ingest::streamsUp);
    }

    @Test
    void aHalfOpenUserStreamIsLeftWithinFiveSeconds() {
        long started = System.nanoTime();
        fault("{\"fault\":\"half-open\",\"on\":\"/private\",\"times\":1}");

        await().atMost(Duration.ofSeconds(15))
                .until(() -> user.stream().anyMatch(UserEvent.StreamInterrupted.class::isInstance));

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(9));
        await().atMost(Duration.ofSeconds(15)).until(() -> user.getLast() instanceof UserEvent.StreamResumed);
    }
}
