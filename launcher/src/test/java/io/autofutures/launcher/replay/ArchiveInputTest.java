package io.autofutures.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.launcher.CommandFailure;
import io.autofutures.launcher.CommandRun;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.topic.Topics;
import io.autofutures.model.trade.EvaluationRecord;
import io.autofutures.status.recorder.ArchiveProperties;
import io.autofutures.status.recorder.Recorder;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.memory.MemoryTransport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the recorder writes is what replay and tune read. */
class ArchiveInputTest {
    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final Instant START = Instant.parse("2026-11-22T23:59:00Z");

    @TempDir
    private Path folder;

    @BeforeEach
    void record() throws Exception {
        var transport = new MemoryTransport(InstantSource.system());
        transport.declare(List.of(Topics.WS_EVENTS, Topics.EVALUATIONS));
        var lines = new StringBuilder();
        for (int second = 0; second < 120; second++) {
            MarkPriceUpdated mark = mark(second);
            publish(transport, mark);
            lines.append(mark.occurredAt().toEpochMilli())
                    .append(',')
                    .append(mark.mark())
                    .append('\n');
        }
        Files.writeString(folder.resolve("BTCUSDT_marks.csv"), lines);
        var taken = new EvaluationRecord.SettingsTaken(
                BTC, 3, mark(60).eventId(), mark(60).occurredAt(), Map.of("MP_DELTA_PCT", "50"));
        var origin = new Origin(taken.recordId(), "settings", "test", taken.occurredAt(), null, null);
        transport.publish(Outgoing.of(Topics.EVALUATIONS, taken, origin)).join();
        var properties = new ArchiveProperties(true, null, Duration.ofDays(400), Duration.ofMillis(20));
        try (var recorder = new Recorder(
                transport, folder.resolve("archive"), properties, InstantSource.system(), new SimpleMeterRegistry())) {
            recorder.start();
            org.awaitility.Awaitility.await()
                    .untilAsserted(() -> assertThat(replay().lines()).hasSize(120));
        }
    }

    @Test
    void givesTheLinesThatTheMarksGive() {
        var marks = CommandRun.of(
                "replay", "--marks", folder.resolve("BTCUSDT_marks.csv").toString(), "--set", "MP_DELTA_PCT=5");

        var archived = replay("--set", "MP_DELTA_PCT=5");

        assertThat(archived.lines()).isEqualTo(marks.lines());
    }

    @Test
    void judgesByTheSettingsInForceWhenAskedTo() {
        var asTold = replay("--set", "MP_DELTA_PCT=0.001");
        var asItWas = replay("--set", "MP_DELTA_PCT=0.001", "--settings-in-force");

        assertThat(asTold.lines().get(61)).contains("\"threshold_pct\":\"0.001\"");
        assertThat(asItWas.lines().get(59)).contains("\"threshold_pct\":\"0.001\"");
        assertThat(asItWas.lines().subList(60, 120)).allMatch(line -> line.contains("\"threshold_pct\":\"50\""));
    }

    @Test
    void isTunedToo() {
        var tuned = CommandRun.of(
                "tune",
                "--archive",
                folder.resolve("archive").toString(),
                "--symbol",
                "BTCUSDT",
                "--grid",
                "MP_DELTA_PCT=0.001,50");

        assertThat(tuned.code()).as(tuned.err()).isZero();
        assertThat(tuned.out()).contains("120 judged");
    }

    @Test
    void readsARangeAcrossDays() {
        var run = replay("--from", "2026-11-22T23:59:58Z", "--to", "2026-11-23T00:00:02Z");

        assertThat(run.lines()).hasSize(4);
    }

    @Test
    void saysWhatTheArchiveHas() {
        var run = CommandRun.of("replay", "--archive", folder.resolve("archive").toString(), "--symbol", "ETHUSDT");

        assertThat(run.code()).isEqualTo(CommandFailure.USAGE);
        assertThat(run.err()).contains("has nothing of ETHUSDT, but of: BTCUSDT");
    }

    private CommandRun replay(String... more) {
        var arguments = new java.util.ArrayList<>(
                List.of("replay", "--archive", folder.resolve("archive").toString(), "--symbol", "BTCUSDT"));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private static MarkPriceUpdated mark(int second) {
        var price = new Price(new BigDecimal("100").add(BigDecimal.valueOf(second % 7, 1)));
        return new MarkPriceUpdated(BTC, START.plusSeconds(second), price, null, null, null);
    }

    private static void publish(MemoryTransport transport, MarketEvent event) {
        transport
                .publish(Outgoing.of(
                        Topics.WS_EVENTS,
                        event,
                        new Origin(event.eventId(), "mark", "test", event.occurredAt(), null, null)))
                .join();
    }
}
