package io.autofutures.simulator.stream;

import io.autofutures.model.time.Activity;
import io.autofutures.simulator.fault.Faults;
import io.autofutures.simulator.fault.FrameLine;
import jakarta.websocket.CloseReason;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One websocket: frames wait in a bounded queue that one virtual thread empties; a client too slow for it is closed. */
final class StreamConnection {
    private final StreamSocket socket;
    private final StreamRoute route;
    private final StreamLimits limits;
    private final @Nullable Activity activity;
    private final Duration openedAt;
    private final Set<String> subscriptions = new ConcurrentSkipListSet<>();
    private final LinkedBlockingQueue<Item> queue;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final FrameLine line;
    private volatile boolean frozen;
    private volatile boolean combined;
    private volatile @Nullable Duration pingedAt;
    private long messageSecond = Long.MIN_VALUE;
    private int messages;

    private sealed interface Item {
        /** @param data counted as activity */
        record Text(String text, boolean data) implements Item {}

        record Ping() implements Item {}

        record Close(CloseReason.CloseCode code, String why) implements Item {}
    }

    /**
     * @param activity begun for each data frame, absent when nobody counts
     * @param now patience
     */
    StreamConnection(
            StreamSocket socket,
            StreamRoute route,
            StreamLimits limits,
            @Nullable Activity activity,
            Faults faults,
            Duration now) {
        this.socket = socket;
        this.route = route;
        this.limits = limits;
        this.activity = activity;
        this.openedAt = now;
        this.combined = route.combined();
        this.queue = new LinkedBlockingQueue<>(limits.waitingFrames());
        this.subscriptions.addAll(route.streams());
        this.line = faults.line("/" + route.category().name().toLowerCase(Locale.ROOT), new Wire());
    }

    void start(String name) {
        Thread ignored = Thread.ofVirtual().name("stream-" + name).start(this::send);
    }

    StreamRoute route() {
        return route;
    }

    StreamLimits limits() {
        return limits;
    }

    /** Sorted. */
    Set<String> subscriptions() {
        return subscriptions;
    }

    boolean combined() {
        return combined;
    }

    void combine(boolean on) {
        combined = on;
    }

    /** @param stream wrapped round the payload on a combined connection */
    void data(String stream, String payload) {
        String text = combined ? "{\"stream\":\"" + stream + "\",\"data\":" + payload + "}" : payload;
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
            socket.suspend();
        }

        @Override
        public void abort() {
            socket.abort();
        }
    }

    void control(String text) {
        boolean ignored = offer(new Item.Text(text, false));
    }

    /** Counts a message of the client; one too many in a second ends the connection. @param now patience */
    synchronized boolean mayTalk(Duration now) {
        long second = now.toSeconds();
        messages = second == messageSecond ? messages + 1 : 1;
        messageSecond = second;
        if (messages > limits.messagesPerSecond()) {
            close(CloseReason.CloseCodes.VIOLATED_POLICY, "Too many requests");
            return false;
        }
        return true;
    }

    void ping(Duration now) {
        if (pingedAt == null) {
            pingedAt = now;
        }
        boolean ignored = offer(new Item.Ping());
    }

    void ponged() {
        pingedAt = null;
    }

    /** Ends what is too old, or silent to pings. @param now patience */
    void review(Duration now) {
        Duration asked = pingedAt;
        if (frozen) {
            return;
        }
        if (now.minus(openedAt).compareTo(limits.life()) >= 0) {
            close(CloseReason.CloseCodes.NORMAL_CLOSURE, "connections live 24 hours");
        } else if (asked != null && now.minus(asked).compareTo(limits.pongWithin()) > 0) {
            cut(CloseReason.CloseCodes.GOING_AWAY, "no pong");
        }
    }

    /** After what is queued. */
    void close(CloseReason.CloseCode code, String why) {
        boolean ignored = offer(new Item.Close(code, why));
    }

    private boolean offer(Item item) {
        if (closing.get()) {
            return false;
        }
        long size = item instanceof Item.Text text ? text.text().length() : 0;
        if (waiting.addAndGet(size) <= limits.waitingChars() && queue.offer(item)) {
            return true;
        }
        cut(CloseReason.CloseCodes.VIOLATED_POLICY, "too slow");
        return false;
    }

    /** At once, whatever is queued. */
    private void cut(CloseReason.CloseCode code, String why) {
        if (closing.compareAndSet(false, true)) {
            Thread ignored = Thread.startVirtualThread(() -> closeNow(code, why));
        }
    }

    private void send() {
        try {
            while (socket.isOpen()) {
                Item item = queue.take();
                if (item instanceof Item.Text text) {
                    waiting.addAndGet(-text.text().length());
                }
                if (frozen) {
                    discard(item);
                    continue;
                }
                switch (item) {
                    case Item.Text text -> socket.text(text.text());
                    case Item.Ping ping -> socket.ping();
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
        if (item instanceof Item.Text text) {
            waiting.addAndGet(-text.text().length());
            if (text.data()) {
                end();
            }
        }
    }

    private void closeNow(CloseReason.CloseCode code, String why) {
        closing.set(true);
        try {
            socket.close(code, why);
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
