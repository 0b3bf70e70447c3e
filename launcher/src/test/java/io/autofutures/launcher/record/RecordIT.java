package io.autofutures.launcher.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.launcher.CommandFailure;
import io.autofutures.launcher.CommandRun;
import io.autofutures.launcher.broker.BrokerProcess;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.topic.Topics;
import io.autofutures.status.recorder.ArchiveFolder;
import io.autofutures.status.recorder.ArchiveProperties;
import io.autofutures.status.recorder.Recorder;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.kafka.KafkaTransport;
import io.autofutures.transport.kafka.KafkaTransportOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a real broker. */
class RecordIT {
    private static final List<String> SYMBOLS = List.of("BTCUSDT", "ETHUSDT", "ADAUSDT");

    @TempDir
    private Path folder;

    @Test
    void whatIsRecordedPublishedAndRecordedAgainIsTheSame() throws Exception {
        try (var broker = BrokerProcess.start(BrokerProcess.libs(), folder.resolve("broker"))) {
            String address = broker.bootstrapServers();
            publish(address);
            String original = folder.resolve("original.jsonl.gz").toString();
            String again = folder.resolve("again.jsonl.gz").toString();

            run(0, "record", "--data", folder.toString(), "--to", "end", "--out", original);
            run(0, "publish", "--bootstrap", address, "--recording", original, "--into", "copy");
            run(0, "record", "--bootstrap", address, "--topics", "copy", "--to", "end", "--out", again);

            assertThat(content(original).lines()).hasSize(600);
            assertThat(content(again)).isEqualTo(content(original));
            String[] options = {"--symbol", "BTCUSDT", "--set", "MP_DELTA_PCT=0.2", "--bootstrap", address};
            var fromTopic = run(0, with(options, "replay", "--topic", "ws-events"));
            var fromFile = run(0, with(options, "replay", "--recording", original));
            assertThat(fromTopic.lines()).hasSize(200).isEqualTo(fromFile.lines());
            assertThat(fromTopic.out()).contains("\"triggered\":true");
            run(CommandFailure.USAGE, "record", "--bootstrap", address, "--topics", "nothing", "--out", again);
            run(
                    CommandFailure.REFUSED,
                    "publish",
                    "--bootstrap",
                    address,
                    "--recording",
                    original,
                    "--into",
                    "commands");
        }
        run(
                CommandFailure.UNREACHABLE,
                "record",
                "--data",
                folder.toString(),
                "--out",
                folder.resolve("x").toString());
    }

    @Test
    void theArchiveGoesOnFromItsPositions() throws Exception {
        var archive = new ArchiveFolder(folder.resolve("archive"));
        try (var broker = BrokerProcess.start(BrokerProcess.libs(), folder.resolve("broker"))) {
            publish(broker.bootstrapServers());
            archived(broker.bootstrapServers(), archive, 200);
            publish(broker.bootstrapServers(), 200, 400);

            var meters = archived(broker.bootstrapServers(), archive, 400);

            assertThat(meters.counter("autofutures.recorder.events").count()).isEqualTo(600);
            assertThat(meters.counter("autofutures.recorder.left_out").count()).isZero();
        }
    }

    /** A recorder that runs until the archive has so many events of a symbol. */
    private static SimpleMeterRegistry archived(String address, ArchiveFolder archive, int events) {
        var meters = new SimpleMeterRegistry();
        var properties = new ArchiveProperties(true, null, Duration.ofDays(400), Duration.ofMillis(100));
        try (var transport = KafkaTransport.connect(KafkaTransportOptions.of(address, "archive"))) {
            transport.declare(List.of(Topics.WS_EVENTS, Topics.EVALUATIONS));
            try (var recorder = new Recorder(transport, archive.root(), properties, InstantSource.system(), meters)) {
                recorder.start();
                await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                    for (String symbol : SYMBOLS) {
                        var count = new AtomicInteger();
                        archive.read(new Symbol(symbol), null, null, archived -> count.incrementAndGet());
                        assertThat(count).hasValue(events);
                    }
                });
            }
        }
        return meters;
    }

    private static String[] with(String[] options, String... command) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(command), java.util.Arrays.stream(options))
                .toArray(String[]::new);
    }

    private static CommandRun run(int code, String... arguments) {
        var run = CommandRun.of(arguments);
        assertThat(run.code()).as("%s: %s", List.of(arguments), run.err()).isEqualTo(code);
        return run;
    }

    private static void publish(String address) {
        publish(address, 0, 200);
    }

    private static void publish(String address, int from, int to) {
        try (var transport = KafkaTransport.connect(KafkaTransportOptions.of(address, "test"))) {
            transport.declare(List.of(Topics.WS_EVENTS));
            var sent = new ArrayList<CompletableFuture<?>>();
            for (int second = from; second < to; second++) {
                for (String symbol : SYMBOLS) {
                    var at = Instant.ofEpochSecond(1_000_000 + second);
                    var price = new Price(BigDecimal.valueOf(10_000 + second % 40));
                    var mark = new MarkPriceUpdated(new Symbol(symbol), at, price, null, null, null);
                    var origin = new Origin(mark.eventId(), "mark", "test", at, null, null);
                    sent.add(transport.publish(Outgoing.of(Topics.WS_EVENTS, mark, origin)));
                }
            }
            sent.forEach(CompletableFuture::join);
        }
    }

    private static String content(String file) throws IOException {
        try (var unzipped = new GZIPInputStream(Files.newInputStream(Path.of(file)))) {
            return new String(unzipped.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
