package io.autofutures.paperbook;

/** Lets the venue choose the limit price; venue words. OPPONENT_10 and OPPONENT_20 are suspended since 2025-10-23. */
public enum PriceMatch {
    NONE(0, false),
    OPPONENT(1, true),
    OPPONENT_5(5, true),
    QUEUE(1, false),
    QUEUE_5(5, false),
    QUEUE_10(10, false),
    QUEUE_20(20, false);

    private final int level;
    private final boolean opponent;

    PriceMatch(int level, boolean opponent) {
        this.level = level;
        this.opponent = opponent;
    }

    /** Which price from the best on, counted from 1; zero for NONE. */
    int level() {
        return level;
    }

    /** On the other side of the book. */
    boolean isOpponent() {
        return opponent;
    }
}
