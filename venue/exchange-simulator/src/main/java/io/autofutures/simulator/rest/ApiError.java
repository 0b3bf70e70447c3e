package io.autofutures.simulator.rest;

import io.autofutures.paperbook.Outcome;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A refusal on its way to the caller: HTTP status, venue code and text. */
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;
    private final String text;
    private final @Nullable Duration retryAfter;

    ApiError(int status, int code, String text) {
        this(status, code, text, null);
    }

    /** @param retryAfter told in a header, in whole seconds and at least one */
    ApiError(int status, int code, String text, @Nullable Duration retryAfter) {
        super(code + " " + text, null, false, false);
        this.status = status;
        this.code = code;
        this.text = text;
        this.retryAfter = retryAfter;
    }

    /** HTTP 400, as most venue errors are. */
    static ApiError of(int code, String text) {
        return new ApiError(400, code, text);
    }

    static ApiError mandatory(String name) {
        return of(-1102, "Mandatory parameter '%s' was not sent, was empty/null, or malformed.".formatted(name));
    }

    static ApiError illegal(String name) {
        return of(-1100, "Illegal characters found in parameter '%s'.".formatted(name));
    }

    static ApiError notRequired(String name) {
        return of(-1106, "Parameter '%s' sent when not required.".formatted(name.toLowerCase(Locale.ROOT)));
    }

    /** What the simulator does not do. */
    static ApiError notSimulated(String what) {
        return of(-1, "Not simulated: " + what);
    }

    /** The value of an outcome, or its refusal as an error. */
    static <T> T orThrow(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T> done -> done.value();
            case Outcome.Refused<T>(int code, String message) -> throw of(code, message);
        };
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }

    String text() {
        return text;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
