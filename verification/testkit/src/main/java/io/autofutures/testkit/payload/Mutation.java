package io.autofutures.testkit.payload;

/**
 * One payload with one thing changed.
 *
 * @param pointer JSON pointer of what was changed
 * @param field name of the field, or the index in a row of positions (a candle, a level of a book)
 * @param payload the whole changed text
 */
public record Mutation(Kind kind, String pointer, String field, String payload) {
    public enum Kind {
        /** Field left out, or a row of positions one value shorter. */
        REMOVED,
        /** The value became {@code null}. */
        NULLED,
        /** A field nobody has heard of. */
        UNKNOWN_ADDED,
        /** A number as text, a number in text as number, {@code true} as text and back: nothing is lost. */
        SAME_IN_ANOTHER_TYPE,
        /** A value of a type, or a text, that cannot be meant: the true value is lost. */
        WRONG_TYPE
    }

    /** The true value is still there. */
    boolean keepsTheValue() {
        return kind == Kind.UNKNOWN_ADDED || kind == Kind.SAME_IN_ANOTHER_TYPE;
    }

    boolean inRowOfPositions() {
        return !field.isEmpty() && Character.isDigit(field.charAt(0));
    }

    @Override
    public String toString() {
        return kind + " " + pointer;
    }
}
