package io.autofutures.transport.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.control.SettingChange;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.SettingCatalog;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.topic.Topics;
import io.autofutures.transport.Heartbeat;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.SettingsInForce;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettingsInForceTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final Duration SOON = Duration.ofSeconds(10);

    private final MemoryTransport transport = new MemoryTransport(Clock.systemUTC());
    private final SettingsInForce settings =
            new SettingsInForce(Settings.of(Map.of("MP_DELTA_PCT", "0.15", "VOL_MULT", "3")));

    @BeforeEach
    void declare() {
        transport.declare(Topics.all());
    }

    @AfterEach
    void close() {
        settings.close();
        transport.close();
    }

    @Test
    void savedValuesAreInForceAsSoonAsTheyAreFollowedAndWinOverThoseOfTheStart() {
        save("MP_DELTA_PCT", "0.3", 4);
        save("MP_DELTA_PCT@BTCUSDT", "0.4", 3);
        assertThat(delta()).isEqualTo("0.15");
        assertThat(settings.get().version()).isZero();

        settings.follow(transport);

        assertThat(delta()).isEqualTo("0.3");
        assertThat(settings.get().get(SettingCatalog.MP_DELTA_PCT, BTC)).isEqualByComparingTo("0.4");
        assertThat(settings.get().get(SettingCatalog.VOL_MULT)).isEqualByComparingTo("3");
        assertThat(settings.get().version()).isEqualTo(4);
    }

    @Test
    void aChangeIsToldToListenersInOrder() {
        settings.follow(transport);
        List<String> told = new CopyOnWriteArrayList<>();
        settings.onChange(now -> told.add(text(now) + " v" + now.version()));

        save("MP_DELTA_PCT", "0.3", 1);
        save("MP_DELTA_PCT", "0.35", 2);

        await().atMost(SOON).untilAsserted(() -> assertThat(told).containsExactly("0.15 v0", "0.3 v1", "0.35 v2"));
    }

    @Test
    void aValueThatIsNotAllowedLeavesTheFormerOneAndItsVersion() {
        settings.follow(transport);
        save("MP_DELTA_PCT", "0.3", 1);
        save("MP_DELTA_PCT", "much", 2);
        await().atMost(SOON).until(() -> settings.refused().isPresent());

        assertThat(delta()).isEqualTo("0.3");
        assertThat(settings.get().version()).isEqualTo(1);
        assertThat(settings.refused().orElseThrow()).startsWith("MP_DELTA_PCT must be a number");
        assertThat(new Heartbeat.Health("ready", Map.of()).with(settings).details())
                .containsKey("settings.refused");

        save("MP_DELTA_PCT", "0.5", 3);
        await().atMost(SOON).until(() -> delta().equals("0.5"));
        assertThat(settings.refused()).isEmpty();
        assertThat(settings.get().version()).isEqualTo(3);
    }

    @Test
    void aValueTakenBackLetsThatOfTheStartHoldAgain() {
        settings.follow(transport);
        save("MP_DELTA_PCT", "0.3", 1);
        await().atMost(SOON).until(() -> delta().equals("0.3"));

        save("MP_DELTA_PCT", "", 2);

        await().atMost(SOON).until(() -> delta().equals("0.15"));
        assertThat(settings.get().version()).isEqualTo(2);
    }

    @Test
    void anOlderChangeThatComesAgainChangesNothing() {
        settings.follow(transport);
        save("MP_DELTA_PCT", "0.3", 2);
        save("MP_DELTA_PCT", "0.2", 1);
        save("VOL_MULT", "4", 3);

        await().atMost(SOON).until(() -> settings.get().version() == 3);
        assertThat(delta()).isEqualTo("0.3");
    }

    @Test
    void theHeartbeatTellsTheVersionInForce() {
        save("MP_DELTA_PCT", "0.3", 7);
        settings.follow(transport);

        assertThat(new Heartbeat.Health("ready", Map.of()).with(settings).settingsVersion())
                .isEqualTo(7);
    }

    private String delta() {
        return text(settings.get());
    }

    private static String text(Settings settings) {
        BigDecimal value = settings.get(SettingCatalog.MP_DELTA_PCT);
        return value.toPlainString();
    }

    private void save(String name, String value, long version) {
        var change = new SettingChange(name, value, version, "test", NOW);
        var origin = new Origin("setting/" + version, "setting-change", "test", NOW, null, null);
        transport.publish(Outgoing.of(Topics.SETTINGS, change, origin)).join();
    }
}
