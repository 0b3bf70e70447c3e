package io.autofutures.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.launcher.demo.Demo;
import io.autofutures.launcher.demo.DemoOptions;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.topic.Topics;
import io.autofutures.model.trade.Decision;
import io.autofutures.model.trade.TradeEvent;
import io.autofutures.model.trade.TradeStep;
import io.autofutures.model.trade.Trigger;
import io.autofutures.simulator.market.MarketSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo on real market data. */
class RecordingsIT {
    private static final List<String> MOVES = List.of("13:30", "13:31", "13:32", "17:26");

    @TempDir
    private Path folder;

    @Test
    void eachSuddenMinuteOfTheAfternoonIsTradedOrRefused() throws Exception {
        everyMoveIsAnswered(Recording.ada(folder, "12:30", "17:35"));
    }

    @Test
    @Tag("full")
    void eachSuddenMinuteOfTheDayIsTradedOrRefused() throws Exception {
        everyMoveIsAnswered(Recording.ada());
    }

    @Test
    void tradesOfFiveMinutesMakeAMarkTrigger() throws Exception {
        var options = DemoOptions.of(folder.resolve("btc"), MarketSource.Recorded.of(Recording.btcFrames()))
                .withSpeed(60)
                .withSettings(Settings.of(Map.of("MP_DELTA_PCT", "0.15")));
        try (var demo = Demo.start(options)) {
            var journal = new Journal(demo.transport());
            await().atMost(Duration.ofMinutes(3)).until(demo::marketEnded);

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(journal.values(Topics.TRIGGERS))
                    .anyMatch(trigger -> trigger.rule().equals("mark")));
        }
    }

    private void everyMoveIsAnswered(Path bars) throws Exception {
        var options = DemoOptions.of(folder.resolve("ada"), MarketSource.Recorded.of(bars))
                .withSpeed(600);
        try (var demo = Demo.start(options)) {
            var journal = new Journal(demo.transport());
            await().atMost(Duration.ofMinutes(10)).until(demo::marketEnded);

            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                for (String minute : MOVES) {
                    assertThat(end(journal, minute)).as(minute).isPresent();
                }
                assertThat(journal.values(Topics.TRADE_EVENTS)).anyMatch(RecordingsIT::isProtected);
            });
        }
    }

    /** How the trigger of one minute's closed candle ended: by a refusal that is recorded, or as a protected trade. */
    private static Optional<String> end(Journal journal, String minute) {
        String candle = "kline/ADAUSDT/1m/"
                + Instant.parse("2022-12-13T%s:00Z".formatted(minute)).toEpochMilli();
        return journal.values(Topics.TRIGGERS)
                .filter(trigger -> trigger.eventIds().getLast().startsWith(candle))
                .findFirst()
                .flatMap(trigger -> end(journal, trigger));
    }

    private static Optional<String> end(Journal journal, Trigger trigger) {
        Optional<Decision> decision = journal.values(Topics.DECISIONS)
                .filter(candidate -> candidate.lineage().equals(trigger.lineage()))
                .findFirst();
        if (decision.isPresent() && !decision.get().approved()) {
            return Optional.of("refused by " + decision.get().refusedBy());
        }
        return journal.values(Topics.TRADE_EVENTS)
                .filter(event -> event.lineage().equals(trigger.lineage()) && isProtected(event))
                .map(event -> "protected")
                .findFirst();
    }

    private static boolean isProtected(TradeEvent event) {
        return event.step() == TradeStep.PROTECTED;
    }
}
