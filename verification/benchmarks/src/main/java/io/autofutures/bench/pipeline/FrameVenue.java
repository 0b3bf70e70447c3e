package io.autofutures.bench.pipeline;

import java.io.BufferedInputStream;
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
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A venue that costs next to nothing, so that what is measured is ours: REST with just what a start needs, and websockets
 * that carry prepared bytes as fast as they are read.
 */
final class FrameVenue implements AutoCloseable {
    private static final String ACCEPT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
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

    /** The newest market connection that has been asked for streams; absent before. */
    @Nullable
    MarketSocket market() {
        return markets.isEmpty() ? null : markets.getLast();
    }

    /** One connection, on which frames are written as prepared. */
    record MarketSocket(OutputStream out) {
        /** @param frames whole ones, as they go over the wire */
        void send(byte[] frames) throws IOException {
            synchronized (out) {
                out.write(frames);
                out.flush();
            }
        }
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
                    converse(in, out, request.contains("/market"));
                    return;
                }
                answer(out, request);
            }
        } catch (IOException gone) {
            markets.removeIf(market -> !socket.isConnected());
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
            body = "[]";
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
    private void converse(DataInputStream in, OutputStream out, boolean market) throws IOException {
        if (market) {
            markets.add(new MarketSocket(out));
        }
        while (true) {
            int opcode = in.readUnsignedByte() & 0x0f;
            int length = in.readUnsignedByte() & 0x7f;
            if (length == 126) {
                length = in.readUnsignedShort();
            }
            byte[] mask = in.readNBytes(4);
            byte[] payload = in.readNBytes(length);
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i % 4];
            }
            if (opcode == CLOSE) {
                return;
            }
            String text = new String(payload, StandardCharsets.UTF_8);
            int id = text.indexOf("\"id\":");
            synchronized (out) {
                if (opcode == PING) {
                    out.write(new byte[] {(byte) 0x8a, (byte) payload.length});
                    out.write(payload);
                } else if (id >= 0) {
                    byte[] reply = ("{\"result\":null," + text.substring(id)).getBytes(StandardCharsets.UTF_8);
                    out.write(new byte[] {(byte) 0x81, (byte) reply.length});
                    out.write(reply);
                }
                out.flush();
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
