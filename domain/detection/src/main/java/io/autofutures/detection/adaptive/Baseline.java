package io.autofutures.detection.adaptive;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * What is usual among the last values: their median, and the spread round it. An outlier changes neither by much.
 *
 * <p>Values are logarithms, so that deviations are ratios. Source: Iglewicz and Hoaglin, How to Detect and Handle Outliers
 * (1993): modified z-score from the median absolute deviation.
 */
final class Baseline {
    /** Fewer values say nothing. */
    static final int LEAST = 20;
    /** Median absolute deviation to standard deviation, for a normal distribution. */
    private static final double TO_DEVIATION = 1.4826;
    /** Least spread: values that hardly differ must not make every ripple look rare. About 10 %. */
    private static final double LEAST_SPREAD = 0.1;

    private final int kept;
    private final Deque<Double> values = new ArrayDeque<>();

    Baseline(int kept) {
        this.kept = kept;
    }

    void add(double logarithm) {
        values.addLast(logarithm);
        while (values.size() > kept) {
            values.removeFirst();
        }
    }

    boolean known() {
        return values.size() >= LEAST;
    }

    double median() {
        double[] sorted = sorted();
        return middle(sorted);
    }

    /** Robust deviations of {@code logarithm} above the median; negative below. */
    double deviations(double logarithm) {
        double[] sorted = sorted();
        double median = middle(sorted);
        double[] distances = new double[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            distances[i] = Math.abs(sorted[i] - median);
        }
        Arrays.sort(distances);
        double spread = Math.max(TO_DEVIATION * middle(distances), LEAST_SPREAD);
        return (logarithm - median) / spread;
    }

    List<Double> values() {
        return List.copyOf(values);
    }

    private double[] sorted() {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private static double middle(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
