package io.autofutures.tracker.tracking;

import io.autofutures.ledger.reconcile.VenueSnapshot;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.time.Activity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What comes to an owner by other ways than its inputs. Of the marks only the latest of each symbol waits. What was taken
 * counts as work until the owner says that it is committed. Thread-safe.
 */
final class Arrivals {
    sealed interface Arrival {}

    /** @param version of the core when the reads began */
    record Read(VenueSnapshot snapshot, long version) implements Arrival {}

    record ReadFailed(String reason) implements Arrival {}

    record HedgeModeRead(boolean hedge, Instant at) implements Arrival {}

    record HedgeModeUnread(String reason) implements Arrival {}

    /** A wait is over. */
    record ReadDue() implements Arrival {}

    /** A second of patience has passed. */
    record Ticked(Instant now) implements Arrival {}

    record Marked(MarkPriceUpdated mark) implements Arrival {}

    private final Activity activity;
    private final Runnable wake;
    private final List<Arrival> waiting = new ArrayList<>();
    private final TreeMap<Symbol, MarkPriceUpdated> marks = new TreeMap<>();
    private int begun;
    private int taken;
    private boolean closed;

    Arrivals(Activity activity, Runnable wake) {
        this.activity = activity;
        this.wake = wake;
    }

    void offer(Arrival arrival) {
        synchronized (this) {
            if (closed) {
                return;
            }
            activity.begin();
            begun++;
            if (arrival instanceof Marked(MarkPriceUpdated mark)) {
                marks.merge(mark.symbol(), mark, Arrivals::later);
            } else {
                waiting.add(arrival);
            }
        }
        wake.run();
    }

    private static MarkPriceUpdated later(MarkPriceUpdated left, MarkPriceUpdated right) {
        return right.occurredAt().isBefore(left.occurredAt()) ? left : right;
    }

    /** In the order they came, marks last and by symbol. */
    synchronized List<Arrival> take() {
        var all = new ArrayList<>(waiting);
        marks.values().forEach(mark -> all.add(new Marked(mark)));
        waiting.clear();
        marks.clear();
        taken += begun;
        begun = 0;
        return all;
    }

    /** Everything taken so far is done. */
    synchronized void committed() {
        for (; taken > 0; taken--) {
            activity.end();
        }
    }

    synchronized void close() {
        closed = true;
        taken += begun;
        begun = 0;
        committed();
    }
}
