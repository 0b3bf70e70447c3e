package io.autofutures.ingest.gap;

import io.autofutures.model.market.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/** Who may ask the venue next: a few at a time, symbols with a position first, the others as they came. Thread-safe. */
final class RepairTurns implements AutoCloseable {
    private final int atOnce;
    private final Predicate<Symbol> first;
    private final List<Ticket> waiting = new ArrayList<>();
    private int running;
    private boolean closed;

    private record Ticket(Symbol symbol, CountDownLatch called) {}

    /** @param first asked whenever a turn is free, so that a position opened meanwhile counts */
    RepairTurns(int atOnce, Predicate<Symbol> first) {
        this.atOnce = atOnce;
        this.first = first;
    }

    /** Waits for a turn, to be given back by {@link #done}. */
    void take(Symbol symbol) throws InterruptedException {
        var ticket = new Ticket(symbol, new CountDownLatch(1));
        synchronized (this) {
            waiting.add(ticket);
            call();
        }
        ticket.called().await();
    }

    synchronized void done() {
        running--;
        call();
    }

    private void call() {
        while (!waiting.isEmpty() && (closed || running < atOnce)) {
            Ticket next = waiting.stream()
                    .filter(ticket -> first.test(ticket.symbol()))
                    .findFirst()
                    .orElseGet(waiting::getFirst);
            waiting.remove(next);
            running++;
            next.called().countDown();
        }
    }

    /** Nobody waits any more. */
    @Override
    public synchronized void close() {
        closed = true;
        call();
    }
}
