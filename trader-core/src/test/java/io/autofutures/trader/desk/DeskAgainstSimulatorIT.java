package io.autofutures.trader.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.binance.ApiCredentials;
import io.autofutures.binance.BinanceRest;
import io.autofutures.binance.FuturesRest.Position;
import io.autofutures.binance.RestOptions;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.AccountState;
import io.autofutures.model.id.Lineage;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.ClockTimers;
import io.autofutures.model.time.VenueClock;
import io.autofutures.model.topic.Topic;
import io.autofutures.model.topic.Topics;
import io.autofutures.model.trade.Advice;
import io.autofutures.model.trade.Direction;
import io.autofutures.model.trade.Proposal;
import io.autofutures.model.trade.TradeEvent;
import io.autofutures.model.trade.TradeStep;
import io.autofutures.simulator.Simulator;
import io.autofutures.simulator.SimulatorOptions;
import io.autofutures.simulator.market.MarketSource;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk over the venue's own wire format. No tracker here: every fill is learnt from replies and polling. */
class DeskAgainstSimulatorIT {
    private static final AccountId MAIN = new AccountId("main");
    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final List<Delivery<?>> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger counter = new AtomicInteger();

    @Test
    void protectsATradeAndClosesItOnAdvice() {
        var source = new MarketSource.Generated(7, List.of(BTC));
        try (Simulator simulator = Simulator.start(SimulatorOptions.of(folder, source));
                MemoryTransport transport = new MemoryTransport(Clock.systemUTC());
                ClockTimers timers = new ClockTimers(simulator.clock())) {
            simulator.begin();
            VenueClock clock = simulator.clock();
            var activity = new Activity();
            var options = RestOptions.of(
                    URI.create("http://127.0.0.1:" + simulator.port()),
                    ApiCredentials.hmac("sim", "sim".toCharArray()),
                    clock,
                    activity);
            try (var rest = new BinanceRest(options)) {
                var desk = new DeskService(
                        transport,
                        new DeskIdentity(MAIN, "af01", false),
                        rest,
                        clock,
                        timers,
                        () -> Settings.of(Map.of("MAX_NOTIONAL_USDT", "2000")),
                        activity);
                trade(transport, desk, rest, clock);
            }
        }
    }

    private void trade(MemoryTransport transport, DeskService desk, BinanceRest rest, VenueClock clock) {
        transport.declare(Topics.all());
        var unused = transport.broadcast(new Broadcast(
                "test", List.of(Topics.TRADE_EVENTS), new Broadcast.Start.Earliest(), seen::addAll, false));
        desk.start();
        await().atMost(PATIENCE).until(desk::ready);
        BigDecimal mark = publishMarket(transport, rest, clock);

        publish(transport, Topics.PROPOSALS, proposal("1", Direction.LONG, mark, clock), clock);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(steps()).contains(TradeStep.TAKE_PROFIT_PLACED));
        assertThat(rest.openAlgoOrders(BTC).orThrow("open stops"))
                .extracting(OrderView::type)
                .containsExactlyInAnyOrder(OrderType.STOP_MARKET, OrderType.TAKE_PROFIT_MARKET);
        assertThat(rest.positions(BTC).orThrow("positions"))
                .extracting(Position::amount)
                .anySatisfy(amount -> assertThat(amount.signum()).isPositive());

        publishMarket(transport, rest, clock);
        publish(transport, Topics.PROPOSALS, proposal("2", Direction.FLAT, mark, clock), clock);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(steps()).contains(TradeStep.SWEPT));
        assertThat(steps()).contains(TradeStep.PROTECTED, TradeStep.EXIT_SENT, TradeStep.CLOSED);
        assertThat(rest.openAlgoOrders(BTC).orThrow("open stops")).isEmpty();
        assertThat(rest.positions(BTC).orThrow("positions"))
                .allSatisfy(row -> assertThat(row.amount().signum()).isZero());
        desk.stop();
    }

    private List<TradeStep> steps() {
        return seen.stream()
                .map(delivery -> ((TradeEvent) delivery.value()).step())
                .toList();
    }

    private BigDecimal publishMarket(MemoryTransport transport, BinanceRest rest, VenueClock clock) {
        Price mark = rest.premiumIndex(BTC).orThrow("mark").mark();
        Instant now = clock.instant();
        var funds = new BigDecimal("10000");
        var zero = BigDecimal.ZERO;
        publish(transport, Topics.WS_EVENTS, new MarkPriceUpdated(BTC, now, mark, null, null, null), clock);
        publish(
                transport,
                Topics.ACCOUNT,
                new AccountState(
                        MAIN, funds, zero, funds, funds, zero, zero, zero, zero, true, true, List.of(), now, now),
                clock);
        await().atMost(PATIENCE).until(() -> transport.progress().read().still());
        return mark.value();
    }

    private <T> void publish(MemoryTransport transport, Topic<T> topic, T value, VenueClock clock) {
        var origin = new Origin("e" + counter.incrementAndGet(), "test", "test", clock.instant(), null, null);
        transport.publish(Outgoing.of(topic, value, origin)).join();
    }

    private static Price at(BigDecimal mark, String factor) {
        return new Price(mark.multiply(new BigDecimal(factor)).setScale(1, RoundingMode.HALF_UP));
    }

    private static Proposal proposal(String seed, Direction direction, BigDecimal mark, VenueClock clock) {
        Lineage lineage = Lineage.derive(seed, "BTCUSDT", "mark");
        Instant now = clock.instant();
        var advice = new Advice(
                direction,
                new BigDecimal("0.8"),
                OrderType.MARKET,
                null,
                at(mark, "0.97"),
                List.of(new Advice.TakeProfit(at(mark, "1.06"), BigDecimal.valueOf(100))),
                5,
                BigDecimal.ONE,
                "because",
                Map.of());
        return new Proposal(
                lineage.proposalId(),
                MAIN,
                BTC,
                lineage.triggerId(),
                now,
                now,
                now,
                now.plusSeconds(30),
                "rules/1",
                null,
                null,
                null,
                null,
                new Proposal.Advised(advice));
    }
}
