package io.autofutures.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.OrderEvent;
import io.autofutures.model.account.UserEvent;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.MarketEvent.GapClosed;
import io.autofutures.model.market.MarketEvent.GapOpened;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.ClockTimers;
import io.autofutures.model.time.VenueClock;
import io.autofutures.model.time.VenueTimers;
import io.autofutures.model.topic.Topics;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.Transport;
import io.autofutures.transport.memory.MemoryTransport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class IngestIT {
    private final FakeVenue venue = new FakeVenue();
    private final Activity activity = new Activity();
    private final HeldTransport transport = new HeldTransport(new MemoryTransport(Clock.systemUTC()));
    private final ClockTimers timers = new ClockTimers(venue.clock);
    private final List<MarketEvent> market = new CopyOnWriteArrayList<>();
    private final List<Delivery<?>> user = new CopyOnWriteArrayList<>();
    private ConfigurableApplicationContext context;
    private Ingest ingest;

    @BeforeEach
    void listen() {
        transport.declare(Topics.all());
        transport.broadcast(new Broadcast(
                "market",
                List.of(Topics.WS_EVENTS),
                new Broadcast.Start.Earliest(),
                batch -> batch.forEach(record -> market.add((MarketEvent) record.value())),
                true));
        transport.broadcast(
                new Broadcast("user", List.of(Topics.USER_EVENTS), new Broadcast.Start.Earliest(), user::addAll, true));
    }

    @AfterEach
    void stop() {
        transport.away(false);
        transport.failing(false);
        context.close();
        timers.close();
        transport.close();
        venue.close();
    }

    private void start(String... properties) {
        context = new SpringApplicationBuilder(IngestConfiguration.class)
                .web(WebApplicationType.NONE)
                .properties("spring.config.name=ws-ingest")
                .properties(
                        "autofutures.venue.rest-url=" + venue.restUrl(),
                        "autofutures.venue.stream-url=" + venue.streams.url())
                .properties(properties)
                .initializers(application -> {
                    var beans = application.getBeanFactory();
                    beans.registerSingleton("sharedTransport", transport);
                    beans.registerSingleton("sharedClock", venue.clock);
                    beans.registerSingleton("sharedTimers", timers);
                    beans.registerSingleton("sharedActivity", activity);
                    beans.registerSingleton("sharedWallClock", Clock.systemUTC());
                    beans.registerSingleton("sharedSettings", Settings.of(Map.of("SYMBOLS", "BTCUSDT")));
                })
                .run();
        ingest = context.getBean(Ingest.class);
        assertThat(context.getBean(Transport.class)).isSameAs(transport);
        assertThat(context.getBean(VenueClock.class)).isSameAs(venue.clock);
        assertThat(context.getBean(VenueTimers.class)).isSameAs(timers);
        await().until(ingest::connected);
    }

    @Test
    void backfillsBeforeTheFirstLiveCandleGoesOut() {
        start();
        await().until(() -> has(GapClosed.class, 1));

        venue.mark(5);
        venue.grow(0);
        venue.close(0);
        venue.close(1);
        await().until(() -> minutes().contains(1));

        assertThat(minutes()).isEqualTo(range(-300, 1));
        assertThat(market.getFirst()).isInstanceOf(GapOpened.class);
        assertThat(klines()).filteredOn(KlineUpdated::backfilled).hasSize(300);
        assertThat(market).hasAtLeastOneElementOfType(MarkPriceUpdated.class);
        assertThat(market.stream().filter(event -> event instanceof KlineUpdated k && !k.closed()))
                .hasSize(1);
        await().until(ingest::streamsUp);
        assertThat(ingest.health().state()).isEqualTo("ready");
    }

    @Test
    void aKilledConnectionLeavesNoHoleAndMarksFlowMeanwhile() {
        start();
        await().until(() -> has(GapClosed.class, 1));
        venue.mark(1);
        venue.close(0);
        await().until(() -> minutes().contains(0));
        int before = market.size();

        venue.streams.refuse(true);
        venue.streams.killAll();
        await().until(() -> has(GapOpened.class, 2));
        venue.clock.advance(Duration.ofMinutes(3));
        venue.restIsDown = true;
        venue.streams.refuse(false);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !venue.streams.open("/market").isEmpty());
        venue.mark(250);
        await().until(() -> marks().contains(250));
        venue.close(4);
        venue.grow(5);
        await().until(() ->
                market.stream().anyMatch(event -> event instanceof KlineUpdated k && !k.closed() && minuteOf(k) == 5));
        assertThat(minutes()).as("closed candles wait for the missing ones").endsWith(0);

        venue.restIsDown = false;

        await().atMost(Duration.ofSeconds(20)).until(() -> has(GapClosed.class, 2));
        assertThat(minutes()).isEqualTo(range(-300, 4));
        venue.close(5);
        await().until(() -> minutes().contains(5));
        assertThat(market.subList(before, market.size())).hasAtLeastOneElementOfType(GapOpened.class);
        await().until(ingest::connected);
        assertThat(userKinds()).containsExactly("StreamResumed", "StreamInterrupted", "StreamResumed");
    }

    @Test
    void aJumpOfTheCandlesIsAGapAndAMinuteWithoutTradesAnEmptyCandle() {
        start();
        await().until(() -> has(GapClosed.class, 1));
        venue.withoutTrades.add(1);
        venue.close(0);
        await().until(() -> minutes().contains(0));

        venue.close(2);

        await().until(() -> has(GapClosed.class, 2));
        assertThat(minutes()).isEqualTo(range(-300, 2));
        assertThat(klines().stream().filter(k -> k.closed() && minuteOf(k) == 1))
                .singleElement()
                .satisfies(empty -> assertThat(empty.kline().volume()).isZero());
    }

    @Test
    void theMarkOfAUserConnectionComesBeforeItsEvents() {
        start();
        venue.streams.send("/private", """
                {"e":"ORDER_TRADE_UPDATE","T":1,"E":2,"o":{"s":"BTCUSDT","c":"afaf01-aaaaaaaaaaaaaaaaaaaa-ent1","S":"BUY","o":"MARKET",\
                "f":"GTC","q":"1","p":"0","ap":"0","sp":"0","x":"NEW","X":"NEW","i":7,"l":"0","z":"0","L":"0","n":"0","N":"USDT","T":1,"t":0,\
                "b":"0","a":"0","m":false,"R":false,"wt":"CONTRACT_PRICE","ot":"MARKET","ps":"LONG","cp":false,"rp":"0","V":"NONE",\
                "pm":"NONE","gtd":0,"er":"0"}}""");
        await().until(() -> user.size() == 2);

        venue.streams.send("/private", "{\"e\":\"listenKeyExpired\",\"E\":\"3\"}");
        await().until(() -> user.size() == 4);

        assertThat(userKinds()).containsExactly("StreamResumed", "OrderUpdated", "StreamInterrupted", "StreamResumed");
        var origin = user.get(1).origin();
        assertThat(origin.causationId()).isEqualTo("p-aaaaaaaaaaaaaaaaaaaa");
        assertThat(origin.correlationId()).isEqualTo("aaaaaaaaaaaaaaaaaaaa");
        assertThat(origin.type()).isEqualTo("order-updated");
        assertThat(venue.asked).filteredOn("POST /fapi/v1/listenKey"::equals).hasSize(2);
    }

    @Test
    void anUnreadableUserFrameIsAGap() {
        start();

        venue.streams.send("/private", "{\"e\":\"ORDER_TRADE_UPDATE\",\"E\":2,\"o\":{}}");

        await().until(() -> user.size() == 3);
        assertThat(userKinds()).containsExactly("StreamResumed", "StreamInterrupted", "StreamResumed");
        assertThat(ingest.health().details()).containsEntry("userUnparsable", "1");
    }

    @Test
    void aUserStreamThatDoesNotBringWhatTheVenueKnowsIsMadeAnew() {
        start();
        reconciled(1, List.of("order 7 is filled at the venue")); // a connection so young is not to blame
        reconciled(2, List.of());
        venue.clock.advance(Duration.ofSeconds(61));
        reconciled(3, List.of());
        assertThat(userKinds()).containsExactly("StreamResumed");

        reconciled(4, List.of("order 8 is filled at the venue"));

        await().until(() -> user.size() == 3);
        assertThat(userKinds()).containsExactly("StreamResumed", "StreamInterrupted", "StreamResumed");
        venue.clock.advance(Duration.ofSeconds(61));
        reconciled(5, List.of("order 8 is filled at the venue"));
        await().pollDelay(Duration.ofMillis(500)).until(() -> true);
        assertThat(userKinds()).as("not again so soon").hasSize(3);
    }

    private void reconciled(int number, List<String> differences) {
        var fact = new OrderEvent.Reconciled(
                new AccountId("main"), venue.clock.instant(), "reconciled/" + number, differences, List.of());
        transport
                .publish(Outgoing.of(
                        Topics.ORDER_EVENTS,
                        fact,
                        new Origin(fact.eventId(), "reconciled", "test", fact.occurredAt(), null, null)))
                .join();
    }

    @Test
    void withTheBrokerAwayReadingStopsAndHealthSaysSo() {
        start("autofutures.ingest.unacknowledged=5");
        await().until(() -> has(GapClosed.class, 1));
        transport.away(true);

        for (int second = 1; second <= 20; second++) {
            venue.mark(second);
        }
        await().atMost(Duration.ofSeconds(15))
                .until(() -> ingest.health().state().equals("degraded"));
        assertThat(marks()).isEmpty();
        assertThat(ingest.health().details()).containsEntry("unacknowledged", "5");

        transport.away(false);

        await().until(() -> marks().size() == 20);
        assertThat(marks()).isEqualTo(range(1, 20));
    }

    @Test
    void afterFiveMinutesWithoutBrokerEveryCandleIsThereOnceAndMemoryStayedBounded() {
        start("autofutures.ingest.unacknowledged=8");
        await().until(() -> has(GapClosed.class, 1));
        venue.mark(1);
        venue.close(0);
        await().until(() -> minutes().contains(0));
        transport.away(true);

        for (int minute = 1; minute <= 5; minute++) {
            for (int second = 1; second < 60; second += 2) {
                venue.mark(minute * 60 + second);
            }
            venue.close(minute);
            if (minute % 2 == 0) {
                await().until(() -> ingest.health().details().containsKey("reading"));
                transport.timeOut(); // the client gives up what it holds; the next wait for it
            }
        }
        await().atMost(Duration.ofSeconds(15))
                .until(() -> ingest.health().state().equals("degraded"));
        assertThat(transport.most()).isEqualTo(8);
        assertThat(minutes()).endsWith(0);

        transport.away(false);

        await().atMost(Duration.ofSeconds(20)).until(() -> minutes().contains(5));
        venue.mark(6 * 60 + 1);
        venue.close(6);
        await().atMost(Duration.ofSeconds(20)).until(() -> minutes().contains(6));
        assertThat(minutes()).isEqualTo(range(-300, 6));
        await().until(() -> ingest.health().details().get("gaps").equals("[]"));
        await().until(() -> ingest.health().state().equals("ready"));
    }

    @Test
    void theBytesOnTheirWayAreBoundedToo() {
        start("autofutures.ingest.unacknowledged-bytes=5000");
        await().until(() -> has(GapClosed.class, 1));
        transport.away(true);

        for (int second = 1; second <= 20; second++) {
            venue.mark(second);
        }

        await().until(() -> "5000".equals(ingest.health().details().get("unacknowledgedBytes")));
        transport.away(false);
        await().until(() -> marks().equals(range(1, 20)));
    }

    @Test
    void aCandleThatDoesNotComeIsNoticedWithinFiveSecondsAndReadOverRest() {
        start();
        await().until(() -> has(GapClosed.class, 1));
        venue.mark(59);
        venue.mark(62);
        venue.mark(64);
        await().until(() -> marks().contains(64));
        assertThat(minutes()).endsWith(-1);

        venue.mark(66);

        await().until(() -> has(GapClosed.class, 2));
        assertThat(minutes()).isEqualTo(range(-300, 0));
        venue.closeOf("BTCUSDT", 0); // late after all
        venue.close(1);
        await().until(() -> minutes().contains(1));
        assertThat(minutes()).isEqualTo(range(-300, 1));
    }

    @Test
    void aMinuteThatNeitherStreamNorRestShowsHadNoTrades() {
        start();
        await().until(() -> has(GapClosed.class, 1));
        venue.withoutTrades.add(0);
        venue.mark(66);
        await().until(() -> ingest.health().details().get("gaps").equals("[BTCUSDT]"));

        for (int second = 70; second < 95; second += 4) {
            venue.mark(second);
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> minutes().contains(0));
        assertThat(klines().getLast().kline().volume()).isZero();
        await().until(() -> has(GapClosed.class, 2));
    }

    @Test
    void aClosedCandleThatWasNotPublishedIsReadAgain() {
        start();
        await().until(() -> has(GapClosed.class, 1));
        transport.failing(true);
        venue.close(0);
        await().until(() -> ingest.health().details().get("gaps").equals("[BTCUSDT]"));

        transport.failing(false);

        await().until(() -> minutes().contains(0) && has(GapClosed.class, 2));
        assertThat(minutes()).isEqualTo(range(-300, 0));
    }

    @Test
    void everyFrameEndsAsWorkForLockstep() {
        start();
        await().until(() -> has(GapClosed.class, 1));
        for (int i = 0; i < 4; i++) {
            activity.begin();
        }

        venue.mark(1);
        venue.streams.send(
                "/market",
                "{\"e\":\"aggTrade\",\"E\":1,\"s\":\"BTCUSDT\",\"a\":1,\"p\":\"1\",\"q\":\"1\",\"f\":1,\"l\":1,\"T\":1,\"m\":false}");
        venue.streams.send("/market", "{nonsense");
        venue.streams.send(
                "/private",
                "{\"e\":\"TRADE_LITE\",\"E\":1,\"T\":1,\"s\":\"BTCUSDT\",\"q\":\"1\",\"p\":\"0\",\"m\":false,\"c\":\"web_1\",\"S\":\"BUY\",\"L\":\"1\",\"l\":\"1\",\"t\":1,\"i\":1}");

        await().until(() -> activity.read().still());
        assertThat(ingest.health().details()).containsEntry("marketUnparsable", "1");
    }

    private boolean has(Class<? extends MarketEvent> type, int times) {
        return market.stream().filter(type::isInstance).count() >= times;
    }

    private List<KlineUpdated> klines() {
        return market.stream()
                .filter(KlineUpdated.class::isInstance)
                .map(KlineUpdated.class::cast)
                .toList();
    }

    /** Minutes since the start of the closed candles, as they came. */
    private List<Integer> minutes() {
        return klines().stream()
                .filter(KlineUpdated::closed)
                .map(IngestIT::minuteOf)
                .toList();
    }

    private List<Integer> marks() {
        return market.stream()
                .filter(MarkPriceUpdated.class::isInstance)
                .map(event -> (int)
                        Duration.between(FakeVenue.START, event.occurredAt()).toSeconds())
                .toList();
    }

    private List<String> userKinds() {
        return user.stream()
                .map(record -> ((UserEvent) record.value()).getClass().getSimpleName())
                .toList();
    }

    private static int minuteOf(KlineUpdated candle) {
        return (int) Math.floorDiv(
                Duration.between(FakeVenue.START, candle.kline().openAt()).toSeconds(), 60);
    }

    private static List<Integer> range(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }
}
