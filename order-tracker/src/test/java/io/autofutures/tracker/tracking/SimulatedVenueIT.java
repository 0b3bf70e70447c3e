package io.autofutures.tracker.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.binance.ApiCredentials;
import io.autofutures.binance.BinanceRest;
import io.autofutures.binance.NewAlgoOrder;
import io.autofutures.binance.NewOrder;
import io.autofutures.binance.Reply;
import io.autofutures.binance.RestOptions;
import io.autofutures.binance.StreamFrame;
import io.autofutures.binance.StreamParser;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.AccountState;
import io.autofutures.model.account.OrderEvent;
import io.autofutures.model.account.PositionState;
import io.autofutures.model.account.UserEvent;
import io.autofutures.model.id.Lineage;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.Leg;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.order.WorkingType;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.ClockTimers;
import io.autofutures.model.time.Patience;
import io.autofutures.model.topic.Topics;
import io.autofutures.simulator.Simulator;
import io.autofutures.simulator.SimulatorOptions;
import io.autofutures.simulator.market.MarketSource;
import io.autofutures.tracker.reconcile.VenueReader;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.Table;
import io.autofutures.transport.Transport;
import io.autofutures.transport.memory.MemoryTransport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tracker beside the simulated venue: what it knows is what the venue knows. */
class SimulatedVenueIT {
    private static final AccountId ACCOUNT = new AccountId("main");
    private static final Symbol SYMBOL = new Symbol("BTCUSDT");
    private static final Lineage LINEAGE = Lineage.derive("a test", "BTCUSDT", "mark");
    private static final Quantity QUANTITY = Quantity.of("0.02");

    @TempDir
    Path folder;

    private final Transport transport = new MemoryTransport(Clock.systemUTC());
    private final List<Delivery<?>> published = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile boolean deaf;
    private Simulator simulator;
    private BinanceRest rest;
    private ClockTimers timers;
    private TrackerService tracker;
    private Table<AccountState> accounts;
    private Table<PositionState> positions;
    private SymbolRules rules;

    @BeforeEach
    void start() {
        simulator = Simulator.start(SimulatorOptions.of(folder, new MarketSource.Generated(7, List.of(SYMBOL))));
        simulator.begin();
        var activity = new Activity();
        rest = new BinanceRest(RestOptions.of(
                URI.create("http://127.0.0.1:" + simulator.port()),
                ApiCredentials.hmac("sim", "sim".toCharArray()),
                simulator.clock(),
                activity));
        timers = new ClockTimers(simulator.clock());
        transport.declare(Topics.all());
        transport.broadcast(new Broadcast(
                "test", List.of(Topics.ORDER_EVENTS), new Broadcast.Start.Earliest(), published::addAll, false));
        accounts = transport.table(Topics.ACCOUNT, false);
        positions = transport.table(Topics.POSITIONS, false);
        tracker = new TrackerService(
                transport,
                ACCOUNT,
                new VenueReader(rest, simulator.clock()),
                new Patience(simulator.clock()),
                timers,
                activity,
                new TrackerMetrics(new SimpleMeterRegistry()));
        listen();
        publish(new UserEvent.StreamResumed(ACCOUNT, simulator.clock().instant()));
        await().until(() -> account() != null && account().reconciled());
        rest.setHedgeMode(true).ifUnknown(Reply.Unknown::raise).orThrow("hedge mode");
        rest.setLeverage(SYMBOL, 5).ifUnknown(Reply.Unknown::raise).orThrow("leverage");
        rest.setIsolated(SYMBOL).ifUnknown(Reply.Unknown::raise).orThrow("margin type");
        rules = rest.exchangeInfo().orThrow("rules").stream()
                .filter(candidate -> candidate.symbol().equals(SYMBOL))
                .findFirst()
                .orElseThrow();
    }

    @AfterEach
    void stop() {
        tracker.close();
        transport.close();
        timers.close();
        rest.close();
        simulator.close();
        http.close();
    }

    @Test
    void aProtectedTradeIsFollowedToItsEndToTheCent() {
        await().until(() -> account().hedgeMode());
        open();

        await().untilAsserted(() -> {
            PositionState position = position();
            assertThat(position.quantity()).isEqualTo(QUANTITY);
            assertThat(position.isProtected()).isTrue();
            assertThat(position.protection()).hasSize(3);
            assertThat(position.lineage()).isEqualTo(LINEAGE.value());
            assertThat(position.leverage()).isEqualTo(5);
            assertThat(position.marginType()).isEqualTo("ISOLATED");
        });
        close();
        await().until(() -> facts(OrderEvent.PositionClosed.class).size() == 1);
        OrderEvent.PositionClosed closed =
                facts(OrderEvent.PositionClosed.class).getFirst();
        assertThat(closed.exitReason()).isEqualTo("CLOSE");
        assertThat(closed.net()).isEqualByComparingTo(closed.realized().subtract(closed.fees()));

        publish(new UserEvent.StreamResumed(ACCOUNT, simulator.clock().instant()));

        await().untilAsserted(
                        () -> assertThat(facts(OrderEvent.Reconciled.class)).hasSize(2));
        assertThat(facts(OrderEvent.Reconciled.class))
                .allSatisfy(event -> assertThat(event.differences()).isEmpty());
        await().untilAsserted(() -> assertThat(account().wallet())
                .isEqualByComparingTo(rest.account().orThrow("account").walletBalance()));
        assertThat(account().wallet()).isEqualByComparingTo(new BigDecimal("10000").add(closed.net()));
        assertThat(account().equity().subtract(new BigDecimal("10000")))
                .isEqualByComparingTo(
                        account().realized().add(account().fees()).add(account().unrealized()));
        assertThat(facts(OrderEvent.OrderFilled.class)).hasSize(2).noneMatch(OrderEvent.OrderFilled::inferred);
    }

    @Test
    void aTradeThatClosesWhileNobodyListensIsFoundOverRest() {
        await().until(() -> account().hedgeMode());
        open();
        await().until(() -> positions.get("main/BTCUSDT/LONG").isPresent()
                && position().protection().size() == 3);
        deaf = true;
        publish(new UserEvent.StreamInterrupted(ACCOUNT, simulator.clock().instant(), "deaf"));

        close();
        publish(new UserEvent.StreamResumed(ACCOUNT, simulator.clock().instant()));

        await().until(() -> !position().isOpen());
        await().atMost(Duration.ofSeconds(20)).until(() -> account().reconciled());
        assertThat(account().blockedSymbols()).isEmpty();
        assertThat(account().wallet())
                .isEqualByComparingTo(rest.account().orThrow("account").walletBalance());
        assertThat(facts(OrderEvent.PositionClosed.class)).hasSize(1);
        assertThat(facts(OrderEvent.Reconciled.class))
                .anyMatch(event -> event.blockedSymbols().contains(SYMBOL));
    }

    private void open() {
        Price mark = rest.premiumIndex(SYMBOL).orThrow("mark").mark();
        Price below = price(mark, "0.97", RoundingMode.FLOOR);
        Price above = price(mark, "1.03", RoundingMode.CEILING);
        algo(Leg.ARMED_STOP, OrderType.STOP_MARKET, QUANTITY, below);
        rest.place(new NewOrder.Market(SYMBOL, id(Leg.ENTRY), Side.BUY, PositionSide.LONG, QUANTITY), rest.sendingNow())
                .ifUnknown(Reply.Unknown::raise)
                .orThrow("entry");
        algo(Leg.POSITION_STOP, OrderType.STOP_MARKET, null, below);
        algo(Leg.TAKE_PROFIT, OrderType.TAKE_PROFIT_MARKET, QUANTITY, above);
    }

    private void close() {
        rest.place(
                        new NewOrder.Market(SYMBOL, id(Leg.CLOSE), Side.SELL, PositionSide.LONG, QUANTITY),
                        rest.sendingNow())
                .ifUnknown(Reply.Unknown::raise)
                .orThrow("exit");
    }

    private void algo(Leg leg, OrderType type, @Nullable Quantity quantity, Price trigger) {
        rest.place(
                        new NewAlgoOrder(
                                SYMBOL,
                                id(leg),
                                type,
                                Side.SELL,
                                PositionSide.LONG,
                                quantity,
                                trigger,
                                WorkingType.MARK_PRICE),
                        rest.sendingNow())
                .ifUnknown(Reply.Unknown::raise)
                .orThrow("algo order");
    }

    private Price price(Price mark, String factor, RoundingMode rounding) {
        return rules.roundPrice(mark.value().multiply(new BigDecimal(factor)), rounding);
    }

    private static ClientOrderId id(Leg leg) {
        return ClientOrderId.of("af01", LINEAGE, leg, 1);
    }

    private void listen() {
        String key = rest.createListenKey().orThrow("listen key");
        var parser = new StreamParser(ACCOUNT);
        http.newWebSocketBuilder()
                .buildAsync(
                        URI.create("ws://127.0.0.1:%d/private/ws?listenKey=%s".formatted(simulator.port(), key)),
                        new WebSocket.Listener() {
                            private final StringBuilder text = new StringBuilder();

                            @Override
                            public @Nullable CompletionStage<?> onText(
                                    WebSocket socket, CharSequence part, boolean last) {
                                text.append(part);
                                if (last) {
                                    parser.user(text.toString()).forEach(SimulatedVenueIT.this::heard);
                                    text.setLength(0);
                                }
                                socket.request(1);
                                return null;
                            }
                        })
                .join();
    }

    private void heard(StreamFrame frame) {
        if (!deaf && frame instanceof StreamFrame.User user) {
            publish(user.event());
        }
    }

    private void publish(UserEvent event) {
        transport
                .publish(Outgoing.of(
                        Topics.USER_EVENTS,
                        event,
                        new Origin(event.eventId(), "user-event", "test", event.occurredAt(), null, null)))
                .join();
    }

    private @Nullable AccountState account() {
        return accounts.get("main").orElse(null);
    }

    private PositionState position() {
        return positions.get("main/BTCUSDT/LONG").orElseThrow();
    }

    private <T extends OrderEvent> List<T> facts(Class<T> type) {
        return published.stream()
                .map(Delivery::value)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
