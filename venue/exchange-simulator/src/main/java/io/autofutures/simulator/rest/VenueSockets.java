package io.autofutures.simulator.rest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.tomcat.util.net.NioEndpoint;

/**
 * The TCP connections of the server: breaks one on demand, and those that take for ever to say what they want. A head has
 * 75 s from the last answer on (longer than an idle connection is kept), a body 30 s. Thread-safe.
 */
public final class VenueSockets extends NioEndpoint {
    private static final Duration HEAD = Duration.ofSeconds(75);
    private static final Duration BODY = Duration.ofSeconds(30);

    private final LongSupplier nanos;
    private final Map<SocketAddress, Connection> connections = new ConcurrentHashMap<>();

    /** @param nanos wall time */
    public VenueSockets(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        opened(socket);
        return super.setSocketOptions(socket);
    }

    private void opened(SocketChannel socket) {
        try {
            connections.put(socket.getRemoteAddress(), new Connection(socket));
        } catch (IOException e) {
            System.getLogger(VenueSockets.class.getName())
                    .log(System.Logger.Level.DEBUG, "a connection was gone before it was taken", e);
        }
    }

    /** @param address and {@code port} of the peer */
    Optional<Connection> of(String address, int port) {
        return Optional.ofNullable(connections.get(new InetSocketAddress(InetAddress.ofLiteral(address), port)));
    }

    /** Breaks what has waited too long and forgets what is closed; called every few seconds. */
    public void sweep() {
        long now = nanos.getAsLong();
        connections.values().removeIf(connection -> {
            if (now - connection.due > 0 && connection.due != Connection.NEVER) {
                connection.reset();
            }
            return !connection.channel.isOpen();
        });
    }

    /** One TCP connection. */
    final class Connection {
        private static final long NEVER = Long.MAX_VALUE;

        private final SocketChannel channel;
        private volatile long due;

        private Connection(SocketChannel channel) {
            this.channel = channel;
            due(HEAD);
        }

        private void due(Duration from) {
            due = nanos.getAsLong() + from.toNanos();
        }

        void readsBody() {
            due(BODY);
        }

        /** It works on a request, or is a websocket from now on. */
        void busy() {
            due = NEVER;
        }

        /** The reply is out; the next head may come. */
        void waits() {
            due(HEAD);
        }

        /** A TCP reset; the other side may see it some ms later. */
        void reset() {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                channel.close();
            } catch (IOException e) {
                System.getLogger(VenueSockets.class.getName())
                        .log(System.Logger.Level.DEBUG, "a connection was closed before it could be reset", e);
            }
        }

        /** In order, with a FIN. */
        void close() {
            try {
                channel.close();
            } catch (IOException e) {
                System.getLogger(VenueSockets.class.getName())
                        .log(System.Logger.Level.DEBUG, "a connection could not be closed", e);
            }
        }
    }
}
