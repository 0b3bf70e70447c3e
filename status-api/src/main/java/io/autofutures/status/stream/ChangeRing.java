package io.autofutures.status.stream;

import io.autofutures.status.projector.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The latest changes of this life of the database. Who reads keeps its own place; who is further behind than the ring is
 * long has lost it. Thread-safe.
 */
final class ChangeRing {
    private final Change[] slots;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private String epoch = "";
    private long floor;
    private long head;
    private boolean closed;

    ChangeRing(int capacity) {
        this.slots = new Change[capacity];
    }

    /** What is remembered ends here; numbers go on behind {@code seq}. */
    void begin(String newEpoch, long seq) {
        lock.lock();
        try {
            epoch = newEpoch;
            floor = seq;
            head = seq;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** @throws IllegalArgumentException if a number is left out */
    void append(List<Change> changes) {
        lock.lock();
        try {
            for (Change change : changes) {
                if (change.seq() != head + 1) {
                    throw new IllegalArgumentException("change " + change.seq() + " does not follow " + head);
                }
                head = change.seq();
                slots[(int) (head % slots.length)] = change;
                floor = Math.max(floor, head - slots.length);
            }
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Cursor head() {
        lock.lock();
        try {
            return new Cursor(epoch, head);
        } finally {
            lock.unlock();
        }
    }

    /** Everything after {@code cursor} is remembered. */
    boolean holds(Cursor cursor) {
        lock.lock();
        try {
            return cursor.epoch().equals(epoch) && cursor.seq() >= floor && cursor.seq() <= head;
        } finally {
            lock.unlock();
        }
    }

    /** How many changes there are after {@code cursor}. */
    long behind(Cursor cursor) {
        lock.lock();
        try {
            return cursor.epoch().equals(epoch) ? head - cursor.seq() : Long.MAX_VALUE;
        } finally {
            lock.unlock();
        }
    }

    /** The changes after {@code cursor}, oldest first; waits a while for the first. Empty when none came. */
    List<Change> after(Cursor cursor, int most, long waitMillis) throws InterruptedException {
        lock.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(waitMillis);
            while (!closed && cursor.epoch().equals(epoch) && cursor.seq() >= head && nanos > 0) {
                nanos = grown.awaitNanos(nanos);
            }
            if (!cursor.epoch().equals(epoch) || cursor.seq() < floor) {
                return List.of();
            }
            List<Change> found = new ArrayList<>();
            for (long seq = cursor.seq() + 1; seq <= head && found.size() < most; seq++) {
                found.add(slots[(int) (seq % slots.length)]);
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
