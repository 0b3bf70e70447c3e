package io.autofutures.detection.grading;

import io.autofutures.model.market.Price;
import io.autofutures.model.trade.Grade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A move whose last horizon has not passed yet. */
public final class OpenGrade {
    private static final long MINUTE_MILLIS = 60_000;

    private final GradedMove move;
    private final List<Grade.Reading> readings = new ArrayList<>();
    private BigDecimal highest;
    private BigDecimal lowest;

    /** @param highest and {@code lowest}: since the move, its own price included */
    public record State(GradedMove move, List<Grade.Reading> readings, BigDecimal highest, BigDecimal lowest) {}

    OpenGrade(GradedMove move) {
        this.move = move;
        this.highest = move.price().value();
        this.lowest = move.price().value();
    }

    OpenGrade(State state) {
        this.move = state.move();
        this.readings.addAll(state.readings());
        this.highest = state.highest();
        this.lowest = state.lowest();
    }

    State state() {
        return new State(move, List.copyOf(readings), highest, lowest);
    }

    GradedMove move() {
        return move;
    }

    boolean complete() {
        return readings.size() == Grader.HORIZONS.size();
    }

    /** When the next horizon passes; never once complete. */
    long due() {
        return complete()
                ? Long.MAX_VALUE
                : move.occurredAt().toEpochMilli() + MINUTE_MILLIS * Grader.HORIZONS.get(readings.size());
    }

    void saw(BigDecimal top, BigDecimal bottom) {
        highest = highest.max(top);
        lowest = lowest.min(bottom);
    }

    /** The next horizon has passed. */
    Grade read(long atMillis, Price price) {
        int minutes = Grader.HORIZONS.get(readings.size());
        readings.add(new Grade.Reading(minutes, Instant.ofEpochMilli(atMillis), price, movePct(price.value())));
        boolean up = move.heading() == Grade.Heading.UP;
        return new Grade(
                move.subjectId() + "@" + minutes + "m",
                move.subjectId(),
                move.symbol(),
                move.ruleSet(),
                move.rule(),
                move.kind(),
                move.trading(),
                move.triggerId(),
                move.occurredAt(),
                move.price(),
                move.heading(),
                move.nearness(),
                move.settingsVersion(),
                minutes,
                List.copyOf(readings),
                movePct(up ? highest : lowest),
                movePct(up ? lowest : highest),
                complete());
    }

    /** In the direction of the move, percent. */
    private BigDecimal movePct(BigDecimal price) {
        BigDecimal from = move.price().value();
        BigDecimal moved =
                price.subtract(from).multiply(BigDecimal.valueOf(100)).divide(from, 4, RoundingMode.HALF_EVEN);
        return move.heading() == Grade.Heading.UP ? moved : moved.negate();
    }
}
