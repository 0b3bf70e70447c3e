package io.autofutures.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.launcher.demo.Demo;
import io.autofutures.launcher.demo.DemoOptions;
import io.autofutures.model.account.PositionState;
import io.autofutures.model.id.Lineage;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.topic.Topic;
import io.autofutures.model.topic.Topics;
import io.autofutures.model.trade.TradeEvent;
import io.autofutures.model.trade.TradeStep;
import io.autofutures.simulator.market.MarketSource;
import io.autofutures.transport.Delivery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TradePathIT {
    @TempDir
    private Path data;

    @Test
    void oneMarketEventLeavesARecordOnEachTopicOfThePath() throws Exception {
        var market = new MarketSource.Generated(1, List.of(new Symbol("BTCUSDT"), new Symbol("ETHUSDT")));
        try (var demo = Demo.start(DemoOptions.of(data, market).withSpeed(4))) {
            var journal = new Journal(demo.transport());
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> protectedTrade(journal).isPresent());
            Lineage trade = protectedTrade(journal).orElseThrow();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> position(journal, trade).isPresent());

            var trigger = one(journal, Topics.TRIGGERS, trade.triggerId());
            var proposal = one(journal, Topics.PROPOSALS, trade.proposalId());
            var decision = one(journal, Topics.DECISIONS, trade.decisionId());
            var intent = one(journal, Topics.TRADE_EVENTS, trade.tradeId() + "/1");

            String market1 = String.valueOf(trigger.origin().causationId());
            assertThat(one(journal, Topics.WS_EVENTS, market1).value().eventId())
                    .isEqualTo(trigger.value().eventIds().getLast());
            assertThat(proposal.origin().causationId()).isEqualTo(trade.triggerId());
            assertThat(decision.origin().causationId()).isEqualTo(trade.proposalId());
            assertThat(intent.origin().causationId()).isEqualTo(trade.decisionId());
            assertThat(caused(journal, Topics.USER_EVENTS, Set.of(trade.proposalId())))
                    .isNotEmpty();
            Set<String> userEvents = new HashSet<>(caused(journal, Topics.USER_EVENTS, Set.of(trade.proposalId())));
            assertThat(caused(journal, Topics.ORDER_EVENTS, userEvents)).isNotEmpty();
            assertThat(journal.of(Topics.DESK_STATE))
                    .anyMatch(state -> state.value().name().equals("trade/" + trade.tradeId()));
            assertThat(journal.of(Topics.ACCOUNT)).isNotEmpty();
            assertThat(position(journal, trade).orElseThrow().isProtected()).isTrue();
            for (Topic<?> topic : List.of(
                    Topics.WS_EVENTS,
                    Topics.TRIGGERS,
                    Topics.PROPOSALS,
                    Topics.DECISIONS,
                    Topics.TRADE_EVENTS,
                    Topics.DESK_STATE,
                    Topics.USER_EVENTS,
                    Topics.ORDER_EVENTS,
                    Topics.POSITIONS,
                    Topics.ACCOUNT,
                    Topics.DETECTOR_STATE,
                    Topics.SERVICE_STATUS)) {
                assertThat(journal.of(topic)).as(topic.name()).isNotEmpty();
            }
        }
    }

    private static Optional<Lineage> protectedTrade(Journal journal) {
        return journal.values(Topics.TRADE_EVENTS)
                .filter(event -> event.step() == TradeStep.PROTECTED)
                .map(TradeEvent::lineage)
                .findFirst();
    }

    private static Optional<PositionState> position(Journal journal, Lineage trade) {
        return journal.values(Topics.POSITIONS)
                .filter(position -> trade.value().equals(position.lineage()) && position.isOpen())
                .filter(PositionState::isProtected)
                .findFirst();
    }

    private static <T> Delivery<T> one(Journal journal, Topic<T> topic, String id) {
        return journal.of(topic).stream()
                .filter(record -> record.origin().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + id + " on " + topic));
    }

    private static List<String> caused(Journal journal, Topic<?> topic, Set<String> causes) {
        return journal.of(topic).stream()
                .filter(record -> causes.contains(String.valueOf(record.origin().causationId())))
                .map(record -> record.origin().id())
                .toList();
    }
}
