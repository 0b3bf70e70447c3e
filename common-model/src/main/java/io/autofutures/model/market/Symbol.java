package io.autofutures.model.market;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A contract as the venue writes it, for instance {@code BTCUSDT}; may hold non-ASCII letters.
 *
 * @param value not blank, at most 40 characters
 */
public record Symbol(@JsonValue String value) implements Comparable<Symbol> {
    /** @throws IllegalArgumentException if {@code value} is blank, longer than 40 characters or holds a separator */
    @JsonCreator
    public Symbol {
        if (value.isBlank() || value.length() > 40 || value.chars().anyMatch(c -> c <= ' ' || c == '/' || c == '@')) {
            throw new IllegalArgumentException("symbol must be a contract such as BTCUSDT, was '" + value + "'");
        }
    }

    @Override
    public int compareTo(Symbol other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
