package io.autofutures.launcher.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autofutures.launcher.CommandFailure;
import io.autofutures.launcher.replay.TimeRange;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.topic.Topics;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.Transport;
import io.autofutures.transport.memory.MemoryTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    private static final List<String> MARKET = List.of("ws-events");

    @TempDir
    private Path folder;

    @Test
    void recordedPublishedAndRecordedAgainIsTheSame() throws Exception {
        var first = market();
        publish(first, 0, 300);
        Path original = folder.resolve("original.jsonl.gz");
        record(first, original, TimeRange.ALL);

        var second = market();
        var count = new Publication(second, "ws-events", "ws-events").publish(original.toString());
        Path again = folder.resolve("again.jsonl.gz");
        record(second, again, TimeRange.ALL);

        assertThat(count).isEqualTo(new Publication.Count(900, 0));
        assertThat(lines(original)).hasSize(900).isEqualTo(lines(again));
        assertThat(lines(original))
                .contains("{\"key\":\"mark/BTCUSDT/1000000\",\"headers\":{\"ce_specversion\":\"1.0\","
                        + "\"ce_id\":\"mark/BTCUSDT/1000000\",\"ce_source\":\"test\",\"ce_type\":\"mark\","
                        + "\"ce_time\":\"1970-01-01T00:16:40Z\",\"content-type\":\"application/json\","
                        + "\"ce_causationid\":\"cause\"},\"value\":{\"kind\":\"mark-price-updated\","
                        + "\"symbol\":\"BTCUSDT\",\"occurredAt\":1000000,\"mark\":\"100.5\"}}");
    }

    @Test
    void killedItGoesOnWithoutDoublingOrLosing() throws Exception {
        var transport = market();
        Path whole = folder.resolve("whole.jsonl.gz");
        Path killed = folder.resolve("killed.jsonl.gz");
        for (int round = 0; round < 3; round++) {
            publish(transport, 100 * round, 100);
            try (var recording = Recording.begin(transport, MARKET, killed, TimeRange.ALL, true)) {
                recording.await();
            } // not finished
            try (Stream<Path> parts = Files.list(folder.resolve("killed.jsonl.gz.parts"))) {
                for (Path part : parts.toList()) {
                    Files.write(part, new byte[] {0x1f, (byte) 0x8b, 8, 4, 0, 0}, StandardOpenOption.APPEND);
                }
            }
        }
        record(transport, killed, TimeRange.ALL);
        record(transport, whole, TimeRange.ALL);

        assertThat(lines(killed)).hasSize(900).isEqualTo(lines(whole));
        assertThat(folder.resolve("killed.jsonl.gz.parts")).doesNotExist();
    }

    @Test
    void aFinishedRecordingIsGoneOnFromItsEnd() throws Exception {
        var transport = market();
        Path file = folder.resolve("market.jsonl.gz");
        publish(transport, 0, 10);
        record(transport, file, TimeRange.ALL);
        publish(transport, 10, 10);

        long added = record(transport, file, TimeRange.ALL);

        assertThat(added).isEqualTo(30);
        assertThat(lines(file)).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void partsOfAFinishedRecordingAreNotAddedTwice() throws Exception {
        var transport = market();
        Path file = folder.resolve("market.jsonl.gz");
        publish(transport, 0, 10);
        try (var recording = Recording.begin(transport, MARKET, file, TimeRange.ALL, true)) {
            recording.await();
        }
        Path parts = folder.resolve("market.jsonl.gz.parts");
        Path kept = Files.createDirectories(folder.resolve("kept"));
        try (Stream<Path> files = Files.list(parts)) {
            for (Path part : files.toList()) {
                Files.copy(part, kept.resolve(part.getFileName()));
            }
        }
        record(transport, file, TimeRange.ALL);
        Files.move(kept, parts); // as if it was killed between the last two steps

        record(transport, file, TimeRange.ALL);

        assertThat(lines(file)).hasSize(30);
    }

    @Test
    void stopsAtATimeOnceLaterRecordsCome() throws Exception {
        var transport = market();
        publish(transport, 0, 100);
        Path file = folder.resolve("range.jsonl.gz");
        var range = new TimeRange(Instant.ofEpochSecond(1_010), Instant.ofEpochSecond(1_020));

        try (var recording = Recording.begin(transport, MARKET, file, range, false)) {
            recording.await();
            recording.finish();
        }

        assertThat(lines(file)).hasSize(30);
    }

    @Test
    void namesTheTopicsOfARecordingOfSeveralAndPublishesOnlyTheMarket() throws Exception {
        var transport = market();
        publish(transport, 0, 5);
        transport
                .publish(new Outgoing<>(
                        RawTopic.named("triggers"),
                        "BTCUSDT",
                        "t-1",
                        io.autofutures.model.json.Json.mapper().readTree("{\"symbol\":\"BTCUSDT\"}"),
                        new Origin("t-1", "trigger", "test", Instant.ofEpochSecond(1_002), null, null)))
                .join();
        Path file = folder.resolve("both.jsonl.gz");
        try (var recording = Recording.begin(transport, List.of("triggers", "ws-events"), file, TimeRange.ALL, true)) {
            recording.await();
            recording.finish();
        }

        var count = new Publication(market(), "ws-events", "ws-events").publish(file.toString());

        assertThat(lines(file))
                .hasSize(16)
                .anyMatch(line -> line.startsWith("{\"topic\":\"triggers\",\"key\":\"t-1\""));
        assertThat(count).isEqualTo(new Publication.Count(15, 1));
    }

    @Test
    void aMalformedLineIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.jsonl"), "{\"key\":\"a\"}\n");

        assertThatThrownBy(() -> new Publication(market(), "ws-events", "ws-events").publish(file.toString()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("bad.jsonl, line 1: it has no key, headers and value");
    }

    @Test
    void leavesAFileOfOtherMakeAlone() throws IOException {
        Path letter = Files.writeString(folder.resolve("letter.txt"), "Dear reader, this is no recording at all.");

        assertThatThrownBy(() -> Parts.endOf(letter)).hasMessageContaining("other make");
    }

    private static long record(Transport transport, Path file, TimeRange range) throws Exception {
        try (var recording = Recording.begin(transport, MARKET, file, range, true)) {
            recording.await();
            return recording.finish();
        }
    }

    private static MemoryTransport market() {
        var transport = new MemoryTransport(InstantSource.system());
        transport.declare(List.of(Topics.WS_EVENTS, Topics.TRIGGERS));
        return transport;
    }

    /** Three symbols, one mark a second. */
    private static void publish(Transport transport, int from, int seconds) {
        for (int second = from; second < from + seconds; second++) {
            for (String symbol : List.of("BTCUSDT", "ETHUSDT", "ADAUSDT")) {
                var at = Instant.ofEpochSecond(1_000 + second);
                var mark = new MarkPriceUpdated(new Symbol(symbol), at, Price.of("100.5"), null, null, null);
                transport
                        .publish(Outgoing.of(
                                Topics.WS_EVENTS, mark, new Origin(mark.eventId(), "mark", "test", at, "cause", null)))
                        .join();
            }
        }
    }

    private static List<String> lines(Path file) throws IOException {
        try (var unzipped = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(unzipped.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
