package io.autofutures.model.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Our name of a venue account, from configuration; never a key. @param value {@code [a-z0-9-]}, at most 32 */
public record AccountId(@JsonValue String value) {
    @JsonCreator
    public AccountId {
        if (!value.matches("[a-z0-9-]{1,32}")) {
            throw new IllegalArgumentException(
                    "account must be 1 to 32 characters of a-z, 0-9, -, was '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
