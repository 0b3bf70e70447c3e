package io.autofutures.status.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.MarketEvent.GapOpened;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.topic.Topics;
import io.autofutures.model.trade.EvaluationRecord;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.memory.MemoryTransport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final Symbol ODD = new Symbol("币安人生.*USDT");
    private static final Instant DAY = Instant.parse("2026-11-22T00:00:00Z");

    @TempDir
    private Path folder;

    private final MemoryTransport transport = new MemoryTransport(InstantSource.system());

    @BeforeEach
    void declare() {
        transport.declare(List.of(Topics.WS_EVENTS, Topics.EVALUATIONS));
    }

    @Test
    void keepsMarksClosedCandlesAndGapsOfEachSymbolAndDay() throws IOException {
        try (var recorder = recorder(Duration.ofMillis(20))) {
            recorder.start();
            publish(
                    mark(BTC, 1),
                    mark(ODD, 1),
                    candle(DAY, false),
                    candle(DAY, true),
                    new GapOpened(BTC, at(90), "silence"));
            publish(mark(BTC, 86_400));
            await().untilAsserted(() -> assertThat(ids(BTC)).hasSize(4));
        }

        assertThat(ids(BTC))
                .containsExactly(
                        mark(BTC, 1).eventId(),
                        candle(DAY, true).eventId(),
                        new GapOpened(BTC, at(90), "silence").eventId(),
                        mark(BTC, 86_400).eventId());
        assertThat(ids(ODD)).containsExactly(mark(ODD, 1).eventId());
        var archive = new ArchiveFolder(folder);
        assertThat(archive.symbols()).containsExactly(BTC, ODD);
        assertThat(archive.days(BTC)).containsExactly(LocalDate.of(2026, 11, 22), LocalDate.of(2026, 11, 23));
    }

    @Test
    void afterACrashNothingIsDoubledAndNothingLost() throws IOException {
        var expected = new ArrayList<String>();
        // one that never flushes by itself stands for one that is killed: only what an earlier one flushed is there
        for (int round = 0; round < 4; round++) {
            for (int second = 0; second < 50; second++) {
                MarketEvent mark = mark(BTC, round * 100 + second);
                publish(mark, mark);
                expected.add(mark.eventId());
            }
            publish(candle(DAY.plusSeconds(60L * round), true), candle(DAY.plusSeconds(60L * round), true));
            expected.add(candle(DAY.plusSeconds(60L * round), true).eventId());
            var flushed = recorder(Duration.ofMillis(10));
            flushed.start();
            int sofar = expected.size();
            await().untilAsserted(() -> assertThat(ids(BTC)).hasSize(sofar));
            flushed.close();
            Path file = new ArchiveFolder(folder).file(BTC, LocalDate.of(2026, 11, 22));
            Files.write(file, new byte[] {0x1f, (byte) 0x8b, 8, 4, 0}, java.nio.file.StandardOpenOption.APPEND);
        }

        assertThat(ids(BTC)).containsExactlyElementsOf(expected);
    }

    @Test
    void oneAtATimeWritesAFolderAndTheNextTakesOver() {
        var first = recorder(Duration.ofMillis(20));
        first.start();
        try (var second = recorder(Duration.ofMillis(20))) {
            second.start();
            assertThat(first.writing()).isTrue();
            assertThat(second.writing()).isFalse();

            first.close();

            await().until(second::writing);
        }
    }

    @Test
    void settingsStandBeforeTheFirstEventJudgedByThem() throws IOException {
        var taken = new EvaluationRecord.SettingsTaken(
                BTC, 7, mark(BTC, 2).eventId(), at(2), Map.of("MP_DELTA_PCT", "0.3"));
        try (var recorder = recorder(Duration.ofMillis(20))) {
            recorder.start();
            publish(mark(BTC, 1), mark(BTC, 2), mark(BTC, 3));
            transport
                    .publish(Outgoing.of(
                            Topics.EVALUATIONS,
                            taken,
                            new Origin(taken.recordId(), "settings", "test", at(2), null, null)))
                    .join();
            await().untilAsserted(() -> assertThat(all(BTC)).hasSize(4));
        }

        assertThat(all(BTC).get(1)).isEqualTo(new Archived.SettingsTaken(taken));
    }

    @Test
    void readsARange() throws IOException {
        try (var recorder = recorder(Duration.ofMillis(20))) {
            recorder.start();
            for (int hour = 0; hour < 72; hour++) {
                publish(mark(BTC, hour * 3_600));
            }
            await().untilAsserted(() -> assertThat(ids(BTC)).hasSize(72));
        }
        var seen = new ArrayList<Archived>();

        new ArchiveFolder(folder).read(BTC, at(23 * 3_600), at(49 * 3_600), seen::add);

        assertThat(seen).hasSize(26);
    }

    @Test
    void removesWhatIsTooOld() throws IOException {
        Path old = Files.createDirectories(folder.resolve("BTCUSDT")).resolve("2025-01-01.jsonl.gz");
        Path young = old.resolveSibling("2025-01-02.jsonl.gz");
        Files.createFile(old);
        Files.createFile(young);
        Files.setLastModifiedTime(old, FileTime.from(DAY.minus(Duration.ofDays(401))));
        Files.setLastModifiedTime(young, FileTime.from(DAY.minus(Duration.ofDays(399))));

        assertThat(new ArchiveSweep(folder, Duration.ofDays(400)).sweep(DAY)).isEqualTo(1);

        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    private Recorder recorder(Duration flush) {
        return new Recorder(
                transport,
                folder,
                new ArchiveProperties(true, null, Duration.ofDays(400), flush),
                InstantSource.system(),
                new SimpleMeterRegistry());
    }

    private List<Archived> all(Symbol symbol) throws IOException {
        var seen = new ArrayList<Archived>();
        new ArchiveFolder(folder).read(symbol, null, null, seen::add);
        return seen;
    }

    private List<String> ids(Symbol symbol) throws IOException {
        return all(symbol).stream()
                .map(archived -> ((Archived.Happened) archived).event().eventId())
                .toList();
    }

    private static Instant at(long second) {
        return DAY.plusSeconds(second);
    }

    private static MarkPriceUpdated mark(Symbol symbol, long second) {
        return new MarkPriceUpdated(symbol, at(second), Price.of("100.5"), null, null, null);
    }

    private static KlineUpdated candle(Instant openAt, boolean closed) {
        var price = Price.of("100");
        return new KlineUpdated(
                BTC,
                openAt.plusSeconds(60),
                new Kline("1m", openAt, openAt.plusMillis(59_999), price, price, price, price, BigDecimal.ONE, null, 1),
                closed,
                false);
    }

    private void publish(MarketEvent... events) {
        for (MarketEvent event : events) {
            transport
                    .publish(Outgoing.of(
                            Topics.WS_EVENTS,
                            event,
                            new Origin(event.eventId(), "event", "test", event.occurredAt(), null, null)))
                    .join();
        }
    }
}
