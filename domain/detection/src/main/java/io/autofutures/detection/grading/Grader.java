package io.autofutures.detection.grading;

import io.autofutures.model.market.Price;
import io.autofutures.model.trade.Grade;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows the price of one symbol after each move that is to be graded, and tells a {@link Grade} when a horizon has
 * passed in event time. Prices are given in the order of their times; a candle speaks only for a time without prices.
 *
 * <p>Between two horizons a price costs two comparisons, however many moves are followed: highest and lowest are kept
 * once and handed to all of them when a move begins or a horizon ends. No clock. Not thread-safe.
 */
public final class Grader {
    /** Minutes after the move. */
    public static final List<Integer> HORIZONS = List.of(1, 5, 15, 60);

    private static final long NEVER = Long.MIN_VALUE;

    private final List<OpenGrade> open = new ArrayList<>();
    private long nextDue = Long.MAX_VALUE;
    private long lastPriceAt = NEVER;
    private double high = Double.NEGATIVE_INFINITY;
    private double low = Double.POSITIVE_INFINITY;
    private @Nullable BigDecimal highest;
    private @Nullable BigDecimal lowest;

    /** Everything remembered, for a checkpoint. @param lastPriceMillis absent before the first price */
    public record State(
            List<OpenGrade.State> open, @Nullable Long lastPriceMillis) {}

    public Grader() {}

    public Grader(State state) {
        state.open().forEach(saved -> add(new OpenGrade(saved)));
        lastPriceAt = state.lastPriceMillis() == null ? NEVER : state.lastPriceMillis();
    }

    public State state() {
        handOver();
        return new State(open.stream().map(OpenGrade::state).toList(), lastPriceAt == NEVER ? null : lastPriceAt);
    }

    /** Moves that are followed, of one kind. */
    public int open(Grade.Kind kind) {
        return (int) open.stream().filter(grade -> grade.move().kind() == kind).count();
    }

    public boolean isIdle() {
        return open.isEmpty();
    }

    /** From here on the price is followed. */
    public void follow(GradedMove move) {
        handOver();
        add(new OpenGrade(move));
    }

    /** Another move took its place: it will not be graded. */
    public void forget(String subjectId) {
        open.removeIf(grade -> grade.move().subjectId().equals(subjectId));
        nextDue = earliest();
    }

    private void add(OpenGrade grade) {
        open.add(grade);
        nextDue = Math.min(nextDue, grade.due());
    }

    /** @return what has come due, oldest move first; hardly ever anything */
    public List<Grade> onPrice(long atMillis, BigDecimal price) {
        lastPriceAt = atMillis;
        if (open.isEmpty()) {
            return List.of();
        }
        extend(price);
        return atMillis < nextDue ? List.of() : graded(atMillis, price);
    }

    /**
     * A closed candle, whose high and low count and whose close is the price; ignored when a price came since it opened.
     *
     * @param atMillis when it was closed
     */
    public List<Grade> onCandle(long openMillis, long atMillis, BigDecimal high, BigDecimal low, BigDecimal close) {
        if (lastPriceAt >= openMillis || open.isEmpty()) {
            return List.of();
        }
        extend(high);
        extend(low);
        return atMillis < nextDue ? List.of() : graded(atMillis, close);
    }

    private void extend(BigDecimal price) {
        double value = price.doubleValue();
        if (value > high) {
            high = value;
            highest = price;
        }
        if (value < low) {
            low = value;
            lowest = price;
        }
    }

    private void handOver() {
        BigDecimal top = highest;
        BigDecimal bottom = lowest;
        if (top != null && bottom != null) {
            open.forEach(grade -> grade.saw(top, bottom));
        }
        high = Double.NEGATIVE_INFINITY;
        low = Double.POSITIVE_INFINITY;
        highest = null;
        lowest = null;
    }

    private List<Grade> graded(long atMillis, BigDecimal price) {
        handOver();
        var grades = new ArrayList<Grade>();
        for (OpenGrade grade : open) {
            while (grade.due() <= atMillis) {
                grades.add(grade.read(atMillis, new Price(price)));
            }
        }
        open.removeIf(OpenGrade::complete);
        nextDue = earliest();
        return List.copyOf(grades);
    }

    private long earliest() {
        return open.stream().mapToLong(OpenGrade::due).min().orElse(Long.MAX_VALUE);
    }
}
