package io.autofutures.simulator.stream;

import io.autofutures.model.time.Activity;
import io.autofutures.simulator.fault.Faults;
import io.autofutures.simulator.fault.FrameLine;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.tomcat.websocket.WsSession;
import org.jspecify.annotations.Nullable;

/** One websocket: frames wait in a bounded queue that one virtual thread empties; a client too slow for it is closed. */
final class StreamConnection {
    private static final int QUEUE = 20_000;

    private final Session session;
    private final StreamRoute route;
    private final @Nullable Activity activity;
    private final Set<String> subscriptions = new ConcurrentSkipListSet<>();
    private final LinkedBlockingQueue<Item> queue = new LinkedBlockingQueue<>(QUEUE);
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Runnable abort;
    private final FrameLine line;
    private volatile boolean frozen;

    private sealed interface Item {
        /** @param data counted as activity */
        record Text(String text, boolean data) implements Item {}

        record Ping() implements Item {}

        record Close(CloseReason.CloseCode code, String why) implements Item {}
    }

    /** @param activity begun for each data frame, absent when nobody counts @param abort breaks the TCP connection */
    StreamConnection(Session session, StreamRoute route, @Nullable Activity activity, Faults faults, Runnable abort) {
        this.session = session;
        this.route = route;
        this.activity = activity;
        this.abort = abort;
        this.subscriptions.addAll(route.streams());
        this.line = faults.line("/" + route.category().name().toLowerCase(Locale.ROOT), new Wire());
    }

    void start() {
        Thread ignored = Thread.ofVirtual().name("stream-" + session.getId()).start(this::send);
    }

    StreamRoute route() {
        return route;
    }

    Set<String> subscriptions() {
        return subscriptions;
    }

    boolean wants(String stream) {
        return subscriptions.contains(stream);
    }

    /** @param stream wrapped round the payload on a combined connection */
    void data(String stream, String payload) {
        String text = route.combined() ? "{\"stream\":\"" + stream + "\",\"data\":" + payload + "}" : payload;
        line.pass(stream, payload, text);
    }

    /** What faults do to it. */
    private final class Wire implements FrameLine.Socket {
        @Override
        public void begun() {
            begin();
        }

        @Override
        public void deliver(String text) {
            if (!offer(new Item.Text(text, true))) {
                end();
            }
        }

        @Override
        public void givenUp() {
            end();
        }

        @Override
        public void freeze() {
            frozen = true;
            if (session instanceof WsSession suspendable) {
                suspendable.suspend(); // reads nothing more, so no ping is answered
            }
        }

        @Override
        public void abort() {
            abort.run();
        }
    }

    void control(String text) {
        boolean ignored = offer(new Item.Text(text, false));
    }

    void ping() {
        boolean ignored = offer(new Item.Ping());
    }

    /** After what is queued. */
    void close(CloseReason.CloseCode code, String why) {
        boolean ignored = offer(new Item.Close(code, why));
    }

    private boolean offer(Item item) {
        if (closing.get()) {
            return false;
        }
        if (queue.offer(item)) {
            return true;
        }
        if (closing.compareAndSet(false, true)) {
            Thread ignored = Thread.startVirtualThread(() ->
                    closeNow(CloseReason.CloseCodes.VIOLATED_POLICY, "too slow: " + QUEUE + " frames were waiting"));
        }
        return false;
    }

    private void send() {
        try {
            while (session.isOpen()) {
                Item item = queue.take();
                if (frozen) {
                    discard(item);
                    continue;
                }
                switch (item) {
                    case Item.Text text -> session.getBasicRemote().sendText(text.text());
                    case Item.Ping ping -> session.getBasicRemote().sendPing(ByteBuffer.allocate(0));
                    case Item.Close close -> closeNow(close.code(), close.why());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | IllegalStateException e) {
            closeNow(CloseReason.CloseCodes.GOING_AWAY, "the connection is broken");
        } finally {
            gone();
        }
    }

    /** The session has ended: what waits will never be handled. */
    void gone() {
        closing.set(true);
        line.end();
        for (Item item = queue.poll(); item != null; item = queue.poll()) {
            discard(item);
        }
        boolean ignored = queue.offer(new Item.Ping()); // wakes the sender, which then sees the closed session
    }

    private void discard(Item item) {
        if (item instanceof Item.Text text && text.data()) {
            end();
        }
    }

    private void closeNow(CloseReason.CloseCode code, String why) {
        closing.set(true);
        try {
            session.close(new CloseReason(code, why));
        } catch (IOException e) {
            System.getLogger(StreamConnection.class.getName())
                    .log(System.Logger.Level.DEBUG, "a websocket was broken when it was closed", e);
        }
    }

    private void begin() {
        if (activity != null) {
            activity.begin();
        }
    }

    private void end() {
        if (activity != null) {
            activity.end();
        }
    }
}
