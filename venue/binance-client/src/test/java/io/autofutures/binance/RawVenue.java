package io.autofutures.binance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A socket that behaves as badly as a network can, the same for each connection. */
final class RawVenue implements AutoCloseable {
    private final ServerSocket server;
    private final Manner manner;
    private final CountDownLatch closing = new CountDownLatch(1);
    /** First lines of the requests that were read. */
    final List<String> read = new CopyOnWriteArrayList<>();

    enum Manner {
        RESET_AT_ONCE,
        RESET_AFTER_READING,
        END_AFTER_READING,
        HALF_A_HEAD,
        HALF_A_BODY,
        SILENCE
    }

    RawVenue(Manner manner) {
        this.manner = manner;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    URI url(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort());
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
            if (manner == Manner.RESET_AT_ONCE) {
                socket.setSoLinger(true, 0);
                return;
            }
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String first = in.readLine();
            for (String line = first; line != null && !line.isEmpty(); ) {
                line = in.readLine();
            }
            read.add(String.valueOf(first));
            switch (manner) {
                case RESET_AT_ONCE, END_AFTER_READING -> {}
                case RESET_AFTER_READING -> socket.setSoLinger(true, 0);
                case HALF_A_HEAD -> write(socket, "HTTP/1.1 200 O");
                case HALF_A_BODY -> write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"orderId\":1");
                case SILENCE -> closing.await();
            }
        } catch (IOException e) {
            read.add("broken: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
