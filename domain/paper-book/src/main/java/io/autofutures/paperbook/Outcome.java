package io.autofutures.paperbook;

import java.util.List;

/** The book's answer to a request. */
public sealed interface Outcome<T> {
    /** @param events in the order in which they are told */
    record Done<T>(T value, List<BookEvent> events) implements Outcome<T> {}

    /** Nothing changed. @param code venue code, negative */
    record Refused<T>(int code, String message) implements Outcome<T> {}
}
