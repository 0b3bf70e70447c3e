package io.autofutures.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.binance.ApiCredentials;
import io.autofutures.binance.BinanceRest;
import io.autofutures.binance.NewAlgoOrder;
import io.autofutures.binance.NewOrder;
import io.autofutures.binance.Reply;
import io.autofutures.binance.RestOptions;
import io.autofutures.model.account.UserEvent;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.MarketEvent.GapClosed;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.order.WorkingType;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.ClockTimers;
import io.autofutures.model.time.VenueClock;
import io.autofutures.model.topic.Topics;
import io.autofutures.simulator.Simulator;
import io.autofutures.simulator.SimulatorOptions;
import io.autofutures.simulator.market.MarketSource;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.memory.MemoryTransport;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Client, ingest and the simulated venue together. */
class IngestAgainstSimulatorIT {
    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final Symbol ETH = new Symbol("ETHUSDT");

    @TempDir
    private Path folder;

    private final MemoryTransport transport = new MemoryTransport(Clock.systemUTC());
    private final List<MarketEvent> market = new CopyOnWriteArrayList<>();
    private final List<UserEvent> user = new CopyOnWriteArrayList<>();
    private Simulator simulator;
    private ConfigurableApplicationContext context;
    private ClockTimers timers;
    private BinanceRest rest;

    @AfterEach
    void stop() {
        context.close();
        rest.close();
        timers.close();
        simulator.close();
        transport.close();
    }

    private Ingest start(SimulatorOptions options, Activity activity) {
        transport.declare(Topics.all());
        transport.broadcast(new Broadcast(
                "market",
                List.of(Topics.WS_EVENTS),
                new Broadcast.Start.Earliest(),
                batch -> batch.forEach(record -> market.add((MarketEvent) record.value())),
                true));
        transport.broadcast(new Broadcast(
                "user",
                List.of(Topics.USER_EVENTS),
                new Broadcast.Start.Earliest(),
                batch -> batch.forEach(record -> user.add((UserEvent) record.value())),
                true));
        simulator = Simulator.start(options);
        VenueClock clock = simulator.clock();
        timers = new ClockTimers(clock);
        String address = "127.0.0.1:" + simulator.port();
        rest = new BinanceRest(RestOptions.of(
                URI.create("http://" + address), ApiCredentials.hmac("sim", "sim".toCharArray()), clock, activity));
        context = new SpringApplicationBuilder(IngestConfiguration.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.config.name=ws-ingest",
                        "autofutures.venue.rest-url=http://" + address,
                        "autofutures.venue.stream-url=ws://" + address)
                .initializers(application -> {
                    var beans = application.getBeanFactory();
                    beans.registerSingleton("sharedTransport", transport);
                    beans.registerSingleton("sharedClock", clock);
                    beans.registerSingleton("sharedTimers", timers);
                    beans.registerSingleton("sharedActivity", activity);
                    beans.registerSingleton("sharedWallClock", Clock.systemUTC());
                    beans.registerSingleton("sharedSettings", Settings.of(Map.of("SYMBOLS", "BTCUSDT,ETHUSDT")));
                })
                .run();
        Ingest ingest = context.getBean(Ingest.class);
        await().until(ingest::connected);
        return ingest;
    }

    private SimulatorOptions generated() {
        return SimulatorOptions.of(folder, new MarketSource.Generated(1, List.of(BTC, ETH)));
    }

    @Test
    void candlesOfAFastMarketComeWithoutHolesOnceEach() {
        Ingest ingest = start(generated().withSpeed(300), new Activity());

        simulator.begin();

        await().atMost(Duration.ofSeconds(30)).until(ingest::streamsUp);
        for (Symbol symbol : List.of(BTC, ETH)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> opens(symbol, false).size() >= 15);
            List<Instant> all = opens(symbol, null);
            for (int i = 1; i < all.size(); i++) {
                assertThat(all.get(i)).isEqualTo(all.get(i - 1).plusSeconds(60));
            }
            assertThat(opens(symbol, true)).hasSizeGreaterThan(250);
            assertThat(market)
                    .filteredOn(event ->
                            event instanceof MarkPriceUpdated && event.symbol().equals(symbol))
                    .hasSizeGreaterThan(800);
        }
        assertThat(ingest.health().details()).containsEntry("marketUnparsable", "0");
    }

    @Test
    void aProtectedTradeIsSeenOnTheUserStream() {
        Ingest ingest = start(generated(), new Activity());
        simulator.begin();
        await().atMost(Duration.ofSeconds(20)).until(ingest::streamsUp);
        assertThat(rest.setHedgeMode(true).ifUnknown(Reply.Unknown::raise).orThrow("hedge"))
                .isTrue();
        assertThat(rest.setHedgeMode(true).ifUnknown(Reply.Unknown::raise).orThrow("hedge again"))
                .isTrue();
        assertThat(rest.hedgeMode().orThrow("mode")).isTrue();
        assertThat(rest.setIsolated(BTC).ifUnknown(Reply.Unknown::raise).orThrow("isolated"))
                .isTrue();
        assertThat(rest.setLeverage(BTC, 5).ifUnknown(Reply.Unknown::raise).orThrow("leverage"))
                .isEqualTo(5);
        assertThat(rest.symbolConfig(BTC).orThrow("config").marginType()).isEqualTo("ISOLATED");
        assertThat(rest.leverageBrackets(BTC).orThrow("brackets")).isNotEmpty();
        var rules = rest.exchangeInfo().orThrow("rules").stream()
                .filter(each -> each.symbol().equals(BTC))
                .findFirst()
                .orElseThrow();
        var depth = rest.depth(BTC, 5).orThrow("depth");
        assertThat(depth.bids().getFirst().price())
                .isLessThan(depth.asks().getFirst().price());
        Price mark = rest.premiumIndex(BTC).orThrow("mark").mark();
        Price stopAt = rules.roundPrice(mark.value().multiply(new BigDecimal("0.97")), RoundingMode.FLOOR);
        var quantity = Quantity.of("0.01");
        var stopId = new ClientOrderId("afaf01-aaaaaaaaaaaaaaaaaaaa-arm1");
        var entryId = new ClientOrderId("afaf01-aaaaaaaaaaaaaaaaaaaa-ent1");

        var stop = new NewAlgoOrder(
                BTC,
                stopId,
                OrderType.STOP_MARKET,
                Side.SELL,
                PositionSide.LONG,
                quantity,
                stopAt,
                WorkingType.MARK_PRICE);
        rest.place(stop, rest.sendingNow()).ifUnknown(Reply.Unknown::raise).orThrow("stop");
        assertThat(rest.algoOrder(BTC, stopId).orThrow("stop").isLiveStopFor(PositionSide.LONG))
                .isTrue();
        rest.place(new NewOrder.Market(BTC, entryId, Side.BUY, PositionSide.LONG, quantity), rest.sendingNow())
                .ifUnknown(Reply.Unknown::raise)
                .orThrow("entry");

        assertThat(rest.order(BTC, entryId).orThrow("entry").status()).isEqualTo(OrderStatus.FILLED);
        assertThat(rest.positions(BTC).orThrow("positions"))
                .anySatisfy(row -> assertThat(row.amount()).isEqualByComparingTo("0.01"));
        assertThat(rest.account().orThrow("account").marginBalance()).isPositive();
        await().until(() ->
                user.stream().anyMatch(event -> event instanceof UserEvent.OrderUpdated order && order.isFill()));
        assertThat(user.getFirst()).isInstanceOf(UserEvent.StreamResumed.class);
        assertThat(user).hasAtLeastOneElementOfType(UserEvent.AlgoUpdated.class);
        assertThat(user).hasAtLeastOneElementOfType(UserEvent.AccountUpdated.class);
        assertThat(user).noneMatch(UserEvent.StreamInterrupted.class::isInstance);
        assertThat(user).noneMatch(UserEvent.Unrecognized.class::isInstance);
        assertThat(rest.cancelAlgo(BTC, stopId, rest.sendingNow())
                        .ifUnknown(Reply.Unknown::raise)
                        .orThrow("cancel"))
                .isTrue();
        assertThat(rest.openAlgoOrders(null).orThrow("open")).isEmpty();
        assertThat(rest.weightUsed()).isPositive();
    }

    @Test
    void underLockstepNothingIsInFlightWhenTheCountersStandStill() {
        var activity = new Activity();
        start(generated().withLockstep(activity), activity);
        await().until(() -> market.stream().filter(GapClosed.class::isInstance).count() == 2);
        Instant from = simulator.clock().instant();

        for (int i = 0; i < 600; i++) {
            simulator.steps().release();
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> activity.read().still()
                            && transport.progress().read().still());
        }

        int seen = market.size();
        assertThat(Duration.between(from, simulator.clock().instant())).isGreaterThan(Duration.ofSeconds(60));
        assertThat(market.stream().filter(MarkPriceUpdated.class::isInstance).count()
                        + market.stream()
                                .filter(event -> event instanceof KlineUpdated candle && !candle.backfilled())
                                .count())
                .isEqualTo(600);
        assertThat(market).hasSize(seen);
    }

    /** Open times of the closed candles of a symbol, as they came. @param backfilled null for both */
    private List<Instant> opens(Symbol symbol, Boolean backfilled) {
        return market.stream()
                .filter(KlineUpdated.class::isInstance)
                .map(KlineUpdated.class::cast)
                .filter(candle -> candle.closed() && candle.symbol().equals(symbol))
                .filter(candle -> backfilled == null || candle.backfilled() == backfilled)
                .map(candle -> candle.kline().openAt())
                .toList();
    }
}
