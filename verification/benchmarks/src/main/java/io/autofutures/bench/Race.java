package io.autofutures.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * All in turn, round after round, in one thread: a slow moment of the machine hits each of them. The first
 * rounds warm up and do not count.
 */
final class Race {
    private final List<Racer> racers;
    private final Duration turn;
    private final LongSupplier nanos;
    private int blackhole;

    /** @param nanos what is counted: {@link System#nanoTime} or the processor time of this thread */
    Race(List<Racer> racers, Duration turn, LongSupplier nanos) {
        this.racers = racers;
        this.turn = turn;
        this.nanos = nanos;
    }

    /** On a machine that does other work too; leaves out what the garbage collector does in its own threads. */
    static LongSupplier processorTime() {
        return ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;
    }

    /** Units of work per second of each by its name, one value a round. */
    Map<String, double[]> run(int warmUp, int rounds) {
        var rates = new LinkedHashMap<String, double[]>();
        racers.forEach(racer -> rates.put(racer.name(), new double[rounds]));
        for (int round = -warmUp; round < rounds; round++) {
            for (Racer racer : racers) {
                double rate = turn(racer);
                double[] kept = rates.get(racer.name());
                if (round >= 0 && kept != null) {
                    kept[round] = rate;
                }
            }
        }
        return rates;
    }

    private double turn(Racer racer) {
        long begun = nanos.getAsLong();
        long end = begun + turn.toNanos();
        long done = 0;
        long now;
        int sum = 0;
        do {
            sum += racer.pass().getAsInt();
            done += racer.units();
            now = nanos.getAsLong();
        } while (now < end);
        blackhole += sum;
        return done * 1e9 / (now - begun);
    }

    /** Depends on everything that was done, so nothing of it can be left out. */
    int blackhole() {
        return blackhole;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
