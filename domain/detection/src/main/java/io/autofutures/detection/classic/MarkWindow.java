package io.autofutures.detection.classic;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The samples of the last seconds, oldest first: a ring that grows with the busiest window it has seen. */
final class MarkWindow {
    private long[] times = new long[32];
    private double[] prices = new double[32];
    private BigDecimal[] exact = new BigDecimal[32];
    private int head;
    private int size;

    /** @param atMillis event time of the sample */
    record Sample(long atMillis, BigDecimal price) {}

    void append(long atMillis, BigDecimal price) {
        if (size == times.length) {
            grow();
        }
        int tail = (head + size) & (times.length - 1);
        times[tail] = atMillis;
        prices[tail] = price.doubleValue();
        exact[tail] = price;
        size++;
    }

    /** Drops samples strictly older than {@code cutoffMillis} from the old end, as far as they lie in a row. */
    void dropBefore(long cutoffMillis) {
        while (size > 0 && times[head] < cutoffMillis) {
            head = (head + 1) & (times.length - 1);
            size--;
        }
    }

    int size() {
        return size;
    }

    double oldestPrice() {
        return prices[head];
    }

    BigDecimal oldestExact() {
        return exact[head];
    }

    long oldestAtMillis() {
        return times[head];
    }

    double latestPrice() {
        return prices[(head + size - 1) & (prices.length - 1)];
    }

    List<Sample> samples() {
        var samples = new ArrayList<Sample>(size);
        for (int i = 0; i < size; i++) {
            int at = (head + i) & (times.length - 1);
            samples.add(new Sample(times[at], exact[at]));
        }
        return samples;
    }

    private void grow() {
        int capacity = times.length * 2;
        long[] newTimes = new long[capacity];
        double[] newPrices = new double[capacity];
        BigDecimal[] newExact = Arrays.copyOf(exact, capacity);
        for (int i = 0; i < size; i++) {
            int from = (head + i) & (times.length - 1);
            newTimes[i] = times[from];
            newPrices[i] = prices[from];
            newExact[i] = exact[from];
        }
        times = newTimes;
        prices = newPrices;
        exact = newExact;
        head = 0;
    }
}
