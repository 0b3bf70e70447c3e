package io.autofutures.detection.replay.tune;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What the price did after each trigger, for a fixed time: did it move by more than the costs, up or down, and was it
 * still there at the end. A trigger counts once its time is over. Not thread-safe.
 */
final class Aftermath {
    private static final int SLACK = 1_024;

    private final double costs;
    private final long withinMillis;
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private final PriorityQueue<Pending> lowestFirst = new PriorityQueue<>(Comparator.comparingDouble(p -> p.price));
    private final PriorityQueue<Pending> highestFirst = new PriorityQueue<>(
            Comparator.<Pending>comparingDouble(p -> p.price).reversed());
    private double last = Double.NaN;
    private long graded;
    private long moved;
    private long held;

    private static final class Pending {
        final long atMillis;
        final double price;
        boolean moved;
        boolean over;

        Pending(long atMillis, double price) {
            this.atMillis = atMillis;
            this.price = price;
        }
    }

    Aftermath(TuneOptions options) {
        this.costs = options.costsPct().doubleValue() / 100;
        this.withinMillis = options.within().toMillis();
    }

    void triggered(long atMillis, double price) {
        var trigger = new Pending(atMillis, price);
        pending.add(trigger);
        lowestFirst.add(trigger);
        highestFirst.add(trigger);
    }

    /** Before the triggers of the same event. */
    void on(PriceSample sample) {
        while (!pending.isEmpty() && pending.getFirst().atMillis + withinMillis < sample.atMillis()) {
            grade(pending.removeFirst());
        }
        reached(lowestFirst, price -> sample.high() > price * (1 + costs));
        reached(highestFirst, price -> sample.low() < price * (1 - costs));
        last = sample.last();
        forgetOver(lowestFirst);
        forgetOver(highestFirst);
    }

    private interface Beyond {
        boolean from(double price);
    }

    private static void reached(PriorityQueue<Pending> nearestFirst, Beyond beyond) {
        for (Pending nearest = nearestFirst.peek();
                nearest != null && (nearest.over || nearest.moved || beyond.from(nearest.price));
                nearest = nearestFirst.peek()) {
            nearest.moved |= !nearest.over;
            nearestFirst.remove();
        }
    }

    private void forgetOver(PriorityQueue<Pending> nearestFirst) {
        if (nearestFirst.size() > 2 * pending.size() + SLACK) {
            nearestFirst.removeIf(trigger -> trigger.over || trigger.moved);
        }
    }

    private void grade(Pending trigger) {
        trigger.over = true;
        graded++;
        if (trigger.moved) {
            moved++;
        }
        if (Math.abs(last / trigger.price - 1) > costs) {
            held++;
        }
    }

    /** Triggers whose time was over before the recording was. */
    long graded() {
        return graded;
    }

    /** Of these, after how many the price went further than the costs. */
    long moved() {
        return moved;
    }

    /** Of these, after how many it stood further away than the costs at the end. */
    long held() {
        return held;
    }
}
