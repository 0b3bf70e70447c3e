package io.autofutures.status.stream;

import static io.autofutures.status.Story.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.json.Json;
import io.autofutures.status.RunningStatus;
import io.autofutures.status.Story;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StreamIT {
    private static final String[] SMALL = {
        "--autofutures.stream.heartbeat=300ms",
        "--autofutures.stream.remembered=400",
        "--autofutures.stream.most-behind=300"
    };

    @TempDir
    Path folder;

    private RunningStatus running;
    private Story story;
    private final AtomicInteger told = new AtomicInteger();

    record Frame(String id, String event, String data) {
        JsonNode payload() {
            return Json.mapper().readTree(data).path("payload");
        }
    }

    /** A connection that reads frames until it is cut. */
    private static final class Reader implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        Reader(int port, String after, String lastEventId) throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(10_000);
            String request = "GET /api/v1/stream" + (after == null ? "" : "?after=" + after)
                    + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n"
                    + (lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n") + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        Frame next() {
            String id = null;
            String event = null;
            String data = null;
            try {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (line.startsWith("id: ")) {
                        id = line.substring(4);
                    } else if (line.startsWith("event: ")) {
                        event = line.substring(7);
                    } else if (line.startsWith("data: ")) {
                        data = line.substring(6);
                    } else if (line.isEmpty() && event != null && data != null) {
                        return new Frame(id, event, data);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            throw new IllegalStateException("the stream has ended");
        }

        Frame next(String event) {
            Frame frame = next();
            while (!frame.event().equals(event)) {
                frame = next();
            }
            return frame;
        }

        @Override
        public void close() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    @BeforeEach
    void start() {
        running = RunningStatus.start(folder, SMALL);
        story = new Story(running.transport());
    }

    @AfterEach
    void stop() {
        running.close();
        running.transport().close();
    }

    @Test
    void missesNothingAndDoublesNothingOverForcedReconnects() throws Exception {
        String cursor = cursor();
        var writer = Thread.startVirtualThread(() -> {
            while (told.get() < 300) {
                int n = told.getAndIncrement();
                story.trigger("ADAUSDT", n, START.plusSeconds(n), "0.3081");
                story.told();
                Thread.yield();
            }
        });
        List<String> seen = new ArrayList<>();
        String last = null;
        int connections = 0;
        while (seen.size() < 300) {
            try (var reader = new Reader(running.port(), cursor, last)) {
                connections++;
                for (int i = 0; i < 6 && seen.size() < 300; i++) {
                    Frame frame = reader.next("trigger.created");
                    seen.add(frame.payload().path("triggerId").asString());
                    last = frame.id();
                }
            }
        }
        writer.join();

        assertThat(connections).isGreaterThanOrEqualTo(50);
        List<String> expected = new ArrayList<>();
        for (int n = 0; n < 300; n++) {
            expected.add(Story.lineage("ADAUSDT", n).triggerId());
        }
        assertThat(seen).containsExactlyElementsOf(expected);
    }

    @Test
    void tellsWhoHasBeenAwayTooLongToReadEverythingAgain() throws Exception {
        String cursor = cursor();
        tell(500);
        try (var reader = new Reader(running.port(), cursor, null)) {
            Frame resync = reader.next("resync");
            assertThat(resync.id()).isEqualTo(cursor());
            tell(1);
            assertThat(reader.next("trigger.created").id()).isEqualTo(cursor());
        }
        try (var reader = new Reader(running.port(), "otherlife.1-3", null)) {
            assertThat(reader.next("resync").data()).contains("streamCursor");
        }
    }

    @Test
    void cutsOffWhoIsTooSlow() throws Exception {
        String cursor = cursor();
        tell(350);
        try (var reader = new Reader(running.port(), cursor, null)) {
            assertThat(reader.next("bye").data()).contains("slow");
        }
    }

    @Test
    void beatsAndSendsOnlyTheLatestPriceAndStatus() throws Exception {
        try (var reader = new Reader(running.port(), null, null)) {
            reader.next("heartbeat");
            for (int i = 0; i < 200; i++) {
                story.mark("ADAUSDT", "0.3" + (100 + i), START.plusMillis(i));
            }
            story.told();
            List<JsonNode> items = new ArrayList<>();
            String mark = "";
            while (!mark.equals("0.3299")) {
                Frame frame = reader.next("market.updated");
                assertThat(frame.id()).isNull();
                items.add(frame.payload());
                mark = frame.payload().path("items").get(0).path("mark").asString();
            }
            assertThat(items).hasSizeLessThan(20);
            assertThat(reader.next("status.updated").payload().path("mode").asString())
                    .isEqualTo("sim");
            reader.next("heartbeat");
        }
    }

    @Test
    void saysGoodbyeWhenTheServiceStops() throws Exception {
        try (var reader = new Reader(running.port(), null, null)) {
            reader.next("heartbeat");
            running.close();
            assertThat(reader.next("bye").data()).contains("shutdown");
        }
    }

    private void tell(int triggers) {
        long before = Cursor.parse(cursor()).orElseThrow().seq();
        for (int i = 0; i < triggers; i++) {
            int n = told.getAndIncrement();
            story.trigger("ADAUSDT", n, START.plusSeconds(n), "0.3081");
        }
        story.told();
        await().until(() -> Cursor.parse(cursor()).orElseThrow().seq() == before + triggers);
    }

    private String cursor() {
        return running.context().getBean(LiveStream.class).cursor();
    }
}
