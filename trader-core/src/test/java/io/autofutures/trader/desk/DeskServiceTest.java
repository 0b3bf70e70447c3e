package io.autofutures.trader.desk;

import static io.autofutures.trader.desk.TradingTwin.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.AccountState;
import io.autofutures.model.account.OrderEvent;
import io.autofutures.model.account.OrderEvent.OrderChanged;
import io.autofutures.model.id.Lineage;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.ClockTimers;
import io.autofutures.model.time.VenueClock;
import io.autofutures.model.topic.Topic;
import io.autofutures.model.topic.Topics;
import io.autofutures.model.trade.Advice;
import io.autofutures.model.trade.Decision;
import io.autofutures.model.trade.DeskState;
import io.autofutures.model.trade.Direction;
import io.autofutures.model.trade.Proposal;
import io.autofutures.model.trade.TradeEvent;
import io.autofutures.model.trade.TradeStep;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.memory.MemoryTransport;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The desk over the in-process transport, against a venue in memory; the test plays decider and tracker. */
class DeskServiceTest {
    private static final AccountId MAIN = new AccountId("main");
    private static final BigDecimal ZERO = BigDecimal.ZERO;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private volatile @Nullable Instant standing;
    private final VenueClock clock = VenueClock.of(() -> standing == null ? Instant.now() : standing);
    private final ClockTimers timers = new ClockTimers(clock);
    private final MemoryTransport transport = new MemoryTransport(Clock.systemUTC());
    private final TradingTwin venue = new TradingTwin(clock);
    private final Activity activity = new Activity();
    private final List<Delivery<?>> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger counter = new AtomicInteger();
    private DeskService desk = desk(false);

    private DeskService desk(boolean dryRun) {
        return new DeskService(
                transport, new DeskIdentity(MAIN, "af01", dryRun), venue, clock, timers, Settings::defaults, activity);
    }

    @BeforeEach
    void start() {
        transport.declare(Topics.all());
        var unused = transport.broadcast(new Broadcast(
                "test",
                List.of(Topics.DECISIONS, Topics.TRADE_EVENTS, Topics.DESK_STATE),
                new Broadcast.Start.Earliest(),
                seen::addAll,
                false));
        venue.stream = view -> publish(
                Topics.ORDER_EVENTS, new OrderChanged(MAIN, clock.instant(), "o" + counter.incrementAndGet(), view));
        desk.start();
        await().atMost(PATIENCE).until(desk::ready);
        tellMarkAndAccount();
    }

    @AfterEach
    void stop() {
        desk.stop();
        transport.close();
        timers.close();
    }

    private <T> void publish(Topic<T> topic, T value) {
        var origin = new Origin("e" + counter.incrementAndGet(), "test", "test", clock.instant(), null, null);
        transport.publish(Outgoing.of(topic, value, origin)).join();
    }

    private void tellMarkAndAccount() {
        Instant now = clock.instant();
        var funds = new BigDecimal("10000");
        publish(Topics.WS_EVENTS, new MarkPriceUpdated(ADA, now, Price.of("0.3"), null, null, null));
        publish(
                Topics.ACCOUNT,
                new AccountState(
                        MAIN, funds, ZERO, funds, funds, ZERO, ZERO, ZERO, ZERO, true, true, List.of(), now, now));
        await().atMost(PATIENCE).until(() -> transport.progress().read().still());
    }

    private Proposal proposal(String seed) {
        Lineage lineage = Lineage.derive(seed, "ADAUSDT", "mark");
        Instant now = clock.instant();
        var advice = new Advice(
                Direction.LONG,
                new BigDecimal("0.8"),
                OrderType.MARKET,
                null,
                Price.of("0.297"),
                List.of(new Advice.TakeProfit(Price.of("0.306"), BigDecimal.valueOf(100))),
                5,
                BigDecimal.ONE,
                "because",
                Map.of());
        return new Proposal(
                lineage.proposalId(),
                MAIN,
                ADA,
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

    private List<TradeStep> steps() {
        return seen.stream()
                .filter(delivery -> delivery.value() instanceof TradeEvent)
                .map(delivery -> ((TradeEvent) delivery.value()).step())
                .toList();
    }

    private List<Decision> decisions() {
        return seen.stream()
                .filter(delivery -> delivery.value() instanceof Decision)
                .map(delivery -> (Decision) delivery.value())
                .toList();
    }

    private void awaitStep(TradeStep step) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(steps()).contains(step));
    }

    @Test
    void carriesATradeFromProposalToSwept() {
        Proposal proposal = proposal("1");

        publish(Topics.PROPOSALS, proposal);

        awaitStep(TradeStep.TAKE_PROFIT_PLACED);
        assertThat(steps())
                .containsExactly(
                        TradeStep.INTENT_RECORDED,
                        TradeStep.ARMED,
                        TradeStep.ENTRY_SENDING,
                        TradeStep.ENTRY_SENT,
                        TradeStep.FILLED,
                        TradeStep.PROTECTED,
                        TradeStep.CANCEL_SENDING,
                        TradeStep.ORDER_CANCELED,
                        TradeStep.TAKE_PROFIT_PLACED);
        assertThat(venue.live())
                .extracting(OrderView::type)
                .containsExactly(OrderType.STOP_MARKET, OrderType.TAKE_PROFIT_MARKET);
        assertThat(decisions()).singleElement().satisfies(decision -> {
            assertThat(decision.approved()).isTrue();
            assertThat(decision.plan()).isNotNull();
        });

        venue.fire(OrderType.STOP_MARKET);

        awaitStep(TradeStep.SWEPT);
        assertThat(steps()).endsWith(TradeStep.CLOSED, TradeStep.SWEPT);
        assertThat(venue.live()).isEmpty();
        assertThat(transport.table(Topics.DESK_STATE, false).all().values())
                .extracting(DeskState::name)
                .containsExactly("risk");
        await().atMost(PATIENCE).until(() -> activity.read().still());
    }

    @Test
    void judgesAlsoWhenVenueTimeStandsAtTheEndOfARecording() {
        standing = clock.instant();

        publish(Topics.PROPOSALS, proposal("1"));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(decisions()).hasSize(1));
    }

    @Test
    void linksStepsToWhatCausedThem() {
        Proposal proposal = proposal("1");

        publish(Topics.PROPOSALS, proposal);

        awaitStep(TradeStep.PROTECTED);
        Lineage lineage = proposal.lineage();
        assertThat(seen)
                .filteredOn(delivery -> delivery.topic().equals(Topics.DECISIONS))
                .allSatisfy(
                        decided -> assertThat(decided.origin().causationId()).isEqualTo(proposal.proposalId()));
        assertThat(seen)
                .filteredOn(delivery -> delivery.topic().equals(Topics.TRADE_EVENTS))
                .allSatisfy(step -> assertThat(step.origin().correlationId()).isEqualTo(lineage.value()))
                .first()
                .satisfies(step -> assertThat(step.origin().causationId()).isEqualTo(lineage.decisionId()));
    }

    @Test
    void aRepeatedProposalIsJudgedOnce() {
        Proposal proposal = proposal("1");

        publish(Topics.PROPOSALS, proposal);
        publish(Topics.PROPOSALS, proposal);
        awaitStep(TradeStep.TAKE_PROFIT_PLACED);
        publish(Topics.PROPOSALS, proposal);

        await().atMost(PATIENCE).until(() -> transport.progress().read().still());
        assertThat(decisions()).hasSize(1);
    }

    @Test
    void anEntryOfUnknownOutcomeIsAskedForAndNeverSentAgain() {
        venue.loseEntryReply = true;

        publish(Topics.PROPOSALS, proposal("1"));

        awaitStep(TradeStep.TAKE_PROFIT_PLACED);
        assertThat(steps()).contains(TradeStep.ENTRY_UNKNOWN, TradeStep.FILLED);
        assertThat(venue.calls.stream().filter(call -> call.matches("place .*-ent\\d")))
                .hasSize(1);
        assertThat(venue.position()).isEqualTo(Quantity.of("30316"));
    }

    @Test
    void anEntryRefusedForItsTimeIsSentAgainOnlyAfterANewCommittedStep() {
        venue.entriesTooLate = 1;

        publish(Topics.PROPOSALS, proposal("1"));

        awaitStep(TradeStep.PROTECTED);
        List<Instant> committed = seen.stream()
                .filter(delivery ->
                        delivery.value() instanceof TradeEvent step && step.step() == TradeStep.ENTRY_SENDING)
                .map(delivery -> ((TradeEvent) delivery.value()).occurredAt())
                .toList();
        assertThat(committed).hasSize(2).isSorted();
        assertThat(venue.entryStamps)
                .as("each request carries the venue time of its own step, read before that was committed")
                .isEqualTo(committed);
        assertThat(venue.position()).isEqualTo(Quantity.of("30316"));
    }

    @Test
    void anEntryWhoseTimeIsRefusedAgainAndAgainIsGivenUp() {
        venue.entriesTooLate = 99;

        publish(Topics.PROPOSALS, proposal("1"));

        awaitStep(TradeStep.ABANDONED);
        assertThat(venue.entryStamps).hasSize(3);
        assertThat(venue.position().isZero()).isTrue();
        assertThat(venue.live()).isEmpty();
    }

    @Test
    void aPositionWhoseStopIsRefusedIsClosedAtMarket() {
        venue.refuseStops = true;

        publish(Topics.PROPOSALS, proposal("1"));

        awaitStep(TradeStep.SWEPT);
        assertThat(steps()).contains(TradeStep.EXIT_SENT, TradeStep.CLOSED).doesNotContain(TradeStep.PROTECTED);
        assertThat(venue.position().isZero()).isTrue();
        assertThat(venue.live()).isEmpty();
    }

    @Test
    void aNewOwnerContinuesFromTheKeptState() {
        publish(Topics.PROPOSALS, proposal("1"));
        awaitStep(TradeStep.TAKE_PROFIT_PLACED);
        desk.stop();
        venue.fire(OrderType.TAKE_PROFIT_MARKET);
        long placed =
                venue.calls.stream().filter(call -> call.startsWith("place")).count();

        desk = desk(false);
        desk.start();

        awaitStep(TradeStep.SWEPT);
        assertThat(steps()).contains(TradeStep.CLOSED);
        assertThat(venue.calls.stream().filter(call -> call.startsWith("place")))
                .hasSize((int) placed);
    }

    @Test
    void aDryRunDecidesAndSendsNothing() {
        desk.stop();
        desk = desk(true);
        desk.start();
        tellMarkAndAccount();

        publish(Topics.PROPOSALS, proposal("1"));

        awaitStep(TradeStep.ABANDONED);
        assertThat(decisions()).singleElement().satisfies(decision -> assertThat(decision.approved())
                .isTrue());
        assertThat(venue.calls).isEmpty();
    }

    @Test
    void whatIsNotTradedHasADecisionToo() {
        Proposal advised = proposal("1");
        publish(
                Topics.PROPOSALS,
                new Proposal(
                        advised.proposalId(),
                        MAIN,
                        ADA,
                        advised.triggerId(),
                        advised.triggeredAt(),
                        advised.inputAsOf(),
                        advised.createdAt(),
                        advised.validUntil(),
                        "rules/1",
                        null,
                        null,
                        null,
                        null,
                        new Proposal.NoTrade("stale", "too old")));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(decisions())
                .singleElement()
                .satisfies(decision -> assertThat(decision.refusedBy()).isEqualTo("no_trade")));
        assertThat(steps()).isEmpty();
    }

    @Test
    void orderEventsOfOthersAreNoConcernOfTheDesk() {
        publish(
                Topics.ORDER_EVENTS,
                new OrderEvent.Reconciled(new AccountId("other"), clock.instant(), "r1", List.of(), List.of()));

        publish(Topics.PROPOSALS, proposal("1"));
        awaitStep(TradeStep.PROTECTED);
    }
}
