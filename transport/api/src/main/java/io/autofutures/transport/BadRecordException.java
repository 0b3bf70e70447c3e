package io.autofutures.transport;

/** No retry can mend this record: it goes to the dead letters at once, with this message as the reason. */
public final class BadRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadRecordException(String message) {
        super(message);
    }

    public BadRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
