package io.autofutures.trader.decider;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The last states of a table's keys, so that a trigger is judged with what was known before its instant: an update that
 * the same instant causes elsewhere may or may not have arrived, and must not change the input.
 */
final class StateHistory<T> {
    private static final int KEPT = 256;

    private final Function<T, String> key;
    private final Function<T, Instant> at;
    private final Map<String, Deque<T>> states = new TreeMap<>();

    /** @param at event time of a state */
    StateHistory(Function<T, String> key, Function<T, Instant> at) {
        this.key = key;
        this.at = at;
    }

    synchronized void record(T state) {
        Deque<T> known = states.computeIfAbsent(key.apply(state), any -> new ArrayDeque<>());
        known.addLast(state);
        if (known.size() > KEPT) {
            known.removeFirst();
        }
    }

    /** The latest state of each key from before {@code instant}, in the order of the keys. */
    synchronized List<T> before(Instant instant) {
        var found = new ArrayList<T>();
        states.values().forEach(known -> {
            for (var latestFirst = known.descendingIterator(); latestFirst.hasNext(); ) {
                T state = latestFirst.next();
                if (at.apply(state).isBefore(instant)) {
                    found.add(state);
                    break;
                }
            }
        });
        return found;
    }
}
