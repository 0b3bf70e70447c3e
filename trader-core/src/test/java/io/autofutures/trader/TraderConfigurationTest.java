package io.autofutures.trader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.control.ServiceStatus;
import io.autofutures.model.control.SettingChange;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.SettingCatalog;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.topic.Topics;
import io.autofutures.model.trade.EvaluationRecord.SettingsTaken;
import io.autofutures.model.trade.Proposal;
import io.autofutures.model.trade.Trigger;
import io.autofutures.testkit.MutableVenueClock;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.Transport;
import io.autofutures.transport.memory.MemoryTransport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The roles in one context, as the all-in-one starts them: what it registers before is used. */
class TraderConfigurationTest {
    private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");
    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void aMarketEventLeadsToATriggerAndAProposalOfTheSameLineage() {
        var transport = new MemoryTransport(Clock.systemUTC());
        transport.declare(Topics.all());
        List<Delivery<?>> seen = new CopyOnWriteArrayList<>();
        transport.broadcast(new Broadcast(
                "test",
                List.of(Topics.TRIGGERS, Topics.PROPOSALS, Topics.SERVICE_STATUS),
                new Broadcast.Start.Earliest(),
                seen::addAll,
                false));
        try (var ignored = run(transport, "--ROLES=detector,decider")) {
            publish(transport, mark(0, "60000"));
            publish(transport, mark(1, "60300"));

            await().atMost(SOON).until(() -> values(seen, Proposal.class).size() == 1);
            Trigger trigger = values(seen, Trigger.class).getFirst();
            Proposal proposal = values(seen, Proposal.class).getFirst();
            assertThat(proposal.lineage()).isEqualTo(trigger.lineage());
            assertThat(proposal.triggerId()).isEqualTo(trigger.triggerId());
            // no venue answers here: that is a recorded reason, not a guess
            assertThat(proposal.outcome())
                    .isInstanceOfSatisfying(Proposal.NoTrade.class, none -> assertThat(none.code())
                            .isEqualTo("input_incomplete"));
            await().atMost(SOON).untilAsserted(() -> assertThat(values(seen, ServiceStatus.class))
                    .anySatisfy(status -> {
                        assertThat(status.service()).isEqualTo("trader-core");
                        assertThat(status.roles()).containsExactly("detector", "decider");
                        assertThat(status.state()).isEqualTo("ready");
                        assertThat(status.details()).containsEntry("decider.model", "rules/1");
                    }));
        }
        transport.close();
    }

    @Test
    void aSavedSettingIsInForceWithoutARestartAndAcknowledged() {
        var transport = new MemoryTransport(Clock.systemUTC());
        transport.declare(Topics.all());
        List<Delivery<?>> seen = new CopyOnWriteArrayList<>();
        transport.broadcast(new Broadcast(
                "test",
                List.of(Topics.TRIGGERS, Topics.EVALUATIONS, Topics.SERVICE_STATUS),
                new Broadcast.Start.Earliest(),
                seen::addAll,
                false));
        try (var ignored = run(transport, "--ROLES=detector")) {
            publish(transport, mark(0, "60000"));
            publish(transport, mark(1, "60060"));
            await().atMost(SOON).until(() -> values(seen, SettingsTaken.class).size() == 1);

            var change = new SettingChange("MP_DELTA_PCT@BTCUSDT", "0.1", 4, "test", NOW);
            var origin = new Origin("setting/4", "setting-change", "test", NOW, null, null);
            transport.publish(Outgoing.of(Topics.SETTINGS, change, origin)).join();
            await().atMost(SOON).until(() -> values(seen, ServiceStatus.class).stream()
                    .anyMatch(status -> Objects.equals(status.settingsVersion(), 4L)));
            publish(transport, mark(2, "60061"));

            await().atMost(SOON).until(() -> values(seen, Trigger.class).size() == 1);
            assertThat(values(seen, Trigger.class).getFirst().values()).containsEntry("base_price", "60000");
            SettingsTaken taken = values(seen, SettingsTaken.class).getLast();
            assertThat(taken.settingsVersion()).isEqualTo(4);
            assertThat(taken.firstEventId()).isEqualTo(mark(2, "1").eventId());
            assertThat(taken.settings()).containsEntry("MP_DELTA_PCT", "0.1");
        }
        transport.close();
    }

    @Test
    void oneRoleRunsWithoutTheOthers() {
        var transport = new MemoryTransport(Clock.systemUTC());
        try (var context = run(transport, "--ROLES=detector")) {
            assertThat(context.getBeansOfType(TraderRole.class)).containsOnlyKeys("detectorRole");
        }
        transport.close();
    }

    @Test
    void anUnknownRoleIsRefused() {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of("ROLES", "detector,oracle")));

        assertThatThrownBy(() -> TraderRoles.of(environment))
                .hasMessage("ROLES must be of detector, decider, desk (comma between), was oracle");
    }

    @Test
    void readsRuntimeSettings() {
        var transport = new MemoryTransport(Clock.systemUTC());
        try (var context = run(
                transport,
                "--ROLES=detector",
                "--autofutures.settings.MP_DELTA_PCT=0.15",
                "--VOL_MULT=3",
                "--SYMBOL=BTCUSDT",
                "--autofutures.settings.MP_DELTA_PCT@BTCUSDT=0.2")) {
            Settings settings = context.getBean(Settings.class);
            assertThat(settings.symbols()).containsExactly(BTC);
            assertThat(settings.get(SettingCatalog.MP_DELTA_PCT)).isEqualByComparingTo("0.15");
            assertThat(settings.get(SettingCatalog.MP_DELTA_PCT, BTC)).isEqualByComparingTo("0.2");
            assertThat(settings.get(SettingCatalog.VOL_MULT)).isEqualByComparingTo("3");
        }
        transport.close();
    }

    private static ConfigurableApplicationContext run(Transport transport, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--autofutures.venue.rest-url=http://127.0.0.1:1");
        all.add("--spring.config.name=trader-core");
        return new SpringApplicationBuilder(TraderConfiguration.class)
                .web(WebApplicationType.NONE)
                .initializers(context -> {
                    var beans = context.getBeanFactory();
                    beans.registerSingleton("sharedTransport", transport);
                    beans.registerSingleton("sharedVenueClock", new MutableVenueClock(NOW));
                    beans.registerSingleton("sharedWallClock", Clock.systemUTC());
                })
                .run(all.toArray(String[]::new));
    }

    private static MarkPriceUpdated mark(long second, String price) {
        return new MarkPriceUpdated(BTC, NOW.plusSeconds(second), Price.of(price), null, null, null);
    }

    private static void publish(Transport transport, MarkPriceUpdated event) {
        var origin = new Origin(event.eventId(), "mark-price-updated", "test", event.occurredAt(), null, null);
        transport.publish(Outgoing.of(Topics.WS_EVENTS, event, origin)).join();
    }

    private static <T> List<T> values(List<Delivery<?>> seen, Class<T> type) {
        return seen.stream()
                .map(Delivery::value)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
