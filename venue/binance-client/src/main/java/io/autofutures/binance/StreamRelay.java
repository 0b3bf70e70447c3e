package io.autofutures.binance;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Hands the frames of the present session on, and takes over from one session to the next without losing a frame, handing
 * one on twice, or changing their order: while two are open the present one speaks and what only the next has brought is
 * held; at the take-over that is handed on first. Thread-safe.
 */
final class StreamRelay {
    private static final int MOST_HELD = 50_000;

    private final StreamListener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> delivered = new HashSet<>();
    private final SequencedSet<String> held = new LinkedHashSet<>();
    private @Nullable StreamSession present;
    private @Nullable StreamSession next;
    private boolean met;

    StreamRelay(StreamListener listener) {
        this.listener = listener;
    }

    void accept(StreamSession from, String text) {
        lock.lock();
        try {
            if (from == present) {
                presentBrought(text);
            } else if (from == next) {
                nextBrought(from, text);
            } else {
                listener.discarded(text);
            }
        } finally {
            lock.unlock();
        }
    }

    private void presentBrought(String text) {
        if (next != null) {
            if (held.remove(text)) {
                met = true;
                listener.discarded(text); // the copy; this one goes on
            } else {
                delivered.add(text);
            }
        }
        listener.frame(text);
    }

    private void nextBrought(StreamSession from, String text) {
        if (delivered.remove(text)) {
            met = true;
            listener.discarded(text);
        } else if (!held.add(text)) {
            listener.discarded(text);
        }
        if (held.size() + delivered.size() > MOST_HELD) {
            from.end("two connections do not bring the same frames");
        }
    }

    /** A frame of this session that was too large; of another session than the present one it is passed over. */
    void oversized(StreamSession from, String start, long characters) {
        lock.lock();
        try {
            if (from == present) {
                listener.oversized(start, characters);
            } else {
                listener.discarded(start);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Frames of this session are handed on; of any other they are not. */
    void present(StreamSession session) {
        lock.lock();
        try {
            present = session;
        } finally {
            lock.unlock();
        }
    }

    /** This session is to follow the present one; call before it opens. */
    void next(StreamSession session) {
        lock.lock();
        try {
            next = session;
            met = false;
        } finally {
            lock.unlock();
        }
    }

    /** The present session has brought all that happened before the next one was open. */
    boolean hasMet() {
        lock.lock();
        try {
            return met;
        } finally {
            lock.unlock();
        }
    }

    /** The next session has brought nothing that the present one has not. */
    boolean holdsNothing() {
        lock.lock();
        try {
            return held.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** The next session becomes the present one. A frame that cannot be handled ends it. */
    void takeOver() {
        lock.lock();
        try {
            StreamSession successor = next;
            List<String> waiting = List.copyOf(held);
            present = successor;
            forgetNext();
            for (String text : waiting) {
                if (successor == null || successor.hasEnded()) {
                    listener.discarded(text);
                } else {
                    successor.handle(() -> listener.frame(text));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** What the next session brought is thrown away; the present one goes on. */
    void dropNext() {
        lock.lock();
        try {
            List<String> waiting = List.copyOf(held);
            forgetNext();
            waiting.forEach(listener::discarded);
        } finally {
            lock.unlock();
        }
    }

    private void forgetNext() {
        next = null;
        met = false;
        held.clear();
        delivered.clear();
    }

    /** Once this returns no frame is handed on any more. */
    void silence() {
        lock.lock();
        try {
            present = null;
        } finally {
            lock.unlock();
        }
        dropNext();
    }

    /** Calls of the listener never overlap. */
    void exclusively(Runnable call) {
        lock.lock();
        try {
            call.run();
        } finally {
            lock.unlock();
        }
    }
}
