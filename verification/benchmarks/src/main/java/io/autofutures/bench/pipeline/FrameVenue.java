package io.autofutures.bench.pipeline;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A venue that costs next to nothing, so that what is measured is ours: REST with just what a start needs, and websockets
 * that carry prepared bytes as fast as they are read.
 */
final class FrameVenue implements AutoCloseable {
    private static final String ACCEPT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final Logger LOGGER = LoggerFactory.getLogger(FrameVenue.class);
    private static final Pattern STREAM = Pattern.compile("[a-z0-9]+@[a-zA-Z0-9_@]+");
    private static final int TEXT = 0x81;
    private static final int TWO_BYTES_OF_LENGTH = 126;
    private static final int CLOSE = 8;
    private static final int PING = 9;

    private final ServerSocket server;
    private final List<MarketSocket> markets = new CopyOnWriteArrayList<>();

    FrameVenue() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().name("frame-venue").daemon().start(this::accept);
    }

    String address(String scheme) {
        return scheme + "://127.0.0.1:" + server.getLocalPort();
    }

    /** Streams that somebody listens to now. */
    long listened() {
        return markets.stream().mapToLong(market -> market.streams().size()).sum();
    }

    /** Sends frames over the newest connection that listens to this stream. */
    void send(String stream, byte[] frames) throws IOException {
        for (MarketSocket market : markets.reversed()) {
            if (market.streams().contains(stream)) {
                market.send(frames);
                return;
            }
        }
        throw new IOException("nobody listens to " + stream);
    }

    /** Connections, each to be sent the frames of its streams. */
    List<MarketSocket> markets() {
        return List.copyOf(markets);
    }

    /** One connection, on which frames are written as prepared. */
    record MarketSocket(OutputStream out, Set<String> streams) {
        /** @param frames whole ones, as they go over the wire */
        void send(byte[] frames) throws IOException {
            synchronized (out) {
                out.write(frames);
                out.flush();
            }
        }
    }

    /** A text as one frame from a server. @param text fewer than 65,536 bytes */
    static byte[] onTheWire(byte[] text) {
        var out = new ByteArrayOutputStream(text.length + 4);
        out.write(TEXT);
        if (text.length < TWO_BYTES_OF_LENGTH) {
            out.write(text.length);
        } else {
            out.write(TWO_BYTES_OF_LENGTH);
            out.write(text.length >>> 8);
            out.write(text.length);
        }
        out.writeBytes(text);
        return out.toByteArray();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            OutputStream out = socket.getOutputStream();
            for (String request = line(in); !request.isEmpty(); request = line(in)) {
                Map<String, String> headers = headers(in);
                in.skipNBytes(Long.parseLong(headers.getOrDefault("content-length", "0")));
                String key = headers.get("sec-websocket-key");
                if (key != null) {
                    upgrade(out, key);
                    converse(in, new MarketSocket(out, ConcurrentHashMap.newKeySet()), request);
                    return;
                }
                answer(out, request);
            }
        } catch (IOException gone) {
            LOGGER.atDebug().setCause(gone).log("a client is gone");
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new HashMap<String, String>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static void answer(OutputStream out, String request) throws IOException {
        String body;
        if (request.contains("/fapi/v1/klines")) {
            body = Candles.asked(request, System.currentTimeMillis());
        } else if (request.contains("/fapi/v1/time")) {
            body = "{\"serverTime\":" + System.currentTimeMillis() + "}";
        } else if (request.contains("/fapi/v1/exchangeInfo")) {
            body = "{\"timezone\":\"UTC\",\"serverTime\":1,\"rateLimits\":[],\"assets\":[],\"symbols\":[]}";
        } else {
            body = "{\"listenKey\":\"bench\"}";
        }
        out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s")
                .formatted(body.length(), body)
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void upgrade(OutputStream out, String key) throws IOException {
        byte[] digest;
        try {
            digest = MessageDigest.getInstance("SHA-1").digest((key + ACCEPT).getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: %s\r\n\r\n")
                .formatted(Base64.getEncoder().encodeToString(digest))
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Acknowledges every request, answers pings, ends with the client. */
    private void converse(DataInputStream in, MarketSocket socket, String request) throws IOException {
        if (request.contains("/market")) {
            listen(socket, request.replace("%40", "@"));
            markets.add(socket);
        }
        try {
            while (answered(in, socket)) {}
        } finally {
            markets.remove(socket);
        }
    }

    private static void listen(MarketSocket socket, String asked) {
        Matcher names = STREAM.matcher(asked);
        while (names.find()) {
            if (asked.contains("UNSUBSCRIBE")) {
                socket.streams().remove(names.group());
            } else {
                socket.streams().add(names.group());
            }
        }
    }

    /** @return false at the end */
    private static boolean answered(DataInputStream in, MarketSocket socket) throws IOException {
        OutputStream out = socket.out();
        int opcode = in.readUnsignedByte() & 0x0f;
        int length = in.readUnsignedByte() & 0x7f;
        if (length == TWO_BYTES_OF_LENGTH) {
            length = in.readUnsignedShort();
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        if (opcode == CLOSE) {
            return false;
        }
        String text = new String(payload, StandardCharsets.UTF_8);
        int id = text.indexOf("\"id\":");
        listen(socket, text);
        synchronized (out) {
            if (opcode == PING) {
                out.write(new byte[] {(byte) 0x8a, (byte) payload.length});
                out.write(payload);
            } else if (id >= 0) {
                out.write(onTheWire(("{\"result\":null," + text.substring(id)).getBytes(StandardCharsets.UTF_8)));
            }
            out.flush();
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
