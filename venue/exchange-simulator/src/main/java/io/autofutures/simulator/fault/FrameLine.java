package io.autofutures.simulator.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way of data frames to one websocket. What it holds back overtakes nothing of its own kind (stream, or event kind of
 * user data): the venue reorders only across kinds and connections. Thread-safe.
 */
public final class FrameLine {
    private static final Duration REORDERED_AT_MOST = Duration.ofSeconds(1);

    private static final Duration FROZEN_BY_CHANCE = Duration.ofMinutes(2);

    private final Faults faults;
    private final String category;
    private final int ordinal;
    private final Socket socket;
    private final Map<String, ArrayDeque<String>> held = new LinkedHashMap<>();
    private final Set<String> reordered = new HashSet<>();
    private long frames;
    private boolean muted;
    private boolean ended;
    private @Nullable ActiveFault frozenBy;

    /** The websocket behind it. */
    public interface Socket {
        /** A frame will be sent or given up, sooner or later. */
        void begun();

        /** Queues a frame that was begun. */
        void deliver(String text);

        /** A frame that was begun will not be sent. */
        void givenUp();

        /** From now on nothing is written and nothing is read, pings neither. */
        void freeze();

        /** Breaks the connection, without a close frame. */
        void abort();
    }

    /** @param category such as {@code /market} @param ordinal of the connection within its category, from 1 */
    FrameLine(Faults faults, String category, int ordinal, Socket socket) {
        this.faults = faults;
        this.category = category;
        this.ordinal = ordinal;
        this.socket = socket;
    }

    /**
     * @param wholeConnection for good, as it was picked by count
     * @param source absent for chance
     */
    record Hit(
            Effect.OnStream effect,
            boolean wholeConnection,
            @Nullable ActiveFault source) {}

    String category() {
        return category;
    }

    int ordinal() {
        return ordinal;
    }

    /** A data frame on its way. @param name of its stream @param payload without wrapper @param text as it is sent */
    public synchronized void pass(String name, String payload, String text) {
        if (ended || frozenBy != null) {
            return;
        }
        if (faults.quiet() && held.isEmpty() && !muted) {
            send(text);
            return;
        }
        frames++;
        String kind = kind(payload);
        String order = category.equals("/private") ? kind : name;
        boolean swallowed = muted;
        int copies = 1;
        Duration hold = null;
        boolean reorder = false;
        for (Hit hit : faults.frame(this, name, kind, frames)) {
            switch (hit.effect()) {
                case Effect.Drop drop -> {
                    socket.abort();
                    return;
                }
                case Effect.HalfOpen halfOpen -> {
                    freeze(hit.source());
                    return;
                }
                case Effect.Mute mute -> {
                    swallowed = true;
                    muted |= hit.wholeConnection();
                }
                case Effect.Duplicate duplicate -> copies = 2;
                case Effect.HoldBack(Duration length) -> hold = length;
                case Effect.Reorder other -> reorder = true;
            }
        }
        if (!swallowed) {
            for (int copy = 0; copy < copies; copy++) {
                queue(order, text, hold, reorder);
            }
        }
    }

    private void queue(String order, String text, @Nullable Duration hold, boolean reorder) {
        ArrayDeque<String> waiting = held.get(order);
        if (waiting != null) {
            socket.begun();
            waiting.add(text);
        } else if (hold != null || reorder) {
            socket.begun();
            held.put(order, new ArrayDeque<>(List.of(text)));
            if (hold == null) {
                reordered.add(order);
            }
            faults.later(hold == null ? REORDERED_AT_MOST : hold, () -> release(order));
        } else {
            send(text);
            Set.copyOf(reordered).forEach(this::release);
        }
    }

    private synchronized void release(String order) {
        reordered.remove(order);
        ArrayDeque<String> waiting = held.remove(order);
        if (waiting != null) {
            waiting.forEach(text -> {
                if (frozenBy == null && !ended) {
                    socket.deliver(text);
                } else {
                    socket.givenUp();
                }
            });
        }
    }

    private void send(String text) {
        socket.begun();
        socket.deliver(text);
    }

    /** False when it was frozen or has ended. */
    synchronized boolean drop() {
        if (ended || frozenBy != null) {
            return false;
        }
        socket.abort();
        return true;
    }

    /** False when it was frozen already or has ended. @param by absent for chance, which lets go after a while */
    synchronized boolean freeze(@Nullable ActiveFault by) {
        if (ended || frozenBy != null) {
            return false;
        }
        socket.freeze();
        giveUpHeld();
        frozenBy = by;
        if (by == null) {
            ended = true;
            faults.later(FROZEN_BY_CHANCE, socket::abort);
        }
        return true;
    }

    /** Who froze it has ended: the peer learns at last that nobody is there. */
    synchronized void thaw(Instant now) {
        if (frozenBy != null && frozenBy.over(now)) {
            frozenBy = null;
            ended = true;
            socket.abort();
        }
    }

    /** The connection has ended. */
    public synchronized void end() {
        ended = true;
        giveUpHeld();
        faults.forget(this);
    }

    private void giveUpHeld() {
        held.values().forEach(waiting -> waiting.forEach(text -> socket.givenUp()));
        held.clear();
        reordered.clear();
    }

    /** {@code e} of the event; empty for lists. */
    private static String kind(String payload) {
        String start = "{\"e\":\"";
        int end = payload.startsWith(start) ? payload.indexOf('"', start.length()) : -1;
        return end < 0 ? "" : payload.substring(start.length(), end);
    }
}
