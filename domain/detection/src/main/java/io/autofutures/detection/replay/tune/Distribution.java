package io.autofutures.detection.replay.tune;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.TreeMap;

/** How often each value was seen. Exact: values are few, as they are rounded when printed. Not thread-safe. */
public final class Distribution {
    private final TreeMap<BigDecimal, Long> counts = new TreeMap<>();
    private long count;

    void add(BigDecimal value) {
        counts.merge(value, 1L, Long::sum);
        count++;
    }

    public long count() {
        return count;
    }

    /**
     * The least value that at least this share of all does not exceed (nearest rank); empty when nothing was seen.
     *
     * @param percent above 0, at most 100
     */
    public Optional<BigDecimal> percentile(BigDecimal percent) {
        long rank = percent.multiply(BigDecimal.valueOf(count))
                .divide(BigDecimal.valueOf(100))
                .setScale(0, java.math.RoundingMode.CEILING)
                .longValueExact();
        long seen = 0;
        for (var entry : counts.entrySet()) {
            seen += entry.getValue();
            if (seen >= rank) {
                return Optional.of(entry.getKey());
            }
        }
        return Optional.empty();
    }

    /** The least value that at most {@code times} of all reach; empty when even the greatest is reached more often. */
    public Optional<BigDecimal> reachedAtMost(double times) {
        long reached = 0;
        BigDecimal rare = null;
        for (var entry : counts.descendingMap().entrySet()) {
            reached += entry.getValue();
            if (reached > times) {
                break;
            }
            rare = entry.getKey();
        }
        return Optional.ofNullable(rare);
    }
}
