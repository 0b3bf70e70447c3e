package io.autofutures.binance;

/** A payload of the venue does not have the form that this version reads. The message names the field in quotes. */
final class PayloadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PayloadException(String message) {
        super(message);
    }

    PayloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
