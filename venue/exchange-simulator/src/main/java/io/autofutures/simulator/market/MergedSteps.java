package io.autofutures.simulator.market;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** The steps of several symbols in one order. */
final class MergedSteps implements Iterator<MarketStep> {
    private final PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(Head::step, MarketStep.ORDER));

    private record Head(MarketStep step, Iterator<MarketStep> rest) {}

    MergedSteps(List<Iterator<MarketStep>> sources) {
        sources.forEach(this::offer);
    }

    private void offer(Iterator<MarketStep> source) {
        if (source.hasNext()) {
            heads.add(new Head(source.next(), source));
        }
    }

    @Override
    public boolean hasNext() {
        return !heads.isEmpty();
    }

    @Override
    public MarketStep next() {
        Head head = heads.poll();
        if (head == null) {
            throw new NoSuchElementException("the recording has ended");
        }
        offer(head.rest());
        return head.step();
    }
}
