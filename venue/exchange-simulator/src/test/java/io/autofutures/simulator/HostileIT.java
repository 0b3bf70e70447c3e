package io.autofutures.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.market.Symbol;
import io.autofutures.simulator.market.MarketSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no good client would send; after each of it the venue serves on. */
class HostileIT {
    @TempDir
    static Path folder;

    private static Simulator simulator;
    private static VenueCaller venue;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(
                SimulatorOptions.of(folder, new MarketSource.Generated(1, List.of(new Symbol("BTCUSDT")))));
        venue = new VenueCaller(simulator);
        simulator.begin();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @AfterEach
    void servesOn() {
        assertThat(venue.open("GET", "/fapi/v1/ping").status()).isEqualTo(200);
        assertThat(venue.signed("GET", "/fapi/v3/balance").status()).isEqualTo(200);
    }

    private static Socket socket() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** The answer up to the end of the connection. */
    private static String said(String request) throws IOException {
        try (Socket socket = socket()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET,/fapi/v1/noSuchThing",
        "PATCH,/fapi/v1/order",
        "HELLO,/fapi/v1/order",
        "OPTIONS,/fapi/v1/time",
        "GET,/",
        "GET,/fapi/v1/time/",
        "GET,/fapi/v1/%2e%2e/time",
        "GET,/fapi/v9/order"
    })
    void anUnknownPathOrMethodIsTheVenues404(String method, String path) {
        VenueCaller.Answer answer = venue.open(method, path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo(-5000);
        assertThat(answer.body().path("msg").asString())
                .isEqualTo("Path %s, Method %s is invalid".formatted(path, method));
    }

    @Test
    void aMalformedRequestIsA400AndTheEndOfItsConnection() throws IOException {
        assertThat(said("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(said("GET /fapi/v1/time HTTP/9.9\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 505");
        assertThat(said("GET /fapi/v1/time?a=<b> HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(said("GET /fapi/v1/time?symbol=\u00e5USDT HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .doesNotContain("Tomcat");
        assertThat(said("POST /fapi/v1/order HTTP/1.1\r\nHost: x\r\nContent-Length: minus\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void tooLargeHeadersAndBodiesAreRefused() throws IOException {
        assertThat(said("GET /fapi/v1/time HTTP/1.1\r\nHost: x\r\nX-Long: %s\r\n\r\n".formatted("a".repeat(70_000))))
                .containsPattern("^HTTP/1.1 (400|431)");
        String body = "a=" + "b".repeat(100_000);
        String refused = said(
                "POST /fapi/v1/order HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(body.length(), body));
        assertThat(refused).startsWith("HTTP/1.1 413").contains("-1101");
    }

    @Test
    void malformedFramesAndBinaryDoNoHarm() {
        VenueCaller.Stream stream = venue.stream("/market/ws/btcusdt@markPrice@1s");
        stream.say("{");
        stream.say("[1,2,3]");
        stream.say("null");
        stream.say("{\"method\":7,\"params\":{\"a\":[]},\"id\":{}}");
        await().until(() -> stream.frames.stream()
                        .filter(frame -> frame.has("code") || frame.has("error"))
                        .count()
                >= 3);

        stream.socket.sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true).join();

        VenueCaller.Stream other = venue.stream("/market/ws/btcusdt@markPrice@1s");
        await().until(() -> !other.frames.isEmpty());
    }

    @Test
    void aFrameOfAMegabyteEndsItsConnectionOnly() {
        VenueCaller.Stream stream = venue.stream("/market/ws/btcusdt@markPrice@1s");
        VenueCaller.Stream other = venue.stream("/market/ws/btcusdt@markPrice@1s");

        stream.socket.sendText("x".repeat(1 << 20), true);

        await().until(() -> stream.closedWith != 0 || stream.error != null);
        int seen = other.frames.size();
        await().until(() -> other.frames.size() > seen);
    }

    @Test
    void unmaskedAndReservedFramesEndTheirConnectionOnly() throws IOException {
        try (Socket socket = socket()) {
            socket.getOutputStream()
                    .write(
                            ("GET /market/ws/btcusdt@markPrice@1s HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 101");
            socket.getOutputStream().write(new byte[] {(byte) 0xff, 0x05, 1, 2, 3, 4, 5});

            assertThat(in.readAllBytes()).isNotNull(); // ends, within the socket's time-out
        }
    }

    @Test
    void slowHeadsAndSlowBodiesHoldNobodyUp() throws IOException {
        var slow = new ArrayList<Socket>();
        try {
            for (int each = 0; each < 200; each++) {
                Socket head = socket();
                head.getOutputStream().write("GET /fapi/v1/ti".getBytes(StandardCharsets.US_ASCII));
                slow.add(head);
                Socket body = socket();
                body.getOutputStream()
                        .write("POST /fapi/v1/order HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\na"
                                .getBytes(StandardCharsets.US_ASCII));
                slow.add(body);
            }
            long begun = System.nanoTime();
            for (int call = 0; call < 20; call++) {
                assertThat(venue.signed("GET", "/fapi/v3/balance").status()).isEqualTo(200);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void thousandsOfIdleConnectionsCostNoThread() throws IOException {
        int before = platformThreads();
        var idle = new ArrayList<Socket>();
        try {
            for (int each = 0; each < 2_500; each++) {
                idle.add(socket());
            }
            assertThat(venue.signed("GET", "/fapi/v3/balance").status()).isEqualTo(200);
            VenueCaller.Stream stream = venue.stream("/market/ws/btcusdt@markPrice@1s");
            await().until(() -> !stream.frames.isEmpty());
            assertThat(platformThreads()).isLessThan(before + 30);
            Socket late = idle.getLast();
            late.getOutputStream()
                    .write("GET /fapi/v1/time HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(late.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .contains("serverTime");
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    private static int platformThreads() {
        return Thread.getAllStackTraces().size();
    }
}
