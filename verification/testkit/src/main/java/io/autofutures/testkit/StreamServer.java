package io.autofutures.testkit;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A websocket server on loopback for tests, speaking just enough of RFC 6455 to send frames and to fail in every way. */
public final class StreamServer implements AutoCloseable {
    private static final Pattern PARAMS = Pattern.compile("\"params\":\\[([^\\]]*)]");
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private final ServerSocket server;
    private final List<Peer> peers = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean refusing;
    private volatile boolean answersPings = true;
    private volatile boolean acknowledges = true;
    private final Set<String> refusedNames = ConcurrentHashMap.newKeySet();

    public StreamServer() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public URI url() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort());
    }

    /** Connections that are open now, oldest first. */
    public List<Peer> open() {
        return peers.stream().filter(peer -> !peer.socket.isClosed()).toList();
    }

    /** Open connections whose path and query start so. */
    public List<Peer> open(String path) {
        return open().stream().filter(peer -> peer.target.startsWith(path)).toList();
    }

    /** To each open connection whose path and query start so; returns their number. */
    public int send(String path, String text) {
        List<Peer> receivers = open(path);
        receivers.forEach(peer -> peer.send(text));
        return receivers.size();
    }

    /** In the combined wrapper, to each open connection that has asked for the stream; returns their number. */
    public int publish(String stream, String data) {
        List<Peer> receivers =
                open().stream().filter(peer -> peer.streams().contains(stream)).toList();
        receivers.forEach(peer -> peer.send("{\"stream\":\"" + stream + "\",\"data\":" + data + "}"));
        return receivers.size();
    }

    /** A request for one of these streams is answered by an error; the streams named with it are not subscribed to. */
    public void refuseStreams(String... names) {
        refusedNames.addAll(List.of(names));
    }

    /** Whether SUBSCRIBE and UNSUBSCRIBE are answered. */
    public void acknowledge(boolean answer) {
        acknowledges = answer;
    }

    /** New connections are cut before their handshake. */
    public void refuse(boolean refuse) {
        refusing = refuse;
    }

    /** How many were cut. */
    public int refused() {
        return refused.get();
    }

    public void answerPings(boolean answer) {
        answersPings = answer;
    }

    /** Every connection breaks without a close frame. */
    public void killAll() {
        peers.forEach(Peer::kill);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            if (refusing) {
                refused.incrementAndGet();
                return;
            }
            var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            String target = "";
            String key = "";
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                if (line.startsWith("GET ")) {
                    target = line.split(" ")[1];
                } else if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
                    key = line.substring(line.indexOf(':') + 1).strip();
                }
            }
            var peer = new Peer(socket, target);
            peer.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + accept(key) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            peers.add(peer);
            while (readFrame(in, peer)) {}
        } catch (IOException e) {
            // the client or the test ended it
        }
    }

    private boolean readFrame(DataInputStream in, Peer peer) throws IOException {
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
        if (opcode == 1) {
            asked(peer, new String(payload, StandardCharsets.UTF_8));
        }
        if (opcode == 10) {
            peer.pongs.add(new String(payload, StandardCharsets.UTF_8));
        }
        if (opcode == 9 && answersPings) {
            peer.frame(10, payload);
        }
        return opcode != 8;
    }

    private void asked(Peer peer, String request) {
        peer.received.add(request);
        Matcher id = ID.matcher(request);
        String number = id.find() ? id.group(1) : "null";
        List<String> names = names(request);
        boolean subscribe = request.contains("\"SUBSCRIBE\"");
        if (subscribe && names.stream().anyMatch(refusedNames::contains)) {
            peer.send("{\"code\":2,\"msg\":\"Invalid request: no such stream\"}");
            return;
        }
        if (subscribe) {
            peer.streams.addAll(names);
        } else if (request.contains("\"UNSUBSCRIBE\"")) {
            names.forEach(peer.streams::remove);
        }
        if (acknowledges) {
            peer.send("{\"result\":null,\"id\":" + number + "}");
        }
    }

    private static List<String> names(String request) {
        var names = new ArrayList<String>();
        Matcher params = PARAMS.matcher(request);
        if (params.find()) {
            for (String name : params.group(1).split(",")) {
                names.add(name.strip().replace("\"", ""));
            }
        }
        return names;
    }

    private static List<String> inAddress(String target) {
        int at = target.indexOf("streams=");
        return at < 0
                ? List.of()
                : List.of(URLDecoder.decode(target.substring(at + "streams=".length()), StandardCharsets.UTF_8)
                        .split("/"));
    }

    private static String line(DataInputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the client hung up in its handshake");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    @Override
    public void close() {
        killAll();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection of a client. */
    public static final class Peer {
        private final Socket socket;
        private final String target;
        private final Set<String> streams = ConcurrentHashMap.newKeySet();
        private final List<String> received = new CopyOnWriteArrayList<>();
        private final List<String> pongs = new CopyOnWriteArrayList<>();

        private Peer(Socket socket, String target) {
            this.socket = socket;
            this.target = target;
            streams.addAll(inAddress(target));
        }

        /** Asked for in the address or since, as text. */
        public Set<String> streams() {
            return Set.copyOf(streams);
        }

        /** Text frames of the client, oldest first. */
        public List<String> received() {
            return List.copyOf(received);
        }

        /** Path and query as the client asked for. */
        public String target() {
            return target;
        }

        public void send(String text) {
            frame(1, text.getBytes(StandardCharsets.UTF_8));
        }

        public void ping(String payload) {
            frame(9, payload.getBytes(StandardCharsets.UTF_8));
        }

        /** Payloads of the client's pongs, oldest first. */
        public List<String> pongs() {
            return List.copyOf(pongs);
        }

        /** The text in two fragments. */
        public void sendInPieces(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            int half = bytes.length / 2;
            writeFrame(1, Arrays.copyOfRange(bytes, 0, half));
            writeFrame(0x80, Arrays.copyOfRange(bytes, half, bytes.length));
        }

        public void kill() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void frame(int opcode, byte[] payload) {
            writeFrame(0x80 | opcode, payload);
        }

        private void writeFrame(int first, byte[] payload) {
            byte[] header = header(first, payload.length);
            byte[] frame = Arrays.copyOf(header, header.length + payload.length);
            System.arraycopy(payload, 0, frame, header.length, payload.length);
            write(frame);
        }

        private static byte[] header(int first, int length) {
            if (length < 126) {
                return new byte[] {(byte) first, (byte) length};
            }
            return length < 65_536
                    ? new byte[] {(byte) first, 126, (byte) (length >> 8), (byte) length}
                    : ByteBuffer.allocate(10)
                            .put((byte) first)
                            .put((byte) 127)
                            .putLong(length)
                            .array();
        }

        private synchronized void write(byte[] bytes) {
            try {
                OutputStream out = socket.getOutputStream();
                out.write(bytes);
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
