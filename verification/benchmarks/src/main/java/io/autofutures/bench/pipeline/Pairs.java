package io.autofutures.bench.pipeline;

import java.util.Arrays;
import java.util.List;

/** What was measured in turn: ours and the reference's, round by round. */
record Pairs(List<Double> ours, List<Double> reference) {
    double median() {
        return median(ours);
    }

    double medianOfReference() {
        return median(reference);
    }

    double ratio() {
        return median() / medianOfReference();
    }

    static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
    }
}
