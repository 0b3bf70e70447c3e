package io.autofutures.trader.decider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.binance.Reply;
import io.autofutures.decision.DecisionModel;
import io.autofutures.decision.input.CanonicalJson;
import io.autofutures.decision.input.DecisionInput;
import io.autofutures.decision.rules.RulesModel;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.AccountState;
import io.autofutures.model.id.Lineage;
import io.autofutures.model.json.Json;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Activity;
import io.autofutures.model.topic.Topic;
import io.autofutures.model.topic.Topics;
import io.autofutures.model.trade.Advice;
import io.autofutures.model.trade.Direction;
import io.autofutures.model.trade.Proposal;
import io.autofutures.model.trade.Proposal.Advised;
import io.autofutures.model.trade.Proposal.NoTrade;
import io.autofutures.model.trade.Trigger;
import io.autofutures.testkit.MutableVenueClock;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.memory.MemoryTransport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeciderRoleTest {
    private static final Instant NOW = Instant.parse("2026-11-02T10:00:30Z");
    private static final Symbol ETH = new Symbol("ETHUSDT");
    private static final AccountId MAIN = new AccountId("main");
    private static final Duration SOON = Duration.ofSeconds(20);

    private final MutableVenueClock clock = new MutableVenueClock(NOW);
    private final ManualTimers timers = new ManualTimers();
    private final Activity activity = new Activity();
    private final VenueTwin venue = new VenueTwin(ETH, NOW);
    private final MemoryTransport transport = new MemoryTransport(Clock.systemUTC());
    private final List<Delivery<?>> proposals = new CopyOnWriteArrayList<>();
    private DeciderRole decider = decider(new RulesModel());

    @BeforeEach
    void start() {
        transport.declare(Topics.all());
        transport.broadcast(new Broadcast(
                "test", List.of(Topics.PROPOSALS), new Broadcast.Start.Earliest(), proposals::addAll, true));
    }

    @AfterEach
    void stop() {
        decider.stop();
        transport.close();
    }

    @Test
    void turnsATriggerIntoAProposalThatLeadsBackToIt() {
        decider.start();
        Trigger trigger = trigger("a", NOW.minusMillis(500), "0.5000");
        publish(trigger);

        Proposal proposal = onlyProposal();

        assertThat(proposal.outcome()).isInstanceOf(Advised.class);
        Advice advice = ((Advised) proposal.outcome()).advice();
        assertThat(advice.direction()).isEqualTo(Direction.LONG);
        assertThat(advice.stop()).hasToString("99.7");
        assertThat(proposal.proposalId()).isEqualTo(trigger.lineage().proposalId());
        assertThat(proposal.validUntil()).isEqualTo(NOW.plusSeconds(30));
        assertThat(proposal.model()).isEqualTo("rules/1");
        assertThat(proposal.inputHash()).isEqualTo(CanonicalJson.sha256(proposal.input()));
        assertThat(proposal.rawAnswer()).contains("\"LONG\"");
        Origin origin = proposals.getFirst().origin();
        assertThat(origin.id()).isEqualTo(proposal.proposalId());
        assertThat(origin.causationId()).isEqualTo(trigger.triggerId());
        assertThat(origin.correlationId()).isEqualTo(trigger.lineage().value());
        await().atMost(SOON).until(() -> activity.read().still());
        assertThat(timers.waiting()).isZero();
    }

    @Test
    void showsTheModelClosedCandlesAndTheAgeOfEveryPart() {
        decider.start();
        publish(trigger("a", NOW.minusMillis(500), "0.5000"));

        DecisionInput input = input(onlyProposal());

        assertThat(input.candles().value()).hasSize(299);
        assertThat(input.candles().value().getLast().openAt()).isEqualTo(Instant.parse("2026-11-02T09:59:00Z"));
        assertThat(input.candles().ageMillis()).isEqualTo(30_001);
        assertThat(input.market().ageMillis()).isEqualTo(200);
        assertThat(input.liquidity().ageMillis()).isEqualTo(100);
        assertThat(input.liquidity().value().spreadPct()).isEqualByComparingTo("0.02");
        assertThat(input.liquidity().value().imbalance()).isPositive();
        assertThat(input.contract().value().tickSize()).isEqualByComparingTo("0.01");
        assertThat(input.indicators().value().atr14()).isEqualByComparingTo("0.1");
        assertThat(input.trigger().ageMillis()).isEqualTo(500);
        assertThat(input.account().missing()).contains("was not published before the trigger");
    }

    @Test
    void seesTheAccountAsItWasBeforeTheTriggersInstant() {
        Instant triggered = NOW.minusMillis(500);
        publish(Topics.ACCOUNT, account("10000", triggered.minusSeconds(3)), "a1");
        publish(Topics.ACCOUNT, account("9990", triggered), "a2");
        decider.start();
        publish(Topics.ACCOUNT, account("9980", triggered.minusSeconds(1)), "a3");
        publish(Topics.ACCOUNT, account("9970", triggered), "a4");
        await().atMost(SOON).until(() -> transport.progress().read().still());
        publish(trigger("a", triggered, "0.5000"));

        assertThat(input(onlyProposal()).account().value().wallet()).isEqualByComparingTo("9980");
    }

    @Test
    void anOldTriggerEndsAsStaleWithoutACall() {
        decider.start();
        publish(trigger("a", NOW.minusSeconds(16), "0.5000"));

        Proposal proposal = onlyProposal();

        assertThat(proposal.outcome()).isEqualTo(new NoTrade("stale", "the trigger is 16.0 s old, limit 15 s"));
        assertThat(proposal.input()).isNull();
        assertThat(venue.klineCalls).hasValue(0);
    }

    @Test
    void withoutCandlesTheInputIsIncompleteAndSaysWhy() {
        venue.klines = () -> new Reply.Refused<>(-1121, "Invalid symbol.", false);
        decider.start();
        publish(trigger("a", NOW, "0.5000"));

        Proposal proposal = onlyProposal();

        assertThat(proposal.outcome()).isInstanceOfSatisfying(NoTrade.class, none -> {
            assertThat(none.code()).isEqualTo("input_incomplete");
            assertThat(none.detail()).contains("-1121");
        });
        assertThat(proposal.rawAnswer()).isNull();
        assertThat(proposal.input().at("/candles/missing").asString()).contains("-1121");
    }

    @Test
    void whatIsNotNeededMayBeMissing() {
        venue.depth = () -> new Reply.NotExecuted<>("time-out");
        venue.info = () -> {
            throw new IllegalStateException("broken body");
        };
        decider.start();
        publish(trigger("a", NOW, "-0.5000"));

        Proposal proposal = onlyProposal();

        assertThat(proposal.outcome()).isInstanceOf(Advised.class);
        assertThat(input(proposal).liquidity().missing()).isEqualTo("not executed: time-out");
        assertThat(input(proposal).contract().missing()).contains("broken body");
    }

    @Test
    void waitsForALateAnswerNoLongerThanPatienceLasts() throws InterruptedException {
        var asked = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        venue.premium = () -> {
            asked.countDown();
            awaitQuietly(never);
            return new Reply.NotExecuted<>("test is over");
        };
        decider.start();
        publish(trigger("a", NOW, "0.5000"));
        assertThat(asked.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        await().atMost(SOON).until(() -> timers.waiting() == 1);

        timers.reach(NOW.plusSeconds(2));

        assertThat(onlyProposal().outcome())
                .isEqualTo(new NoTrade("input_incomplete", "mark price: no answer within 2 s"));
        never.countDown();
    }

    @Test
    void aTriggerThatComesAgainAsksNothingAgain() {
        decider.start();
        publish(trigger("a", NOW, "0.5000"));
        onlyProposal();

        decider.stop();
        decider = decider(new RulesModel());
        decider.start();
        publish(trigger("a", NOW, "0.5000"));
        publish(trigger("b", NOW, "0.5000"));

        await().atMost(SOON).until(() -> proposals.size() == 2);
        assertThat(venue.klineCalls).hasValue(2);
        assertThat(proposals).extracting(Delivery::key).doesNotHaveDuplicates();
    }

    @Test
    void aTriggerThatComesTwiceInARowGetsTheSameRecord() {
        decider.start();
        publish(trigger("a", NOW, "0.5000"));
        publish(trigger("a", NOW, "0.5000"));
        publish(trigger("b", NOW, "0.5000"));

        await().atMost(SOON)
                .until(() -> proposals.stream().map(Delivery::key).distinct().count() == 2);
        assertThat(venue.klineCalls).hasValue(2);
        assertThat(proposals.stream().map(Delivery::value).distinct()).hasSize(2);
    }

    @Test
    void aFailingModelEndsAsRecordedErrorAndOpensTheCircuit() {
        decider = decider(new DecisionModel() {
            @Override
            public String name() {
                return "broken/1";
            }

            @Override
            public Answer ask(DecisionInput input) {
                throw new IllegalStateException("no model here");
            }
        });
        decider.start();
        for (String id : List.of("a", "b", "c", "d", "e", "f")) {
            publish(trigger(id, NOW, "0.5000"));
        }

        await().atMost(SOON).until(() -> proposals.size() == 6);
        assertThat(proposals)
                .extracting(delivery -> ((NoTrade) ((Proposal) delivery.value()).outcome()).code())
                .containsOnly("model_error");
        assertThat(((NoTrade) ((Proposal) proposals.getLast().value()).outcome()).detail())
                .contains("circuit");
    }

    @Test
    void recordsAnAnswerThatCannotBeUsed() {
        decider = decider(answering("I think long would be great"));
        decider.start();
        publish(trigger("a", NOW, "0.5000"));

        Proposal proposal = onlyProposal();

        assertThat(((NoTrade) proposal.outcome()).code()).isEqualTo("invalid_answer");
        assertThat(proposal.rawAnswer()).isEqualTo("I think long would be great");
    }

    @Test
    void readsTheContractRulesOnce() {
        decider.start();
        publish(trigger("a", NOW, "0.5000"));
        publish(trigger("b", NOW, "0.5000"));
        await().atMost(SOON).until(() -> proposals.size() == 2);
        assertThat(venue.infoCalls).hasValue(1);

        clock.advance(Duration.ofHours(2));
        publish(trigger("c", clock.instant(), "0.5000"));
        await().atMost(SOON).until(() -> proposals.size() == 3);
        assertThat(venue.infoCalls).hasValue(2);
    }

    private static DecisionModel answering(String raw) {
        return new DecisionModel() {
            @Override
            public String name() {
                return "fixed/1";
            }

            @Override
            public Answer ask(DecisionInput input) {
                return new Answer("prompt", raw);
            }
        };
    }

    private DeciderRole decider(DecisionModel model) {
        return new DeciderRole(
                transport,
                venue,
                model,
                MAIN,
                () -> Settings.of(Map.of("SYMBOLS", "ETHUSDT")),
                new DeciderProperties(Duration.ofSeconds(20), 8),
                clock,
                timers,
                activity,
                new SimpleMeterRegistry());
    }

    private static Trigger trigger(String name, Instant at, String movePct) {
        var lineage = Lineage.derive("mark/ETHUSDT/" + name, "ETHUSDT", "mark");
        return new Trigger(
                lineage.triggerId(),
                ETH,
                "classic",
                "mark",
                at,
                Price.of("100"),
                Map.of("move_pct", movePct),
                List.of("mark/ETHUSDT/" + name));
    }

    private void publish(Trigger trigger) {
        publish(Topics.TRIGGERS, trigger, trigger.triggerId());
    }

    private <T> void publish(Topic<T> topic, T value, String id) {
        transport
                .publish(Outgoing.of(topic, value, new Origin(id, "test", "test", NOW, null, null)))
                .join();
    }

    private static AccountState account(String wallet, Instant at) {
        var zero = BigDecimal.ZERO;
        var amount = new BigDecimal(wallet);
        return new AccountState(
                MAIN, amount, zero, amount, amount, zero, zero, zero, zero, true, true, List.of(), at, at);
    }

    private Proposal onlyProposal() {
        await().atMost(SOON).until(() -> !proposals.isEmpty());
        assertThat(proposals).hasSize(1);
        return (Proposal) proposals.getFirst().value();
    }

    private static DecisionInput input(Proposal proposal) {
        return Json.mapper().treeToValue(proposal.input(), DecisionInput.class);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            var unused = latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
